/** What was just done and can be taken back: shown for a while at the foot of the page. */
import { signal } from "@preact/signals";

export interface Undoable {
  text: string;
  /** Takes it back. Throws a Problem. */
  undo?: () => Promise<unknown>;
}

export const justDone = signal<Undoable | null>(null);

export function tellDone(done: Undoable): void {
  justDone.value = done;
}
