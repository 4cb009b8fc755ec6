/** What the board shows: everything that is not closed, in the order of its need, under the filters of its address. */
import { body, GET } from "../../../shared/api";
import type { ComplaintView } from "../../../shared/api.d";
import { PRIORITIES } from "../../../shared/complaintState";
import { access } from "../../session";
import { countWaiting, isOver } from "../../waiting";

const AT_ONCE = 200;
/** A thousand open complaints is a day on which nobody looks at a board. */
const MOST_PAGES = 5;

export type Mark = "" | "over" | "near" | "mine";

export interface Filters {
  mark: Mark;
  area: string;
  priority: string;
}

export async function readOpen(): Promise<ComplaintView[]> {
  const found: ComplaintView[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await body(GET("/api/complaints", { params: { query: { is_open: true, limit: AT_ONCE, cursor } } }));
    found.push(...answer.items);
    if (!answer.next_cursor) break;
    cursor = answer.next_cursor;
  }
  countWaiting(found);
  return found;
}

export function isNear(one: ComplaintView): boolean {
  return one.sla.running && one.sla.mark === "near" && one.sla.left_s >= 0;
}

export function isMine(one: ComplaintView): boolean {
  return !!one.assignee_id && one.assignee_id === access.value?.id;
}

const MARKED: Record<Mark, (one: ComplaintView) => boolean> = { "": () => true, over: isOver, near: isNear, mine: isMine };

export function marked(of: ComplaintView[], mark: Mark): ComplaintView[] {
  return of.filter(MARKED[mark]);
}

/** Those of the area and urgency, before it is asked how late they are. */
export function within(of: ComplaintView[], { area, priority }: Filters): ComplaintView[] {
  return of.filter((one) => (!area || one.area_id === area) && (!priority || one.priority === priority));
}

/** Those that are late first, then by urgency, then by what is left; what is done comes last. */
export function byNeed(one: ComplaintView, other: ComplaintView): number {
  const rank = (of: ComplaintView) => (of.status === "resolved" ? 3 : isOver(of) ? 0 : of.sla.running ? 1 : 2);
  const urgency = (of: ComplaintView) => PRIORITIES.indexOf(of.priority);
  return rank(one) - rank(other) || urgency(one) - urgency(other) || one.sla.left_s - other.sla.left_s;
}

export interface Column {
  head: ComplaintView["status"];
  holds: ComplaintView["status"][];
}

export const COLUMNS: Column[] = [
  { head: "open", holds: ["open", "reopened"] },
  { head: "assigned", holds: ["assigned", "on_the_way", "working"] },
  { head: "scheduled", holds: ["scheduled"] },
  { head: "waiting", holds: ["waiting"] },
  { head: "resolved", holds: ["resolved"] },
];
