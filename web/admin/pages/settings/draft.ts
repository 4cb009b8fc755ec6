/** Settings being changed: what differs from what is kept, and which sentence belongs to which field. */
import type { SettingsView } from "../../../shared/api.d";
import type { Problem } from "../../../shared/problem";

export type Section = keyof SettingsView;

/** What a part of the form is given. */
export interface Part<S> {
  value: S;
  change: (changes: Partial<S>) => void;
  /** The sentence for a field, `banks.0.number`, while it still says what was refused. */
  wrong: (field: string) => string | undefined;
}

const SECTIONS: Section[] = ["company", "billing", "messaging", "privacy"];

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** How many single values differ; a list counts as one. */
export function changesBetween(kept: SettingsView, draft: SettingsView): number {
  return SECTIONS.flatMap((section) => Object.keys(draft[section]).filter((field) => !same(valueAt(kept, `${section}.${field}`), valueAt(draft, `${section}.${field}`)))).length;
}

/** The sentence of a refusal for one field; none once the field no longer says what was refused. */
export function sentenceFor(path: string, problem: Problem | undefined, refused: SettingsView | undefined, draft: SettingsView): string | undefined {
  const sentence = problem?.of(path);
  return sentence && same(valueAt(refused, path), valueAt(draft, path)) ? sentence : undefined;
}

function valueAt(of: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], of);
}
