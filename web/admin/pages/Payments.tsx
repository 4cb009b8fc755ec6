import { Banknote, HandCoins, Wallet } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { PaymentView } from "../../shared/api.d";
import { t } from "../../shared/language";
import { useList } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { CustomerChip } from "../CustomerChip";
import { useFilters } from "../filters";
import { Listed } from "../Listed";
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
  const [asked, filter] = useFilters("/pembayaran");
  const [reversing, setReversing] = useState<PaymentView>();
  const method = asked("method") as Method | undefined;
  const customer = asked("customer_id");
  const list = useList((cursor) => body(GET("/api/payments", { params: { query: { method, customer_id: customer, cursor } } })), [method, customer]);
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
          {customer && <CustomerChip number={customer} clear={() => filter("customer_id", undefined)} />}
        </div>
        <Listed
          of={list}
          rows={6}
          failed={t("Data pembayaran tidak termuat", "The payments could not be read")}
          empty={<Empty icon={Banknote} title={t("Belum ada pembayaran", "No payments yet")} next={t("Buka pelanggan, lalu pilih Terima pembayaran.", "Open a customer, then choose Receive payment.")} />}
        >
          {(payments) => <PaymentTable payments={payments} reverse={setReversing} />}
        </Listed>
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
