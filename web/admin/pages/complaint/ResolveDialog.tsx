import { useEffect, useState } from "preact/hooks";
import type { Location, Part } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Field } from "../../../shared/parts/Field";
import { Checklist } from "./Checklist";
import { Parts } from "./Parts";
import { CustomerReads, StepForm, type StepProps } from "./StepForm";
import { whereIStand } from "./whereIStand";

/** The work is done: what it was, what was done, what was used. The place goes along where the phone tells it. */
export function ResolveDialog(step: StepProps) {
  const [cause, setCause] = useState(step.of.cause_found);
  const [action, setAction] = useState(step.of.action_taken);
  const [checklist, setChecklist] = useState(step.of.checklist);
  const [parts, setParts] = useState<Part[]>(step.of.parts);
  const [place, setPlace] = useState<Location>();
  const [missing, setMissing] = useState(false);
  useEffect(() => void whereIStand().then(setPlace), []);
  const named = parts.filter((one) => one.name.trim());
  const send = () => {
    const whole = !!cause.trim() && !!action.trim();
    setMissing(!whole);
    return whole ? { kind: "resolve" as const, cause_found: cause.trim(), action_taken: action.trim(), parts: named, checklist, location: place ?? null } : undefined;
  };
  const needed = (value: string) => missing && !value.trim() && t("Isi dengan singkat.", "Say it briefly.");
  return (
    <StepForm {...step} title={t("Tandai selesai", "Mark as done")} action={t("Selesai", "Done")} step={send}>
      {(problem) => (
        <>
          {checklist.length > 0 && <Checklist of={checklist} change={setChecklist} />}
          <Field label={t("Penyebab", "Cause")} name="cause" maxLength={200} placeholder={t("Kabel putus di tiang", "Cable broken at the pole")} value={cause} onInput={(event) => setCause(event.currentTarget.value)} error={needed(cause) || problem?.of("cause_found")} />
          <Field label={t("Tindakan", "What was done")} name="action" maxLength={200} placeholder={t("Kabel disambung ulang", "Cable joined again")} value={action} onInput={(event) => setAction(event.currentTarget.value)} error={needed(action) || problem?.of("action_taken")} />
          <Parts of={parts} change={setParts} />
          {cause.trim() && action.trim() && <CustomerReads>{`Tiket ${step.of.number} selesai ditangani.\nPenyebab: ${cause.trim()}\nTindakan: ${action.trim()}\nBagaimana keadaannya sekarang?`}</CustomerReads>}
        </>
      )}
    </StepForm>
  );
}
