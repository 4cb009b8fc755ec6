import { body, POST } from "../../../shared/api";
import type { InvoiceView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { ReasonDialog } from "../../ReasonDialog";

/** Taking an invoice back. */
export function VoidDialog({ invoice, close, done }: { invoice: InvoiceView; close: () => void; done: () => void }) {
  return (
    <ReasonDialog
      title={t(`Batalkan ${invoice.number}`, `Void ${invoice.number}`)}
      text={t(`${rupiah(invoice.total)} dikeluarkan lagi dari utang pelanggan. Ini tercatat atas nama Anda.`, `${rupiah(invoice.total)} is taken off what the customer owes. It is recorded under your name.`)}
      action={t("Batalkan tagihan", "Void the invoice")}
      act={(reason) => body(POST("/api/invoices/{id}/void", { params: { path: { id: invoice.id } }, body: { reason } })).then(done)}
      close={close}
    />
  );
}
