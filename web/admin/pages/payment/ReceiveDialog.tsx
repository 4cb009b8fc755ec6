import { CircleCheck } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, newId, POST } from "../../../shared/api";
import type { CustomerView, PaymentView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Choice } from "../../../shared/parts/Choice";
import { Dialog } from "../../../shared/parts/Dialog";
import { Done } from "../../../shared/parts/Done";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { type Problem, toProblem } from "../../../shared/problem";
import { access } from "../../session";
import { UndoButton } from "../../UndoButton";
import { methodWord, openReceipt, owedNow, tellTaken, whatItDid, whatWillBe } from "./payments";

type Method = PaymentView["method"];

/** Taking money: what is typed is sent under one id, so however often it is sent it counts once. */
export function ReceiveDialog({ customer, close, done }: { customer: CustomerView; close: () => void; done: () => void }) {
  const [id] = useState(newId);
  const [amount, setAmount] = useState(customer.balance > 0 ? String(customer.balance) : "");
  const [method, setMethod] = useState<Method>("cash");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [taken, setTaken] = useState<PaymentView>();
  const rupiahs = Number(amount);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!rupiahs) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const now = await body(POST("/api/payments", { body: { id, customer_id: customer.id, amount: rupiahs, method, note, invoice_id: null, paid_at: null, undoable: true } }));
      setTaken(now);
      done();
      tellTaken(now, () => (close(), done()));
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };

  if (taken) {
    return (
      <Dialog title={t("Pembayaran diterima", "Payment received")} close={close}>
        <div class="mt-3">
          <Done icon={CircleCheck} title={rupiah(taken.amount)} text={whatItDid(taken)}>
            <UndoButton />
            <Button onClick={() => void openReceipt(taken.id)}>{t("Buka kwitansi", "Open the receipt")}</Button>
            <Button look="primary" onClick={close}>
              {t("Selesai", "Done")}
            </Button>
          </Done>
        </div>
      </Dialog>
    );
  }
  const methods: [Method, string][] = (["cash", "transfer", "qris"] as const).map((one) => [one, methodWord(one)]);
  return (
    <Dialog title={t(`Terima pembayaran ${customer.name}`, `Payment of ${customer.name}`)} close={close}>
      <p class="text-muted mt-1 num">{owedNow(customer.balance)}</p>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <RupiahField label={t("Jumlah", "Amount")} name="amount" value={amount} change={setAmount} error={problem?.of("amount")} hint={whatWillBe(customer.balance, rupiahs)} />
        {access.value?.role !== "collector" && <Choice label={t("Cara bayar", "Method")} value={method} choose={setMethod} of={methods} />}
        <Field label={t("Catatan", "Note")} optional={t("(boleh kosong)", "(optional)")} name="note" maxLength={200} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        {problem && <ErrorBox title={t("Belum tercatat", "Not recorded")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="primary" disabled={!rupiahs} busy={busy && t("Mencatat…", "Recording…")}>
            {rupiahs ? t(`Terima ${rupiah(rupiahs)}`, `Receive ${rupiah(rupiahs)}`) : t("Terima", "Receive")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
