/** What a technician has filled in and not sent: it stays on the phone until the job is done. */
import { useState } from "preact/hooks";
import type { ChecklistItem, ComplaintDetail, Part } from "../../../shared/api.d";
import { access } from "../../session";
import { KEPT } from "../../unsent/onDevice";

export interface Draft {
  cause: string;
  action: string;
  parts: Part[];
  checklist: ChecklistItem[];
}

export function useDraft(of: ComplaintDetail): [Draft, (changes: Partial<Draft>) => void, () => void] {
  const place = `${KEPT}${access.value?.id}.draft.${of.id}`;
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = localStorage.getItem(place);
    const begun = { cause: of.cause_found, action: of.action_taken, parts: of.parts, checklist: of.checklist };
    return kept ? { ...begun, ...(JSON.parse(kept) as Partial<Draft>) } : begun;
  });
  const change = (changes: Partial<Draft>) => {
    const now = { ...draft, ...changes };
    setDraft(now);
    localStorage.setItem(place, JSON.stringify(now));
  };
  return [draft, change, () => localStorage.removeItem(place)];
}
