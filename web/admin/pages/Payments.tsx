import { Banknote, HandCoins, Wallet, X } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link, useLocation, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { PaymentView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { useList } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Page } from "../Page";
import { may } from "../session";
import { PaymentIssues } from "./payment/PaymentIssues";
import { methodWord } from "./payment/payments";
import { PaymentTable } from "./payment/PaymentTable";
import { ReverseDialog } from "./payment/ReverseDialog";

type Method = PaymentView["method"];
const METHODS: Method[] = ["cash", "transfer", "qris", "gateway"];

/** All payments, the latest first, by method and customer. */
export default function Payments() {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const [reversing, setReversing] = useState<PaymentView>();
  const method = (asked.get("method") as Method | null) ?? undefined;
  const customer = asked.get("customer_id") ?? undefined;
  const list = useList((cursor) => body(GET("/api/payments", { params: { query: { method, customer_id: customer, cursor } } })), [method, customer]);
  const filter = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    const query = next.toString();
    go(`/pembayaran${query ? `?${query}` : ""}`, { replace: true });
  };
  return (
    <Page title={t("Pembayaran", "Payments")} actions={<Ways />}>
      {may("payments.issues") && <PaymentIssues changed={list.reload} />}
      <Card>
        <div class="flex flex-wrap items-center gap-2 p-4" role="group" aria-label={t("Cara bayar", "Method")}>
          {[undefined, ...METHODS].map((one) => (
            <button key={one ?? "all"} type="button" class={`chip cursor-pointer max-lg:h-11 ${one === method ? "on" : ""}`} aria-pressed={one === method} onClick={() => filter("method", one)}>
              {one ? methodWord(one) : t("Semua", "All")}
            </button>
          ))}
          {customer && (
            <button type="button" class="chip on cursor-pointer max-lg:h-11" onClick={() => filter("customer_id", undefined)} aria-label={t("Hapus saringan pelanggan", "Clear the customer filter")}>
              <span class="num">{customer}</span>
              <X class="i i-14" />
            </button>
          )}
        </div>
        {list.problem && (
          <div class="px-4 pb-4">
            <ErrorBox title={t("Data pembayaran tidak termuat", "The payments could not be read")} problem={list.problem} again={list.reload} />
          </div>
        )}
        {!list.items ? (
          list.loading && <Skeleton rows={6} />
        ) : list.items.length ? (
          <PaymentTable payments={list.items} reverse={setReversing} />
        ) : (
          <Empty icon={Banknote} title={t("Belum ada pembayaran", "No payments yet")} next={t("Buka pelanggan, lalu pilih Terima pembayaran.", "Open a customer, then choose Receive payment.")} />
        )}
        <More of={list} />
      </Card>
      {reversing && <ReverseDialog payment={reversing} close={() => setReversing(undefined)} done={list.reload} />}
    </Page>
  );
}

function Ways() {
  return (
    <>
      {may("collections.read") && (
        <Link href="/setoran" class="btn btn-line btn-sm max-lg:size-11">
          <Wallet class="i" />
          <span class="max-lg:sr-only">{t("Setoran", "Hand-overs")}</span>
        </Link>
      )}
      {may("payments.take") && (
        <Link href="/terima" class="btn btn-primary btn-sm max-lg:h-11">
          <HandCoins class="i" />
          {t("Terima", "Take")}
        </Link>
      )}
    </>
  );
}
