import { Play, ReceiptText, SearchX, X } from "lucide-preact";
import { Link, useLocation, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { InvoiceView } from "../../shared/api.d";
import { month } from "../../shared/format";
import { t } from "../../shared/language";
import { useList } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Page } from "../Page";
import { may, today } from "../session";
import { InvoiceTable } from "./invoice/InvoiceTable";
import { periodsAround } from "./invoice/periods";

type Status = InvoiceView["status"];

/** All invoices, the newest first, by status, month and customer. */
export default function Invoices() {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const status = (asked.get("status") as Status | null) ?? undefined;
  const period = asked.get("period") ?? undefined;
  const customer = asked.get("customer_id") ?? undefined;
  const list = useList(
    (cursor) => body(GET("/api/invoices", { params: { query: { status, period, customer_id: customer, cursor } } })),
    [status, period, customer],
  );
  const filter = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    const query = next.toString();
    go(`/tagihan${query ? `?${query}` : ""}`, { replace: true });
  };
  const filtered = !!(status || period || customer);

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
          {customer && (
            <button type="button" class="chip on cursor-pointer max-lg:h-11" onClick={() => filter("customer_id", undefined)} aria-label={t("Hapus saringan pelanggan", "Clear the customer filter")}>
              <span class="num">{customer}</span>
              <X class="i i-14" />
            </button>
          )}
        </div>
        {list.problem && (
          <div class="px-4 pb-4">
            <ErrorBox title={t("Data tagihan tidak termuat", "The invoices could not be read")} problem={list.problem} again={list.reload} />
          </div>
        )}
        {!list.items ? (
          list.loading && <Skeleton rows={8} />
        ) : list.items.length ? (
          <InvoiceTable invoices={list.items} />
        ) : filtered ? (
          <Empty icon={SearchX} title={t("Tidak ada tagihan yang cocok", "No invoice matches")} next={t("Ubah atau hapus saringannya.", "Change or clear the filters.")}>
            <Link href="/tagihan" class="btn btn-line">
              {t("Hapus saringan", "Clear filters")}
            </Link>
          </Empty>
        ) : (
          <Empty icon={ReceiptText} title={t("Belum ada tagihan", "No invoices yet")} next={t("Terbitkan untuk pelanggan yang sudah ada.", "Issue them for the customers you have.")}>
            {may("runs.preview") && <Issue />}
          </Empty>
        )}
        <More of={list} />
      </Card>
    </Page>
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
