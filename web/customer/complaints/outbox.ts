/** Reports that wait for a signal: kept on this telephone with their pictures, and sent once, whatever happens between.
    Each goes under the id it was written with, so what was sent and not heard of is the same report again. */
import { signal } from "@preact/signals";
import { body, newId, POST } from "../../shared/api";
import type { MyNewComplaint } from "../../shared/api.d";
import { toTravelLight } from "../../shared/picture";
import { Problem, toProblem } from "../../shared/problem";
import { whenSeen } from "../../shared/visible";
import { account } from "../account";
import { signedIn } from "../session";
import { type Picture, sendPicture } from "./photos";
import { clearShelf, offShelf, onShelf, putOnShelf } from "./shelf";

const AGAIN_S = 20;
const ALONE = "sambung.outbox";

export interface WaitingReport {
  /** The report's own id. */
  id: string;
  customerId: string;
  writtenAt: string;
  report: MyNewComplaint;
  pictures: Picture[];
  /** Its number, once it was received and only pictures are left. */
  sentAs?: string;
  /** Why it was not taken; it waits for its writer then. */
  refused?: string;
}

export const waitingReports = signal<WaitingReport[]>([]);
/** The last that was received since the site was opened. */
export const justSent = signal<string>("");

/** Keeps a report until it can be sent. */
export async function keepForLater(customerId: string, report: MyNewComplaint, pictures: Picture[]): Promise<WaitingReport> {
  const light = await Promise.all(pictures.map(async ({ id, file }) => ({ id, file: await toTravelLight(file) })));
  const waiting = { id: report.id ?? newId(), customerId, writtenAt: new Date().toISOString(), report, pictures: light };
  await putOnShelf(waiting);
  await look();
  return waiting;
}

export async function throwAway(id: string): Promise<void> {
  await offShelf(id);
  await look();
}

/** From now on what waits goes as soon as it can. */
export function beginSending(): void {
  addEventListener("online", () => void sendWaiting());
  void look().then(sendWaiting);
}

/** Tries all that wait, one page of this site at a time. */
export async function sendWaiting(): Promise<void> {
  if (!signedIn.value || !navigator.onLine || !waitingReports.value.length) return;
  const together = navigator.locks as LockManager | undefined;
  if (together) await together.request(ALONE, { ifAvailable: true }, (lock) => (lock ? sendAll() : undefined));
  else await sendAll();
  if (waitingReports.value.some((one) => !one.refused)) whenSeen(AGAIN_S, () => void sendWaiting());
}

/** What was written by somebody who has left this telephone is nobody's to send. */
export async function forgetWaiting(): Promise<void> {
  await clearShelf();
  waitingReports.value = [];
}

async function sendAll(): Promise<void> {
  for (const one of await onShelf()) {
    if (one.refused || !isTheirs(one)) continue;
    try {
      await send(one);
    } catch (failure) {
      const told = toProblem(failure);
      if (isForLater(told)) break;
      await putOnShelf({ ...one, refused: told.message });
    }
  }
  await look();
}

async function send(one: WaitingReport): Promise<void> {
  const sentAs = one.sentAs ?? (await body(POST("/api/me/complaints", { body: one.report }))).id;
  await putOnShelf({ ...one, sentAs });
  for (const [index, picture] of one.pictures.entries()) {
    // A picture that is not taken does not hold the others up: the report itself has arrived.
    await sendPicture(sentAs, picture).catch((failure) => {
      if (isForLater(toProblem(failure))) throw failure;
    });
    await putOnShelf({ ...one, sentAs, pictures: one.pictures.slice(index + 1) });
  }
  await offShelf(one.id);
  justSent.value = sentAs;
}

/** Somebody else may have signed in on this telephone since. */
function isTheirs({ customerId }: WaitingReport): boolean {
  return !customerId || customerId === account.value?.customer_id;
}

/** No network, or a server that asks for patience; also who has to sign in first. */
function isForLater({ status }: Problem): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500;
}

async function look(): Promise<void> {
  waitingReports.value = await onShelf();
}
