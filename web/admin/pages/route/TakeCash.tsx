import { CircleCheck, CloudOff } from "lucide-preact";
import { useState } from "preact/hooks";
import { newId } from "../../../shared/api";
import type { PaymentView, RouteVisit } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { Done } from "../../../shared/parts/Done";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { type Problem, toProblem } from "../../../shared/problem";
import { UndoButton } from "../../UndoButton";
import { doOnce, type Outcome } from "../../unsent/unsent";
import { tellTaken, whatItDid, whatWillBe } from "../payment/payments";

/** Cash at the door: kept on the phone first, sent once, with or without a signal. */
export function TakeCash({ of, close, done }: { of: RouteVisit; close: () => void; done: () => void }) {
  const [id] = useState(newId);
  const [amount, setAmount] = useState(String(of.owed));
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [outcome, setOutcome] = useState<Outcome>();
  const rupiahs = Number(amount);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!rupiahs || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const now = await doOnce({ kind: "payment", customer_id: of.customer_id, customer_name: of.customer_name, amount: rupiahs, method: "cash", note }, id);
      setOutcome(now);
      done();
      if (now !== "waiting") tellTaken(now.answer as PaymentView, () => (close(), done()));
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };

  if (outcome) {
    const taken = outcome === "waiting" ? undefined : (outcome.answer as PaymentView);
    return (
      <Dialog title={t("Uang diterima", "Cash taken")} close={close}>
        <div class="mt-3">
          <Done
            icon={taken ? CircleCheck : CloudOff}
            title={rupiah(rupiahs)}
            text={
              taken
                ? [whatItDid(taken), of.phone && t("Kwitansi dikirim lewat WhatsApp.", "The receipt goes out by WhatsApp.")].filter(Boolean).join(" ")
                : t("Tersimpan di HP. Tercatat dan kwitansi terkirim begitu ada sinyal.", "Kept on this phone. It is recorded, and the receipt sent, once there is a signal.")
            }
          >
            {taken && <UndoButton class="btn-hp" />}
            <Button look="primary" size="large" onClick={close}>
              {t("Rumah berikutnya", "Next house")}
            </Button>
          </Done>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t(`Terima dari ${of.customer_name}`, `Take cash of ${of.customer_name}`)} close={close}>
      <p class="text-muted mt-1 num">{t(`Belum dibayar ${rupiah(of.owed)}, ${of.bills} tagihan`, `${rupiah(of.owed)} owed, ${of.bills} bills`)}</p>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <RupiahField label={t("Jumlah", "Amount")} name="amount" value={amount} change={setAmount} error={problem?.of("amount")} hint={whatWillBe(of.owed, rupiahs)} />
        <Field label={t("Catatan", "Note")} optional={t("(boleh kosong)", "(optional)")} name="note" maxLength={200} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        {problem && !problem.of("amount") && <ErrorBox title={t("Belum tercatat", "Not recorded")} problem={problem} />}
        <Button type="submit" look="primary" size="large" class="w-full" disabled={!rupiahs} busy={busy && t("Menyimpan…", "Saving…")}>
          {rupiahs ? t(`Terima ${rupiah(rupiahs)}`, `Take ${rupiah(rupiahs)}`) : t("Terima", "Take")}
        </Button>
        <Button class="h-11" onClick={close}>
          {t("Kembali", "Back")}
        </Button>
      </form>
    </Dialog>
  );
}
