import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { newId } from "../../../shared/api";
import type { ComplaintDetail } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { type Step, takeStep } from "./steps";

export interface StepProps {
  of: ComplaintDetail;
  close: () => void;
  done: (after: ComplaintDetail) => void;
}

interface StepFormProps extends StepProps {
  title: string;
  action: string;
  /** What is sent; nothing while something is missing. */
  step: () => Step | undefined;
  /** There is nothing to send yet. */
  blocked?: boolean;
  children: (problem?: Problem) => ComponentChildren;
}

/** A step that needs to know something first. Sent twice it is taken once. */
export function StepForm({ of, title, action, step, blocked, close, done, children }: StepFormProps) {
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: Event) => {
    event.preventDefault();
    const what = step();
    if (!what) return;
    setBusy(true);
    setProblem(undefined);
    try {
      done(await takeStep(of.id, what, id));
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} close={close}>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        {children(problem)}
        {problem && <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button class="max-lg:h-11" onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="primary" class="max-lg:h-11" disabled={blocked} busy={busy && t("Menyimpan…", "Saving…")}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What the customer will read, before it is sent. */
export function CustomerReads({ children }: { children: string }) {
  return (
    <div>
      <p class="lbl mb-1">{t("Pelanggan membaca", "The customer reads")}</p>
      <p class="bub-out whitespace-pre-line break-words" style={{ maxWidth: "100%" }}>
        {children}
      </p>
    </div>
  );
}
