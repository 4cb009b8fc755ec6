/** How many complaints wait for somebody, for the menu: counted now and then, and whenever the board is read. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { body, GET } from "../shared/api";
import type { ComplaintView } from "../shared/api.d";
import { whenSeen } from "../shared/visible";

/** Counting reads each of them, so it is not done often. */
const EVERY_S = 300;
const COUNTED_TO = 100;

export interface Waiting {
  open: number;
  /** Of them past their time. */
  over: number;
}

/** Unknown until it was counted. */
export const waiting = signal<Waiting | null>(null);

export function countWaiting(open: ComplaintView[]): void {
  const toDo = open.filter((one) => one.status !== "resolved");
  waiting.value = { open: toDo.length, over: toDo.filter(isOver).length };
}

export function isOver(one: ComplaintView): boolean {
  return one.sla.running && one.sla.left_s < 0;
}

/** Keeps the count while mounted and `wanted`. */
export function useWaitingWatch(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    let cancel = () => {};
    const again = () => {
      body(GET("/api/complaints", { params: { query: { is_open: true, limit: COUNTED_TO } } })).then(
        ({ items }) => countWaiting(items),
        // A menu without its number is still a menu.
        () => undefined,
      );
      cancel = whenSeen(EVERY_S, again);
    };
    again();
    return () => cancel();
  }, [wanted]);
}
