/** A report as far as it is written: kept on this telephone until it is sent, as signals break off. */
import { newId } from "../../shared/api";
import type { Location, MyNewComplaint } from "../../shared/api.d";

const KEPT_AS = "sambung.report";

export interface Draft {
  /** The same however often it is sent. */
  id: string;
  category: MyNewComplaint["category"] | "";
  line: string;
  description: string;
  location: Location | null;
}

export function readDraft(): Draft {
  const fresh: Draft = { id: newId(), category: "", line: "", description: "", location: null };
  try {
    return { ...fresh, ...(JSON.parse(localStorage.getItem(KEPT_AS) ?? "{}") as Partial<Draft>) };
  } catch {
    return fresh;
  }
}

export function keepDraft(draft: Draft | null): void {
  if (draft) localStorage.setItem(KEPT_AS, JSON.stringify(draft));
  else localStorage.removeItem(KEPT_AS);
}
