import { Link } from "wouter-preact";
import type { PaymentView } from "../../../shared/api.d";
import { moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { type Column, Table } from "../../../shared/parts/Table";
import { paymentState } from "../../../shared/states";
import { may } from "../../session";
import { methodWord, openReceipt } from "./payments";

interface PaymentTableProps {
  payments: PaymentView[];
  /** On a customer's own page: without the name. */
  ofOne?: boolean;
  reverse: (payment: PaymentView) => void;
}

/** Payments in rows, each with its receipt, and taken back by whoever may. */
export function PaymentTable({ payments, ofOne, reverse }: PaymentTableProps) {
  const name: Column<PaymentView> = { head: t("Pelanggan", "Customer"), cell: (payment) => <Name of={payment} /> };
  const columns: Column<PaymentView>[] = [
    { head: t("Waktu", "Time"), cell: (payment) => moment(payment.recorded_at), class: "num" },
    ...(ofOne ? [] : [name]),
    { head: t("Nomor", "Number"), cell: (payment) => <span class="num">{payment.number}</span> },
    { head: t("Cara", "Method"), cell: (payment) => methodWord(payment.method) },
    { head: t("Oleh", "By"), cell: (payment) => <span class="text-muted">{payment.taken_by_name}</span> },
    { head: t("Status", "Status"), cell: (payment) => <Badge state={paymentState(payment.status)} plain={payment.status === "recorded"} /> },
    { head: t("Jumlah", "Amount"), cell: (payment) => <span class="font-[650]">{rupiah(payment.amount)}</span>, right: true },
    { head: "", cell: (payment) => <Buttons of={payment} reverse={reverse} />, right: true },
  ];
  return (
    <Table
      label={t("Daftar pembayaran", "List of payments")}
      rows={payments}
      keyOf={(payment) => payment.id}
      columns={columns}
      card={(payment) => (
        <>
          <span class="flex items-baseline gap-3">
            <span class="font-semibold clamp1">{ofOne ? methodWord(payment.method) : <Name of={payment} />}</span>
            <span class="ml-auto font-[650] num">{rupiah(payment.amount)}</span>
          </span>
          <span class="flex flex-wrap items-center gap-2 mt-1 text-sm text-muted">
            <span class="num">{moment(payment.recorded_at)}</span>
            <Badge state={paymentState(payment.status)} plain={payment.status === "recorded"} />
            <span class="ml-auto">
              <Buttons of={payment} reverse={reverse} />
            </span>
          </span>
        </>
      )}
    />
  );
}

function Name({ of: payment }: { of: PaymentView }) {
  return (
    <Link href={`/pelanggan/${payment.customer_id}`} data-row class="lnk">
      {payment.customer_name}
    </Link>
  );
}

function Buttons({ of: payment, reverse }: { of: PaymentView; reverse: (payment: PaymentView) => void }) {
  return (
    <span class="inline-flex gap-2">
      <Button size="small" onClick={() => void openReceipt(payment.id)} aria-label={t(`Kwitansi ${payment.number}`, `Receipt ${payment.number}`)}>
        {t("Kwitansi", "Receipt")}
      </Button>
      {payment.status === "recorded" && may("payments.reverse") && (
        <Button size="small" look="ghost" onClick={() => reverse(payment)} aria-label={t(`Batalkan ${payment.number}`, `Reverse ${payment.number}`)}>
          {t("Batalkan", "Reverse")}
        </Button>
      )}
    </span>
  );
}
