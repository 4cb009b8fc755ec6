import type { TargetedSubmitEvent } from "preact";
import { useState } from "preact/hooks";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { Dialog } from "../shared/parts/Dialog";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Field } from "../shared/parts/Field";
import { type Problem, toProblem } from "../shared/problem";

interface ReasonDialogProps {
  title: string;
  text: string;
  action: string;
  /** The API's answer to the reason; throws a Problem. */
  act: (reason: string) => Promise<unknown>;
  close: () => void;
}

/** Something that is not undone by a click, with its reason for the trail. */
export function ReasonDialog({ title, text, action, act, close }: ReasonDialogProps) {
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
      await act(reason);
      close();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} close={close}>
      <p class="text-muted mt-1 num">{text}</p>
      <form class="mt-4" onSubmit={submit} noValidate>
        <Field label={t("Alasan", "Reason")} name="reason" autoFocus maxLength={200} error={(missing && t("Tulis alasannya.", "Say why.")) || problem?.of("reason")} />
        {problem && (
          <div class="mt-3">
            <ErrorBox title={t("Belum berhasil", "Not done")} problem={problem} />
          </div>
        )}
        <div class="flex flex-wrap gap-2 justify-end mt-5">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="bad" busy={busy && t("Sebentar…", "One moment…")}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
