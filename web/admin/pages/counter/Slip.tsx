import type { PaymentView } from "../../../shared/api.d";
import { moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { companyName } from "../../company";
import { methodWord } from "../payment/payments";
import type { Taken } from "./Desk";

/** The receipt on a narrow roll of paper; seen only when it is printed. */
export function Slip({ of, payment }: { of: Taken; payment: PaymentView }) {
  const rows: [string, string][] = [
    [t("Nomor", "Number"), payment.number],
    [t("Waktu", "Time"), moment(payment.paid_at)],
    [t("Dari", "From"), `${of.customer.name} (${of.customer.number})`],
    ...payment.allocations.map((one): [string, string] => [one.number, rupiah(one.amount)]),
    ...(payment.credit > 0 ? [[t("Saldo", "Credit"), rupiah(payment.credit)] as [string, string]] : []),
    [methodWord(payment.method), rupiah(payment.amount)],
    ...(of.change > 0
      ? ([
          [t("Uang diterima", "Handed over"), rupiah(of.received)],
          [t("Kembali", "Change"), rupiah(of.change)],
        ] as [string, string][])
      : []),
    ...(payment.balance_after > 0 ? [[t("Sisa", "Left"), rupiah(payment.balance_after)] as [string, string]] : []),
    [t("Diterima oleh", "Taken by"), payment.taken_by_name],
  ];
  return (
    <div class="slip text-sm" aria-hidden="true">
      <p class="text-center font-bold text-md">{companyName.value || "Sambung"}</p>
      <p class="text-center">{t("Kwitansi", "Receipt")}</p>
      <dl class="mt-2">
        {rows.map(([name, value]) => (
          <div key={name} class="flex gap-2">
            <dt>{name}</dt>
            <dd class="ml-auto text-right num">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="text-center mt-2">{t("Terima kasih.", "Thank you.")}</p>
    </div>
  );
}
