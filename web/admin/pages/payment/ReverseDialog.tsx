import { body, POST } from "../../../shared/api";
import type { PaymentView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { ReasonDialog } from "../../ReasonDialog";

/** Taking a payment back: its invoices are open again. */
export function ReverseDialog({ payment, close, done }: { payment: PaymentView; close: () => void; done: () => void }) {
  return (
    <ReasonDialog
      title={t(`Batalkan ${payment.number}`, `Reverse ${payment.number}`)}
      text={t(`${rupiah(payment.amount)} dari ${payment.customer_name} ditarik lagi: tagihannya terbuka kembali. Ini tercatat atas nama Anda.`, `${rupiah(payment.amount)} of ${payment.customer_name} is taken back: the invoices are open again. It is recorded under your name.`)}
      action={t("Batalkan pembayaran", "Reverse the payment")}
      act={(reason) => body(POST("/api/payments/{id}/reverse", { params: { path: { id: payment.id } }, body: { reason } })).then(done)}
      close={close}
    />
  );
}
