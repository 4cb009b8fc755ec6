import { Play } from "lucide-preact";
import { useState } from "preact/hooks";
import { useLocation, useSearch } from "wouter-preact";
import { body, POST } from "../../shared/api";
import type { PreviewView } from "../../shared/api.d";
import { count, day, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Dialog } from "../../shared/parts/Dialog";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Show } from "../../shared/parts/Show";
import { Stepper } from "../../shared/parts/Stepper";
import { Sum } from "../../shared/parts/Sum";
import { type Problem, toProblem } from "../../shared/problem";
import { Page } from "../Page";
import { may, today } from "../session";
import { DayChoice } from "./issue/DayChoice";
import { Exceptions } from "./issue/Exceptions";
import { Sending, sendingWords } from "./issue/Sending";
import { PlanSums } from "./issue/PlanSums";
import { runPath } from "./issue/runPath";
import { previewParts } from "./issue/skips";
import { issueSteps } from "./issue/steps";

/** What a billing run for one date would do, and the button that starts it. */
export default function Issue() {
  const [, go] = useLocation();
  const on = new URLSearchParams(useSearch()).get("on") || today.value;
  const choose = (date: string) => go(`/tagihan/terbitkan?on=${date}`, { replace: true });
  const preview = useLoad(() => body(POST("/api/billing/preview", { body: { on } })), [on]);
  const current = preview.value?.on === on ? preview.value : undefined;
  return (
    <Page title={t("Terbitkan tagihan", "Issue invoices")} sub={day(on, "weekday")} above={{ path: "/tagihan", word: t("Tagihan", "Invoices") }}>
      <div class="max-w-[1120px] mx-auto flex flex-col gap-4">
        <div class="flex flex-wrap items-center gap-3">
          <Stepper at={0} steps={issueSteps()} />
          <p class="text-sm text-muted lg:ml-auto">{t("Belum ada yang berubah. Semua masih rencana.", "Nothing changes yet. All of this is a plan.")}</p>
        </div>
        <DayChoice on={on} choose={choose} />
        <Show of={{ ...preview, value: current }} failed={t("Pratinjau belum bisa dihitung", "The preview could not be worked out")}>
          {(view) => <Preview view={view} />}
        </Show>
      </div>
    </Page>
  );
}

function Preview({ view }: { view: PreviewView }) {
  return (
    <>
      <Sum parts={previewParts(view)} total={view.due} word={t("jatuh tanggal tagih", "due for billing")} />
      <div class="grid gap-4 lg:grid-cols-[1fr_420px] items-start">
        <PlanSums view={view} />
        <div class="flex flex-col gap-4 min-w-0">
          <Exceptions view={view} />
          <Sending forecast={view.messages} />
        </div>
      </div>
      <Start view={view} />
    </>
  );
}

function Start({ view }: { view: PreviewView }) {
  const [, go] = useLocation();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const words = t(`Terbitkan ${count(view.create)} tagihan`, `Issue ${count(view.create)} invoices`);

  const start = async () => {
    setAsking(false);
    setProblem(undefined);
    setBusy(true);
    try {
      const run = await body(POST("/api/billing/runs", { body: { on: view.on } }));
      go(runPath(run.id));
    } catch (reason) {
      setProblem(toProblem(reason));
      setBusy(false);
    }
  };

  if (!may("runs.start")) {
    return <p class="text-sm text-muted text-right">{t("Hanya pemilik dan admin yang menerbitkan.", "Only owner and admin can issue.")}</p>;
  }
  return (
    <>
      {problem && <ErrorBox title={t("Belum diterbitkan", "Not issued yet")} problem={problem} />}
      <div class="flex flex-wrap items-center gap-3 justify-end">
        <p class="text-sm text-muted max-lg:w-full">
          {view.create
            ? t("Tagihan terbit, lalu pesannya dikirim lewat WhatsApp.", "Invoices are issued, then sent on WhatsApp.")
            : t("Tidak ada yang perlu ditagih sampai tanggal ini.", "Nothing to bill up to this date.")}
        </p>
        <Button look="primary" icon={Play} class="max-lg:w-full max-lg:btn-hp" disabled={!view.create} busy={busy && t("Memulai…", "Starting…")} onClick={() => (view.ahead ? setAsking(true) : void start())}>
          {view.create ? words : t("Terbitkan", "Issue")}
        </Button>
      </div>
      {asking && (
        <Dialog title={t("Tanggal ini belum tiba", "This date is still ahead")} close={() => setAsking(false)}>
          <p class="mt-2">
            {t(
              `${count(view.create)} tagihan (${rupiah(view.total_amount)}) sampai ${day(view.on)} terbit sekarang.`,
              `${count(view.create)} invoices (${rupiah(view.total_amount)}) up to ${day(view.on)} are issued now.`,
            )}
          </p>
          <p class="mt-1 num">{sendingWords(view.messages)}</p>
          <div class="flex flex-wrap gap-2 justify-end mt-5">
            <Button onClick={() => setAsking(false)}>{t("Kembali", "Back")}</Button>
            <Button look="primary" icon={Play} onClick={() => void start()}>
              {t("Terbitkan sekarang", "Issue now")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
