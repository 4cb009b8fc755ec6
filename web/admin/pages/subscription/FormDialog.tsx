import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";

interface FormDialogProps {
  title: string;
  /** One sentence under the title. */
  means?: string;
  close: () => void;
  /** Saves; a refusal is shown and the form stays. False: something is missing and marked in the form. */
  save: () => Promise<void | false>;
  button: string;
  busyWord: string;
  bad?: boolean;
  disabled?: boolean;
  failed: string;
  children: (problem?: Problem) => ComponentChildren;
}

/** A form over the page: its fields, what went wrong, and one button that does it. */
export function FormDialog({ title, means, close, save, button, busyWord, bad, disabled, failed, children }: FormDialogProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await save();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  return (
    <Dialog title={title} close={close}>
      {means && <p class="text-muted mt-1">{means}</p>}
      <form class="mt-4 flex flex-col gap-4" onSubmit={submit} noValidate>
        {children(problem)}
        {problem && <ErrorBox title={failed} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end max-lg:*:flex-1 max-lg:*:h-11 sticky bottom-0 bg-base-100 border-t divx -mx-5 -mb-5 px-5 py-3">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look={bad ? "bad" : "primary"} disabled={disabled} busy={busy && busyWord}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
