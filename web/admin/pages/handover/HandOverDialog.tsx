import { CircleCheck } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, newId, POST } from "../../../shared/api";
import type { HandoverView, InHand } from "../../../shared/api.d";
import { moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { Done } from "../../../shared/parts/Done";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { Agreement } from "../../../shared/parts/Sum";
import { type Problem, toProblem } from "../../../shared/problem";

/** Cash is counted and handed over: what was counted beside what was taken, and a word where they differ. */
export function HandOverDialog({ of, close, done }: { of: InHand; close: () => void; done: () => void }) {
  const [id] = useState(newId);
  const [counted, setCounted] = useState("");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [handed, setHanded] = useState<HandoverView>();
  const amount = Number(counted);
  const difference = amount - of.amount;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!counted || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      setHanded(await body(POST("/api/collections/handovers", { body: { id, amount, note, taken_by: of.taken_by } })));
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };

  if (handed) {
    return (
      <Dialog title={t("Setoran tercatat", "Handed over")} close={close}>
        <div class="mt-3">
          <Done icon={CircleCheck} title={rupiah(handed.amount)} text={t(`${handed.payments} kwitansi dari ${handed.taken_by_name}, dicatat ${handed.by_name}, ${moment(handed.at)}.`, `${handed.payments} receipts of ${handed.taken_by_name}, recorded by ${handed.by_name}, ${moment(handed.at)}.`)}>
            <Button look="primary" onClick={close}>
              {t("Selesai", "Done")}
            </Button>
          </Done>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t(`Setoran ${of.taken_by_name}`, `Cash of ${of.taken_by_name}`)} close={close}>
      <p class="text-muted mt-1 num">{t(`Menurut catatan ${rupiah(of.amount)}, ${of.payments} kwitansi.`, `${rupiah(of.amount)} by the records, ${of.payments} receipts.`)}</p>
      {of.more && <p class="text-sm mt-1">{t("Ada lagi setelah ini: satu setoran memuat 200 kwitansi.", "There is more after this: one hand-over holds 200 receipts.")}</p>}
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <RupiahField label={t("Uang yang dihitung", "Cash counted")} name="amount" value={counted} change={setCounted} error={problem?.of("amount")} />
        {counted && (
          <p role="status">
            <Agreement agrees={difference === 0} difference={rupiah(difference)} large />
          </p>
        )}
        {counted && difference !== 0 && <Field label={t("Alasan selisih", "Why it differs")} name="note" maxLength={200} value={note} onInput={(event) => setNote(event.currentTarget.value)} error={problem?.of("note")} />}
        {problem && !problem.of("amount") && <ErrorBox title={t("Setoran belum tercatat", "Not handed over")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end max-lg:*:flex-1">
          <Button class="max-lg:h-11" onClick={close}>
            {t("Kembali", "Back")}
          </Button>
          <Button type="submit" look="primary" class="max-lg:h-11" disabled={!counted || (difference !== 0 && !note.trim())} busy={busy && t("Mencatat…", "Recording…")}>
            {counted ? t(`Setor ${rupiah(amount)}`, `Hand over ${rupiah(amount)}`) : t("Setor", "Hand over")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
