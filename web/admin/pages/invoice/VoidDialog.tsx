import type { TargetedSubmitEvent } from "preact";
import { useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { InvoiceView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { type Problem, toProblem } from "../../../shared/problem";

/** Taking an invoice back, with the reason for the trail. */
export function VoidDialog({ invoice, close, done }: { invoice: InvoiceView; close: () => void; done: () => void }) {
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    setMissing(!reason);
    if (!reason) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/invoices/{id}/void", { params: { path: { id: invoice.id } }, body: { reason } }));
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t(`Batalkan ${invoice.number}`, `Void ${invoice.number}`)} close={close}>
      <p class="text-muted mt-1 num">{t(`${rupiah(invoice.total)} dikeluarkan lagi dari utang pelanggan. Ini tercatat atas nama Anda.`, `${rupiah(invoice.total)} is taken off what the customer owes. It is recorded under your name.`)}</p>
      <form class="mt-4" onSubmit={submit} noValidate>
        <Field label={t("Alasan", "Reason")} name="reason" autoFocus maxLength={400} error={(missing && t("Tulis alasannya.", "Say why.")) || problem?.of("reason")} />
        {problem && (
          <div class="mt-3">
            <ErrorBox title={t("Belum dibatalkan", "Not voided")} problem={problem} />
          </div>
        )}
        <div class="flex flex-wrap gap-2 justify-end mt-5">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="bad" busy={busy && t("Membatalkan…", "Voiding…")}>
            {t("Batalkan tagihan", "Void the invoice")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
