import { useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { type Problem, toProblem } from "../../../shared/problem";

/** Taking a promise to pay by a day; the same again is the same promise. */
export function PromiseDialog({ customer, latest, close, done }: { customer: Pick<CustomerView, "id" | "name">; latest: string; close: () => void; done: () => void }) {
  const [until, setUntil] = useState("");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!until) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/collections/promises", { body: { customer_id: customer.id, until, note } }));
      done();
      close();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t(`Janji bayar ${customer.name}`, `Promise of ${customer.name}`)} close={close}>
      <p class="text-muted mt-1">{t("Sampai hari itu tidak ada pengingat dan tidak ada isolir.", "Until then there are no reminders and no suspension.")}</p>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <Field label={t("Bayar paling lambat", "Pays by")} name="until" type="date" class="num lg:w-[200px]" max={latest} value={until} hint={t(`Paling jauh ${day(latest)}.`, `${day(latest)} at the latest.`)} error={problem?.of("until")} onInput={(event) => setUntil(event.currentTarget.value)} />
        <Field label={t("Catatan", "Note")} optional={t("(boleh kosong)", "(optional)")} name="note" maxLength={200} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        {problem && <ErrorBox title={t("Janji belum tercatat", "Not recorded")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="primary" disabled={!until} busy={busy && t("Mencatat…", "Recording…")}>
            {t("Catat janji", "Record it")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
