import { useState } from "preact/hooks";
import { CATEGORIES, type Category, categoryWord, PRIORITIES, type Priority, priorityState } from "../../../shared/complaintState";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Select } from "../../../shared/parts/Select";
import { type Problem, toProblem } from "../../../shared/problem";
import { tellDone } from "../../undo";
import type { StepProps } from "./StepForm";
import { change } from "./steps";

/** What kind of trouble it is and how urgent; the customer is not told. */
export function ChangeDialog({ of, close, done }: StepProps) {
  const [category, setCategory] = useState(of.category);
  const [priority, setPriority] = useState(of.priority);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      done(await change(of.id, { category, priority }));
      const before = { category: of.category, priority: of.priority };
      tellDone({ text: t(`${priorityState(priority).word}, ${categoryWord(category)}`, `${priorityState(priority).word}, ${categoryWord(category)}`), undo: () => change(of.id, before).then(done) });
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("Ubah jenis dan urgensi", "Change kind and urgency")} close={close}>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void save(event)} noValidate>
        <Select label={t("Urgensi", "Urgency")} value={priority} choose={(value) => setPriority(value as Priority)} of={PRIORITIES.map((one) => [one, priorityState(one).word])} hint={t("Batas waktu ikut berubah.", "The time allowed changes with it.")} />
        <Select label={t("Jenis", "Kind")} value={category} choose={(value) => setCategory(value as Category)} of={CATEGORIES.map((one) => [one, categoryWord(one)])} />
        {problem && <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button class="max-lg:h-11" onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="primary" class="max-lg:h-11" disabled={category === of.category && priority === of.priority} busy={busy && t("Menyimpan…", "Saving…")}>
            {t("Simpan", "Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
