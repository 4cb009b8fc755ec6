import { CircleCheck } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ComplaintDetail, Location } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { type Problem, toProblem } from "../../../shared/problem";
import { usePageKeys } from "../../pageKeys";
import { doOnce } from "../../unsent/unsent";
import { Checklist } from "../complaint/Checklist";
import { Parts } from "../complaint/Parts";
import { whereIStand } from "../complaint/whereIStand";
import { useDraft } from "./draft";
import { Photos } from "./Photos";

interface WorkFormProps {
  of: ComplaintDetail;
  /** It can be finished now. */
  working: boolean;
  done: () => void;
}

/** What was done: photos, checklist, cause, action and material; kept while one types, sent when it is finished. */
export function WorkForm({ of, working, done }: WorkFormProps) {
  const [draft, change, forget] = useDraft(of);
  const [place, setPlace] = useState<Location>();
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => void whereIStand().then(setPlace), []);
  const form = useRef<HTMLFormElement>(null);
  usePageKeys([{ key: "e", does: t("Selesaikan", "Finish"), act: working ? () => form.current?.requestSubmit() : undefined }]);
  const lacks = [draft.cause, draft.action].filter((words) => !words.trim()).length;
  const needed = (words: string) => missing && !words.trim() && t("Isi dengan singkat.", "Say it briefly.");
  const finish = async (event: Event) => {
    event.preventDefault();
    setMissing(lacks > 0);
    if (lacks) {
      // The first that is empty, under the thumb.
      const form = event.currentTarget as HTMLFormElement;
      form.querySelector<HTMLInputElement>(`[name=${draft.cause.trim() ? "action" : "cause"}]`)?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const parts = draft.parts.filter((one) => one.name.trim());
      await doOnce({
        kind: "step",
        complaint_id: of.id,
        step: { kind: "resolve", cause_found: draft.cause.trim(), action_taken: draft.action.trim(), parts, checklist: draft.checklist, location: place ?? null },
      });
      forget();
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <form ref={form} class="flex flex-col gap-3" onSubmit={(event) => void finish(event)} noValidate>
      <Card title={t("Yang dikerjakan", "The work")}>
        <div class="px-4 pb-4 flex flex-col gap-4">
          <div class="grid grid-cols-2 gap-3">
            <Photos of={of} kind="before" failed={(failure) => setProblem(toProblem(failure))} />
            <Photos of={of} kind="after" failed={(failure) => setProblem(toProblem(failure))} />
          </div>
          {draft.checklist.length > 0 && <Checklist of={draft.checklist} change={(checklist) => change({ checklist })} />}
          <div>
            <Field large label={t("Penyebab", "Cause")} name="cause" maxLength={200} placeholder={t("Kabel putus di tiang", "Cable broken at the pole")} value={draft.cause} onInput={(event) => change({ cause: event.currentTarget.value })} error={needed(draft.cause) || problem?.of("cause_found")} />
            <Common words={CAUSES()} chosen={draft.cause} choose={(cause) => change({ cause })} label={t("Penyebab yang sering", "Common causes")} />
          </div>
          <div>
            <Field large label={t("Tindakan", "What was done")} name="action" maxLength={200} placeholder={t("Kabel disambung ulang", "Cable joined again")} value={draft.action} onInput={(event) => change({ action: event.currentTarget.value })} error={needed(draft.action) || problem?.of("action_taken")} />
            <Common words={ACTIONS()} chosen={draft.action} choose={(action) => change({ action })} label={t("Tindakan yang sering", "Common work")} />
          </div>
          <Parts of={draft.parts} change={(parts) => change({ parts })} />
        </div>
      </Card>
      {problem && <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />}
      {working && (
        <div class="max-lg:sticky max-lg:-bottom-4 max-lg:-mx-4 max-lg:-mb-4 max-lg:px-4 max-lg:py-3 max-lg:border-t divx bg-base-200">
          <Button type="submit" look="primary" size="large" icon={CircleCheck} class="w-full" style={{ height: 52 }} busy={busy && t("Menyimpan…", "Saving…")}>
            {lacks ? t(`Selesaikan, kurang ${lacks} lagi`, `Finish, ${lacks} more`) : t("Selesaikan", "Finish")}
          </Button>
        </div>
      )}
    </form>
  );
}

const CAUSES = () => [t("Kabel putus", "Cable broken"), t("Konektor kotor", "Dirty connector"), t("Modem rusak", "Modem broken"), t("Adaptor mati", "Adapter dead")];
const ACTIONS = () => [t("Kabel disambung ulang", "Cable joined again"), t("Konektor diganti", "Connector replaced"), t("Modem diganti", "Modem replaced"), t("Modem diatur ulang", "Modem reset")];

/** One tap instead of typing. */
function Common({ words, chosen, choose, label }: { words: string[]; chosen: string; choose: (word: string) => void; label: string }) {
  return (
    <div class="flex gap-2 overflow-x-auto noscroll mt-2" role="group" aria-label={label}>
      {words.map((word) => (
        <button key={word} type="button" class={`chip cursor-pointer flex-none max-lg:h-11 ${chosen === word ? "on" : ""}`} aria-pressed={chosen === word} onClick={() => choose(word)}>
          {word}
        </button>
      ))}
    </div>
  );
}
