/** What can be done without a signal, and how each of it is sent: under the id it was given when it was done. */
import { body, POST } from "../../shared/api";
import type { ComplaintDetail, ComplaintView, PaymentView } from "../../shared/api.d";
import { toProblem } from "../../shared/problem";
import { type PhotoKind, sendPhoto } from "../pages/complaint/sendPhoto";
import { type Step, takeStep } from "../pages/complaint/steps";
import type { JobFacts } from "../pages/job/jobs";
import { changeKept } from "./kept";

export interface TakenMoney {
  kind: "payment";
  customer_id: string;
  customer_name: string;
  amount: number;
  method: PaymentView["method"];
  note: string;
}

export interface JobStep {
  kind: "step";
  complaint_id: string;
  step: Step;
}

export interface JobPhoto {
  kind: "photo";
  complaint_id: string;
  photo: PhotoKind;
  picture: Blob;
}

export type Act = TakenMoney | JobStep | JobPhoto;

/** An act that waits on this device. */
export interface Unsent {
  /** The client's own id: sent ten times it counts once. */
  id: string;
  /** The account that did it: nobody else's session sends it. */
  who: string;
  order: number;
  made_at: string;
  act: Act;
  /** Why the API will not take it: somebody has to look. */
  refused?: string;
}

export type Answer = PaymentView | ComplaintDetail | undefined;

/** From this age on it is said when it happened; before, the moment it arrives is near enough. */
const LATE_MS = 60_000;

/** `seen`: whoever did it is still looking, so it can be undone. Throws a Problem. */
export async function send({ id, act, made_at }: Unsent, seen: boolean): Promise<Answer> {
  switch (act.kind) {
    case "step": {
      const now = await takeStep(act.complaint_id, act.step, id);
      changeKept<JobFacts>(`job.${now.id}`, (job) => ({ ...job, complaint: now }));
      changeKept<ComplaintView[]>("jobs", (jobs) => jobs.map((job) => (job.id === now.id ? { ...job, ...now } : job)));
      return now;
    }
    case "photo":
      await sendPhoto(act.complaint_id, act.photo, act.picture, id);
      return undefined;
    case "payment":
      try {
        return await sendMoney(id, act, Date.now() - Date.parse(made_at) > LATE_MS ? made_at : null, seen);
      } catch (failure) {
        // A telephone whose clock is wrong must not keep the money from being written down.
        if (!toProblem(failure).of("paid_at")) throw failure;
        return sendMoney(id, act, null, false);
      }
  }
}

function sendMoney(id: string, { customer_id, amount, method, note }: TakenMoney, paid_at: string | null, undoable: boolean): Promise<PaymentView> {
  return body(POST("/api/payments", { body: { id, customer_id, amount, method, note, invoice_id: null, paid_at, undoable } }));
}
