import { Check, CheckCheck } from "lucide-preact";
import type { BillPayment, BillStanding } from "../shared/api.d";
import { moment, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { SaveButton } from "./SaveButton";

interface PaidProps {
  standing: BillStanding;
  receipt: (paymentId: string) => Promise<Blob>;
}

/** What was paid of a bill, each payment with its receipt. */
export function Paid({ standing, receipt }: PaidProps) {
  if (!standing.payments.length) return null;
  return (
    <>
      {standing.payments.map((one) => (
        <Receipt key={one.id} of={one} left={standing.amount_due} receipt={receipt} />
      ))}
      <p class="flex items-center justify-center gap-2 text-base text-muted">
        <CheckCheck class="i i-18" />
        {t("Kuitansi juga dikirim ke WhatsApp", "The receipt is on WhatsApp too")}
      </p>
    </>
  );
}

function Receipt({ of, left, receipt }: { of: BillPayment; left: number; receipt: PaidProps["receipt"] }) {
  const facts: [string, string][] = [
    [t("Cara bayar", "Paid by"), methodWord(of.method)],
    [t("Waktu", "When"), moment(of.paid_at)],
    [t("No. kuitansi", "Receipt no."), of.number],
    [t("Sisa tagihan", "Left to pay"), rupiah(left)],
  ];
  return (
    <section class="kartu p-4" aria-label={t(`Kuitansi ${of.number}`, `Receipt ${of.number}`)}>
      <p class="text-center text-muted">{t("Dibayar", "Paid")}</p>
      <p class="text-center text-2xl font-bold num">{rupiah(of.amount)}</p>
      <dl class="mt-3 pt-2 border-t border-dashed divx">
        {facts.map(([word, value]) => (
          <div key={word} class="flex gap-4 py-1.5">
            <dt class="text-muted">{word}</dt>
            <dd class="ml-auto text-right font-semibold num min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <div class="mt-3">
        <SaveButton word={t("Simpan kuitansi", "Save the receipt")} name={`${of.number}.pdf`} fetchFile={() => receipt(of.id)} />
      </div>
    </section>
  );
}

/** The tick that is drawn once. */
export function PaidMark() {
  return (
    <span class="paid-mark w-20 h-20 rounded-full bg-white grid place-items-center mx-auto border-4 border-accent text-[#1c5c40]" aria-hidden="true">
      <Check class="w-11 h-11" strokeWidth={3} />
    </span>
  );
}

export function methodWord(method: BillPayment["method"]): string {
  const words = {
    cash: t("Tunai", "Cash"),
    transfer: t("Transfer bank", "Bank transfer"),
    qris: "QRIS",
    gateway: t("Pembayaran daring", "Paid online"),
  };
  return words[method];
}
