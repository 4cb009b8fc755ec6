/** What was just done and can be taken back: shown for a while at the foot of the page, and where it was done. */
import { signal } from "@preact/signals";
import { t } from "../shared/language";
import { toProblem } from "../shared/problem";

export interface Undoable {
  text: string;
  /** Takes it back. Throws a Problem. */
  undo?: () => Promise<unknown>;
  /** Seconds after which the server no longer takes it back; without them it may be done at any time. */
  within?: number;
  /** What is said once it is taken back. */
  undone?: string;
}

export const SHOWN_S = 8;
/** The way to the server and back is part of the server's seconds. */
const ON_THE_WAY_S = 2;

export const justDone = signal<Undoable | null>(null);
/** Seconds until it is no longer offered. */
export const left = signal(0);
export const takingBack = signal(false);
/** Why it could not be taken back. */
export const refused = signal("");

export function tellDone(done: Undoable): void {
  left.value = done.within ?? SHOWN_S;
  refused.value = "";
  justDone.value = done;
}

/** Whether there is something to take back now. */
export function canUndo(): boolean {
  return !!justDone.value?.undo && left.value > 0 && !refused.value && !takingBack.value;
}

export async function takeBack(): Promise<void> {
  const done = justDone.value;
  if (!done?.undo || !canUndo()) return;
  takingBack.value = true;
  try {
    await done.undo();
    if (justDone.value === done) tellDone({ text: done.undone ?? t("Diurungkan.", "Undone.") });
  } catch (failure) {
    refused.value = toProblem(failure).message;
  }
  takingBack.value = false;
}

/** The seconds in which an act of `at` can be taken back, counted from its answer; undefined where it cannot. */
export function secondsToUndo(at: string | null, until: string | null): number | undefined {
  if (!at || !until) return undefined;
  return Math.max(1, Math.round((Date.parse(until) - Date.parse(at)) / 1000) - ON_THE_WAY_S);
}
