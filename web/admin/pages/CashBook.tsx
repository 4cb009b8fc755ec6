import { BookText, ChevronLeft, ChevronRight, Printer } from "lucide-preact";
import { useLocation, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { CashBook as Book, CashLine } from "../../shared/api.d";
import { addDays, day, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { type Column, Table } from "../../shared/parts/Table";
import { Page } from "../Page";
import { today } from "../session";
import { methodWord } from "./payment/payments";

/** All money of one day by person and method, with its sums. */
export default function CashBook() {
  const [, go] = useLocation();
  const on = new URLSearchParams(useSearch()).get("tanggal") ?? today.value;
  const loaded = useLoad(() => body(GET("/api/collections/cash-book", { params: { query: { on } } })), [on]);
  const show = (date: string) => date && go(`/buku-kas?tanggal=${date}`, { replace: true });
  return (
    <Page
      title={t("Buku kas", "Cash book")}
      sub={day(on, "weekday")}
      above={{ path: "/setoran", word: t("Setoran", "Hand-overs") }}
      actions={
        <Button size="small" icon={Printer} class="max-lg:h-11" onClick={() => print()}>
          <span class="max-lg:sr-only">{t("Cetak", "Print")}</span>
        </Button>
      }
    >
      <div class="max-w-[960px] mx-auto flex flex-col gap-3">
        <div class="flex items-center gap-2 no-print">
          <Button icon={ChevronLeft} class="btn-square max-lg:size-11" aria-label={t("Hari sebelumnya", "The day before")} onClick={() => show(addDays(on, -1))} />
          <span class="inp max-lg:h-11" style={{ width: 170 }}>
            <input type="date" class="num" aria-label={t("Tanggal", "Day")} value={on} max={today.value} onInput={(event) => show(event.currentTarget.value)} />
          </span>
          <Button icon={ChevronRight} class="btn-square max-lg:size-11" disabled={on >= today.value} aria-label={t("Hari berikutnya", "The day after")} onClick={() => show(addDays(on, 1))} />
        </div>
        <Show of={loaded} failed={t("Buku kas tidak termuat", "The cash book could not be read")} rows={5}>
          {(book) => <Day of={book} />}
        </Show>
      </div>
    </Page>
  );
}

function Day({ of }: { of: Book }) {
  const columns: Column<CashLine>[] = [
    { head: t("Petugas", "Who"), cell: (line) => <span class="font-semibold">{line.taken_by_name}</span> },
    { head: t("Cara", "Method"), cell: (line) => methodWord(line.method) },
    { head: t("Masuk", "In"), cell: (line) => `${rupiah(line.received)} (${line.payments})`, right: true },
    { head: t("Keluar", "Out"), cell: (line) => (line.payouts ? `${rupiah(line.paid_out)} (${line.payouts})` : ""), right: true },
    { head: t("Jumlah", "Total"), cell: (line) => <span class="font-semibold">{rupiah(line.total)}</span>, right: true },
  ];
  const methods = [...new Set(of.items.map((line) => line.method))];
  return (
    <>
      <section class="kartu p-4 flex flex-wrap items-baseline gap-x-6 gap-y-3" aria-label={t("Jumlah", "Sums")}>
        <Sum word={t("Masuk", "In")} amount={of.received} />
        <span class="text-lg text-muted" aria-hidden="true">
          −
        </span>
        <Sum word={t("Keluar", "Out")} amount={of.paid_out} />
        <span class="text-lg text-muted" aria-hidden="true">
          =
        </span>
        <Sum word={t("Jumlah hari ini", "Total of the day")} amount={of.total} />
        {methods.length > 1 && (
          <p class="text-sm text-muted num w-full">
            {methods.map((method) => `${methodWord(method)} ${rupiah(of.items.filter((line) => line.method === method).reduce((sum, line) => sum + line.total, 0))}`).join(" · ")}
          </p>
        )}
      </section>
      <Card>
        {of.items.length ? (
          <Table
            label={t("Buku kas", "Cash book")}
            rows={of.items}
            keyOf={(line) => `${line.taken_by}.${line.method}`}
            columns={columns}
            card={(line) => (
              <>
                <span class="flex items-baseline gap-3">
                  <span class="font-semibold clamp1">{line.taken_by_name}</span>
                  <span class="ml-auto font-[650] num">{rupiah(line.total)}</span>
                </span>
                <span class="block text-sm text-muted num">
                  {methodWord(line.method)} · {t(`${line.payments} masuk ${rupiah(line.received)}`, `${line.payments} in ${rupiah(line.received)}`)}
                  {line.payouts > 0 && ` · ${t(`${line.payouts} keluar ${rupiah(line.paid_out)}`, `${line.payouts} out ${rupiah(line.paid_out)}`)}`}
                </span>
              </>
            )}
          />
        ) : (
          <Empty icon={BookText} title={t("Tidak ada uang masuk atau keluar.", "No money came or went.")} next={t("Lihat hari yang lain.", "Look at another day.")} />
        )}
      </Card>
    </>
  );
}

function Sum({ word, amount }: { word: string; amount: number }) {
  return (
    <p>
      <span class="block text-sm text-muted">{word}</span>
      <span class="block text-xl font-bold num">{rupiah(amount)}</span>
    </p>
  );
}
