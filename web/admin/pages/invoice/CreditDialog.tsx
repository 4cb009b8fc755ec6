import { useState } from "preact/hooks";
import { body, newId, POST } from "../../../shared/api";
import type { InvoiceView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { type Problem, toProblem } from "../../../shared/problem";

/** A part of a bill is given back: first it pays what is open of it, the rest is credit. */
export function CreditDialog({ invoice, close, done }: { invoice: InvoiceView; close: () => void; done: () => void }) {
  const [id] = useState(newId);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const rupiahs = Number(amount);
  const left = invoice.total - invoice.paid;
  const submit = async (event: Event) => {
    event.preventDefault();
    setMissing(!reason.trim());
    if (!rupiahs || !reason.trim()) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/invoices/{id}/credit-notes", { params: { path: { id: invoice.id } }, body: { id, amount: rupiahs, reason: reason.trim() } }));
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t(`Nota kredit ${invoice.number}`, `Credit note for ${invoice.number}`)} close={close}>
      <p class="text-muted mt-1 num">{t(`Tagihan ${rupiah(invoice.total)}, belum dibayar ${rupiah(left)}.`, `The invoice is ${rupiah(invoice.total)}, ${rupiah(left)} is open.`)}</p>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <RupiahField label={t("Dikembalikan", "Given back")} name="amount" value={amount} change={setAmount} error={problem?.of("amount")} hint={whatItDoes(rupiahs, left)} />
        <Field label={t("Alasan", "Reason")} name="reason" maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} error={(missing && !reason.trim() && t("Tulis alasannya.", "Say why.")) || problem?.of("reason")} />
        {problem && !problem.fields.length && <ErrorBox title={t("Nota kredit belum tercatat", "The credit note is not recorded")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button class="max-lg:h-11" onClick={close}>
            {t("Kembali", "Back")}
          </Button>
          <Button type="submit" look="primary" class="max-lg:h-11" disabled={!rupiahs} busy={busy && t("Mencatat…", "Recording…")}>
            {rupiahs ? t(`Kembalikan ${rupiah(rupiahs)}`, `Give back ${rupiah(rupiahs)}`) : t("Kembalikan", "Give back")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function whatItDoes(amount: number, left: number): string {
  if (!amount) return "";
  if (amount <= left) return t(`Sisa tagihan ${rupiah(left - amount)}.`, `${rupiah(left - amount)} of the invoice is left.`);
  return t(`Tagihan lunas, ${rupiah(amount - left)} jadi saldo.`, `The invoice is paid, ${rupiah(amount - left)} is credit.`);
}
