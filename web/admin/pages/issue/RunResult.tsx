import { ArrowRight, Check, CircleCheck, CircleX, Copy, type LucideIcon, SkipForward } from "lucide-preact";
import { Link } from "wouter-preact";
import type { RunView } from "../../../shared/api.d";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { Done } from "../../../shared/parts/Done";
import { Agreement } from "../../../shared/parts/Sum";
import { type Column, Table } from "../../../shared/parts/Table";
import { Delivery } from "./Delivery";
import { FailureList } from "./FailureList";
import { skipWord } from "./skips";

interface Outcome {
  word: string;
  text: string;
  icon: LucideIcon;
  tone: string;
  number: number;
  amount?: number;
}

/** What came of a run: plan = result, and how the messages fare. */
export function RunResult({ run }: { run: RunView }) {
  const outcomes = outcomesOf(run);
  const added = outcomes.reduce((sum, outcome) => sum + outcome.number, 0);
  const columns: Column<Outcome>[] = [
    { head: t("Hasil", "Result"), cell: (one) => <Word of={one} /> },
    { head: t("Keterangan", "Explanation"), cell: (one) => <span class="text-muted">{one.text}</span> },
    { head: t("Tagihan", "Invoices"), cell: (one) => count(one.number), right: true },
    { head: t("Jumlah", "Amount"), cell: (one) => <span class="font-[650]">{one.amount === undefined ? "–" : rupiah(one.amount)}</span>, right: true },
  ];
  return (
    <>
      <Done icon={Check} title={t(`${count(run.created)} tagihan terbit`, `${count(run.created)} invoices issued`)} text={rupiah(run.total_amount)}>
        <Link href="/tagihan" class="btn btn-primary">
          <ArrowRight class="i" />
          {t("Daftar tagihan", "List of invoices")}
        </Link>
      </Done>
      <Card title={t("Rencana dan hasil", "Plan and result")} aside={<Agreement agrees={added === run.due} difference={count(run.due - added)} />}>
        <Table
          label={t("Rencana dan hasil", "Plan and result")}
          rows={outcomes}
          keyOf={(one) => one.word}
          columns={columns}
          card={(one) => (
            <div class="flex items-center gap-3">
              <div class="min-w-0">
                <Word of={one} />
                <p class="text-sm text-muted">{one.text}</p>
              </div>
              <p class="ml-auto text-right num">
                <span class="block font-[650]">{count(one.number)}</span>
                {one.amount !== undefined && <span class="block text-sm text-muted">{rupiah(one.amount)}</span>}
              </p>
            </div>
          )}
        />
        <div class="flex flex-wrap items-center gap-x-3 px-3 max-lg:px-4 min-h-11 py-2 bg-base-200 border-t divx text-sm num">
          <b class="font-bold">{t("Jatuh tanggal tagih", "Due for billing")}</b>
          <span class="text-muted">
            {outcomes.map((one) => count(one.number)).join(" + ")} = {count(added)}
          </span>
          <b class="font-bold ml-auto max-lg:hidden">{count(run.due)}</b>
        </div>
      </Card>
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <Delivery run={run} />
        {run.failed > 0 && (
          <Card title={t(`${count(run.failed)} gagal ditagih`, `${count(run.failed)} could not be billed`)}>
            <div class="px-4 pb-3 text-sm">
              <FailureList failures={run.failures} of={run.failed} />
              <p class="text-muted mt-2">{t("Perbaiki datanya, lalu terbitkan lagi. Yang sudah terbit tidak menjadi dobel.", "Mend the data and issue again. Nothing is issued twice.")}</p>
            </div>
          </Card>
        )}
      </div>
    </>
  );
}

function Word({ of: { word, icon: Icon, tone } }: { of: Outcome }) {
  return (
    <span class={`flex items-center gap-2.5 font-semibold t-${tone}`}>
      <span style={{ color: "var(--c)" }}>
        <Icon class="i" />
      </span>
      {word}
    </span>
  );
}

function outcomesOf(run: RunView): Outcome[] {
  const reasons = Object.entries(run.skipped_by_reason).map(([reason, number]) => `${count(number)} ${skipWord(reason)}`);
  return [
    { word: t("Terbit", "Issued"), text: t("Masuk buku besar pelanggan", "Entered in the customers' accounts"), icon: CircleCheck, tone: "ok", number: run.created, amount: run.total_amount },
    { word: t("Sudah ada", "Already there"), text: t("Tagihan bulan itu sudah terbit sebelumnya", "That month's invoice was issued before"), icon: Copy, tone: "mute", number: run.already },
    { word: t("Dilewati", "Passed over"), text: reasons.join(", ") || t("Tidak ada", "None"), icon: SkipForward, tone: "mute", number: run.skipped },
    { word: t("Gagal", "Failed"), text: run.failed ? t("Lihat sebabnya di bawah", "See why below") : t("Tidak ada", "None"), icon: CircleX, tone: run.failed ? "err" : "mute", number: run.failed },
  ];
}
