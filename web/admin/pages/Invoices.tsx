import { Play, ReceiptText, SearchX } from "lucide-preact";
import { Link } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { InvoiceView } from "../../shared/api.d";
import { month } from "../../shared/format";
import { t } from "../../shared/language";
import { useList } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { CustomerChip } from "../CustomerChip";
import { useFilters } from "../filters";
import { Listed } from "../Listed";
import { Page } from "../Page";
import { may, today } from "../session";
import { InvoiceTable } from "./invoice/InvoiceTable";
import { periodsAround } from "./invoice/periods";

type Status = InvoiceView["status"];

/** All invoices, the newest first, by status, month and customer. */
export default function Invoices() {
  const [asked, filter] = useFilters("/tagihan");
  const status = asked("status") as Status | undefined;
  const period = asked("period");
  const customer = asked("customer_id");
  const list = useList(
    (cursor) => body(GET("/api/invoices", { params: { query: { status, period, customer_id: customer, cursor } } })),
    [status, period, customer],
  );
  return (
    <Page title={t("Tagihan", "Invoices")} actions={may("runs.preview") && <Issue />}>
      <Card>
        <div class="flex flex-wrap items-center gap-2 p-4">
          <div class="flex gap-2 overflow-x-auto noscroll max-lg:-mx-4 max-lg:px-4 max-lg:w-[calc(100%+32px)]" role="group" aria-label={t("Status", "Status")}>
            {statuses().map(([key, word]) => (
              <button key={word} type="button" class={`chip cursor-pointer max-lg:h-11 ${key === status ? "on" : ""}`} aria-pressed={key === status} onClick={() => filter("status", key)}>
                {word}
              </button>
            ))}
          </div>
          <select class="inp max-lg:h-11 lg:ml-auto" style={{ width: "auto", height: undefined }} aria-label={t("Bulan", "Month")} value={period ?? ""} onChange={(event) => filter("period", event.currentTarget.value)}>
            <option value="">{t("Semua bulan", "All months")}</option>
            {periodsAround(today.value, period).map((one) => (
              <option key={one} value={one}>
                {month(one)}
              </option>
            ))}
          </select>
          {customer && <CustomerChip number={customer} clear={() => filter("customer_id", undefined)} />}
        </div>
        <Listed of={list} rows={8} failed={t("Data tagihan tidak termuat", "The invoices could not be read")} empty={<Nothing filtered={!!(status || period || customer)} />}>
          {(invoices) => <InvoiceTable invoices={invoices} />}
        </Listed>
      </Card>
    </Page>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty icon={SearchX} title={t("Tidak ada tagihan yang cocok", "No invoice matches")} next={t("Ubah atau hapus saringannya.", "Change or clear the filters.")}>
      <Link href="/tagihan" class="btn btn-line">
        {t("Hapus saringan", "Clear filters")}
      </Link>
    </Empty>
  ) : (
    <Empty icon={ReceiptText} title={t("Belum ada tagihan", "No invoices yet")} next={t("Terbitkan untuk pelanggan yang sudah ada.", "Issue them for the customers you have.")}>
      {may("runs.preview") && <Issue />}
    </Empty>
  );
}

function Issue() {
  return (
    <Link href="/tagihan/terbitkan" class="btn btn-primary max-lg:btn-sm">
      <Play class="i" />
      {t("Terbitkan", "Issue")}
    </Link>
  );
}

function statuses(): [Status | undefined, string][] {
  return [
    [undefined, t("Semua", "All")],
    ["open", t("Belum lunas", "Open")],
    ["paid", t("Lunas", "Paid")],
    ["void", t("Dibatalkan", "Void")],
  ];
}
