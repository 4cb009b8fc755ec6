import { useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { PlanView, SubscriptionView } from "../../../shared/api.d";
import { addDays, day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Field } from "../../../shared/parts/Field";
import { Select } from "../../../shared/parts/Select";
import { today } from "../../session";
import { tellDone } from "../../undo";
import { FormDialog } from "./FormDialog";
import { PreviewBox } from "./PreviewBox";
import { usePreview } from "./preview";
import { type StepName, stepWords } from "./steps";

const DAYS_BACK = 62;

interface StepDialogProps {
  line: SubscriptionView;
  step: StepName;
  plans: PlanView[];
  close: () => void;
  done: (note: string) => void;
}

/** One step in a subscription's life: from when, and what it costs or gives back, before it is taken. */
export function StepDialog({ line, step, plans, close, done }: StepDialogProps) {
  const words = stepWords(step, line.status);
  const others = plans.filter((plan) => plan.active && plan.id !== line.plan_id);
  const [on, setOn] = useState(today.value);
  const [planId, setPlanId] = useState(step === "change-plan" ? (others[0]?.id ?? "") : "");
  const [reason, setReason] = useState("");
  const ready = !!on && (step !== "change-plan" || !!planId);
  const preview = usePreview(line.id, ready ? { step, on, plan_id: planId || null } : null);
  const tellSuspended = () =>
    tellDone({
      text: t("Langganan sudah diisolir.", "The subscription is suspended."),
      undo: () => body(POST("/api/subscriptions/{id}/{step}", { params: { path: { id: line.id, step: "resume" } }, body: { on, plan_id: null, reason: t("Isolir diurungkan", "Suspension undone") } })).then(() => done(t("Isolir diurungkan.", "The suspension is undone."))),
      undone: t("Isolir diurungkan.", "The suspension is undone."),
    });
  const save = async () => {
    const asked = { on, plan_id: planId || null, reason: reason.trim() };
    await body(POST("/api/subscriptions/{id}/{step}", { params: { path: { id: line.id, step } }, body: asked }));
    if (step === "suspend") tellSuspended();
    done(`${words.done} ${on === today.value ? "" : t(`Berlaku mulai ${day(on)}.`, `It counts from ${day(on)}.`)}`.trim());
  };
  return (
    <FormDialog title={words.word} means={words.means} close={close} save={save} button={words.doIt} busyWord={words.doing} bad={words.bad} disabled={!ready || !preview.value} failed={t("Belum tercatat. Tidak ada yang berubah.", "Nothing was changed.")}>
      {(problem) => (
        <>
          {step === "change-plan" &&
            (others.length ? (
              <Select label={t("Paket baru", "New plan")} value={planId} choose={setPlanId} of={others.map((plan) => [plan.id, `${plan.name}, ${rupiah(plan.price)}`])} error={problem?.of("plan_id")} />
            ) : (
              <p class="text-muted">{t("Belum ada paket lain. Tambah dulu di Paket & harga.", "There is no other plan yet. Add one under Plans & prices.")}</p>
            ))}
          <Field
            label={t("Berlaku mulai", "From")}
            type="date"
            value={on}
            min={addDays(today.value, -DAYS_BACK)}
            max={today.value}
            onInput={(event) => setOn(event.currentTarget.value)}
            error={problem?.of("on")}
            hint={t(`Hari ini, atau mundur paling jauh ${DAYS_BACK} hari.`, `Today, or up to ${DAYS_BACK} days back.`)}
          />
          <Field label={t("Alasan", "Reason")} optional={t("(boleh kosong)", "(optional)")} value={reason} maxLength={200} onInput={(event) => setReason(event.currentTarget.value)} />
          <PreviewBox of={preview} />
        </>
      )}
    </FormDialog>
  );
}
