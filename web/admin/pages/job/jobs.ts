/** A technician's jobs as they stand on this phone: steps that wait for a signal count as taken. */
import { body, GET } from "../../../shared/api";
import type { ComplaintDetail, ComplaintView, CustomerView } from "../../../shared/api.d";
import { isOver } from "../../waiting";
import { type Kept, readKept } from "../../unsent/kept";
import type { Unsent } from "../../unsent/acts";
import { byNeed } from "../complaint/openComplaints";
import type { Act, Step } from "../complaint/steps";

const AT_ONCE = 100;
/** Jobs whose details are fetched ahead, for where there is no signal. */
const AHEAD = 12;

export interface JobFacts {
  complaint: ComplaintDetail;
  customer: Pick<CustomerView, "name" | "phone" | "address" | "note" | "location">;
}

export async function readJobs(): Promise<ComplaintView[]> {
  return (await body(GET("/api/complaints", { params: { query: { assignee_id: "me", is_open: true, limit: AT_ONCE } } }))).items;
}

export function readJob(id: string): Promise<Kept<JobFacts>> {
  return readKept(`job.${id}`, async () => {
    const complaint = await body(GET("/api/complaints/{id}", { params: { path: { id } } }));
    const { name, phone, address, note, location } = await body(GET("/api/customers/{id}", { params: { path: { id: complaint.customer_id } } }));
    return { complaint, customer: { name, phone, address, note, location } };
  });
}

/** Fetches what comes next while there is a signal; what fails is read when it is opened. */
export async function readAhead(jobs: ComplaintView[]): Promise<void> {
  for (const job of jobs.slice(0, AHEAD)) await readJob(job.id).catch(() => undefined);
}

const AFTER: Partial<Record<Step["kind"], ComplaintView["status"]>> = { depart: "on_the_way", arrive: "working", wait: "waiting", resume: "assigned", resolve: "resolved" };

/** The complaint as it will be once everything that waits has arrived. */
export function asIfSent<T extends ComplaintView>(of: T, waiting: Unsent[]): T {
  return stepsOf(of.id, waiting).reduce((now, step) => ({ ...now, status: AFTER[step.kind] ?? now.status }), of);
}

/** Photos of this job that are not sent yet. */
export function unsentPhotos(id: string, waiting: Unsent[]): { kind: "before" | "after"; picture: Blob }[] {
  return waiting.flatMap(({ act }) => (act.kind === "photo" && act.complaint_id === id ? [{ kind: act.photo, picture: act.picture }] : []));
}

export function waits(id: string, waiting: Unsent[]): boolean {
  return waiting.some(({ act }) => act.kind !== "payment" && act.complaint_id === id);
}

function stepsOf(id: string, waiting: Unsent[]): Step[] {
  return waiting.flatMap(({ act, refused }) => (act.kind === "step" && act.complaint_id === id && !refused ? [act.step] : []));
}

/** What one is at comes first, then what is late, then visits by their hour, then the rest by need; what is done comes last. */
export function inOrder(jobs: ComplaintView[]): ComplaintView[] {
  const rank = (of: ComplaintView) => {
    if (of.status === "resolved") return 9;
    if (of.status === "working") return 0;
    if (of.status === "on_the_way") return 1;
    if (of.status === "waiting") return 8;
    if (of.priority === "urgent" || isOver(of)) return 2;
    return of.visit ? 3 : 4;
  };
  return [...jobs].sort((one, other) => rank(one) - rank(other) || (one.visit?.starts_at ?? "").localeCompare(other.visit?.starts_at ?? "") || byNeed(one, other));
}

/** What a technician does next with it; nothing once it is done. */
export function nextStep(status: ComplaintView["status"]): Act | undefined {
  const next: Partial<Record<ComplaintView["status"], Act>> = { open: "depart", reopened: "depart", assigned: "depart", scheduled: "depart", on_the_way: "arrive", working: "resolve", waiting: "resume" };
  return next[status];
}
