import { ChevronLeft, ChevronRight, Printer, ScrollText } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import type { Statement as Told, StatementLine } from "../../shared/api.d";
import { addDays, day, month, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { Agreement } from "../../shared/parts/Sum";
import { type Column, Table } from "../../shared/parts/Table";
import type { At } from "../App";
import { companyName } from "../company";
import { Page } from "../Page";
import { today } from "../session";

/** A customer's account over one month, with its addition in sight; printed as it stands. */
export default function Statement({ id }: At) {
  const [period, setPeriod] = useState(today.value.slice(0, 7));
  const loaded = useLoad(() => body(GET("/api/customers/{id}/statement", { params: { path: { id }, query: { month: period } } })), [id, period]);
  const name = loaded.value?.customer_name;
  return (
    <Page
      title={t("Rekening koran", "Statement")}
      sub={name}
      above={{ path: `/pelanggan/${id}`, word: name ?? t("Pelanggan", "Customer") }}
      actions={
        <Button size="small" icon={Printer} class="max-lg:h-11" onClick={() => print()}>
          <span class="max-lg:sr-only">{t("Cetak", "Print")}</span>
        </Button>
      }
    >
      <div class="max-w-[960px] mx-auto flex flex-col gap-3">
        <div class="flex items-center gap-2">
          <Button icon={ChevronLeft} class="btn-square max-lg:size-11" aria-label={t("Bulan sebelumnya", "Month before")} onClick={() => setPeriod(addDays(`${period}-01`, -1).slice(0, 7))} />
          <h2 class="font-[650] num min-w-36 text-center">{month(period)}</h2>
          <Button icon={ChevronRight} class="btn-square max-lg:size-11" disabled={period >= today.value.slice(0, 7)} aria-label={t("Bulan berikutnya", "Month after")} onClick={() => setPeriod(addDays(`${period}-28`, 4).slice(0, 7))} />
          <p class="ml-auto text-sm text-muted num max-lg:hidden">{[companyName.value, id].filter(Boolean).join(" · ")}</p>
        </div>
        <Show of={loaded} failed={t("Rekening koran tidak termuat", "The statement could not be read")} rows={6}>
          {(told) => <Month of={told} />}
        </Show>
      </div>
    </Page>
  );
}

function Month({ of }: { of: Told }) {
  const columns: Column<StatementLine>[] = [
    { head: t("Tanggal", "Day"), cell: (line) => day(line.on, "short"), class: "num" },
    { head: t("Keterangan", "What"), cell: (line) => <What of={line} /> },
    { head: t("Ditagih", "Charged"), cell: (line) => (line.amount > 0 ? rupiah(line.amount) : ""), right: true },
    { head: t("Diterima", "Received"), cell: (line) => (line.amount < 0 ? rupiah(-line.amount) : ""), right: true },
    { head: t("Sisa", "Owed"), cell: (line) => <span class="font-semibold">{rupiah(line.balance)}</span>, right: true },
  ];
  const sum = of.opening_balance + of.charged - of.received;
  const parts: [string, string, number][] = [
    ["", t("Awal bulan", "At the start"), of.opening_balance],
    ["+", t("Ditagih", "Charged"), of.charged],
    ["−", t("Diterima", "Received"), of.received],
    ["=", t("Akhir bulan", "At the end"), of.closing_balance],
  ];
  return (
    <>
      <section class="kartu p-4 flex flex-wrap items-end gap-x-4 gap-y-3" aria-label={t("Jumlah", "Sums")}>
        {parts.map(([sign, word, amount]) => (
          <p key={word} class="flex items-end gap-3">
            {sign && (
              <span class="text-lg text-muted" aria-hidden="true">
                {sign}
              </span>
            )}
            <span>
              <span class="block text-sm text-muted">{word}</span>
              <span class="block text-lg font-bold num">{rupiah(amount)}</span>
            </span>
          </p>
        ))}
        <Agreement agrees={sum === of.closing_balance} difference={rupiah(of.closing_balance - sum)} class="lg:ml-auto" />
      </section>
      <Card>
        {of.lines.length ? (
          <Table
            label={t("Mutasi", "Movements")}
            rows={of.lines}
            keyOf={(line) => line.id}
            columns={columns}
            card={(line) => (
              <>
                <span class="flex items-baseline gap-3">
                  <span class="min-w-0 clamp1 font-[550]">{line.description}</span>
                  <span class={`ml-auto num font-semibold ${line.amount < 0 ? "text-success" : ""}`}>{rupiah(line.amount)}</span>
                </span>
                <span class="flex text-sm text-muted num">
                  {day(line.on, "short")}
                  {line.note && ` · ${line.note}`}
                  <span class="ml-auto">{t(`sisa ${rupiah(line.balance)}`, `${rupiah(line.balance)} owed`)}</span>
                </span>
              </>
            )}
          />
        ) : (
          <Empty icon={ScrollText} title={t("Tidak ada mutasi bulan ini.", "Nothing moved this month.")} next={t("Lihat bulan yang lain.", "Look at another month.")} />
        )}
      </Card>
    </>
  );
}

function What({ of }: { of: StatementLine }) {
  return (
    <>
      {of.description}
      {of.note && <span class="block text-sm text-muted">{of.note}</span>}
    </>
  );
}
