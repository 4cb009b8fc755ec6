/** What was done waits on the device until the API has it: kept first, then sent, in order, however often it takes. */
import { signal } from "@preact/signals";
import { newId } from "../../shared/api";
import { Problem, toProblem } from "../../shared/problem";
import { access } from "../session";
import { type Act, type Answer, send, type Unsent } from "./acts";
import { drop, keep, keptOf } from "./device";
import { keepSite } from "./worker";

/** A person does not look at a spinner for longer; the sending goes on. */
const PATIENCE_MS = 6_000;
const AGAIN_S = 15;
/** Who works where there may be no signal. */
const FIELD = ["collector", "technician"];

/** What waits, of whoever works here. */
export const unsent = signal<Unsent[]>([]);
/** How often something that had waited has arrived: who shows figures reads them again. */
export const arrived = signal(0);

/** Sent, with what the API answered; or waiting for a signal. */
export type Outcome = { answer: Answer } | "waiting";

interface Listener {
  tell: (outcome: Outcome) => void;
  refuse: (problem: Problem) => void;
}

const listening = new Map<string, Listener>();
let last = 0;

/** Does it once. Throws a Problem where the API refuses it at once: then nothing waits, and it can be put right. */
export async function doOnce(act: Act, id = newId()): Promise<Outcome> {
  last = Math.max(last + 1, Date.now());
  const item: Unsent = { id, who: access.value?.id ?? "", order: last, made_at: new Date(last).toISOString(), act };
  try {
    await keep(item);
  } catch {
    return { answer: await send(item, true) }; // a browser that keeps nothing has to have a signal
  }
  unsent.value = [...unsent.value.filter((one) => one.id !== id), item];
  return new Promise((resolve, reject) => {
    const settled = () => (clearTimeout(timer), listening.delete(id));
    const timer = setTimeout(() => (settled(), resolve("waiting")), PATIENCE_MS);
    listening.set(id, { tell: (outcome) => (settled(), resolve(outcome)), refuse: (problem) => (settled(), reject(problem)) });
    void sendAll();
  });
}

/** Gives up what was refused: it is not done, and is forgotten. */
export async function giveUp(id: string): Promise<void> {
  await drop(id);
  await look();
}

/** Tries again what was refused. */
export async function tryAgain(item: Unsent): Promise<void> {
  await keep({ ...item, refused: undefined });
  await sendAll();
}

/** Sends whenever there may be a signal. The answer stops it. */
export function watchUnsent(): () => void {
  const seen = () => void (document.hidden || sendAll());
  const timer = setInterval(() => void (unsent.value.some((one) => !one.refused) && seen()), AGAIN_S * 1000);
  window.addEventListener("online", seen);
  document.addEventListener("visibilitychange", seen);
  void sendAll();
  if (FIELD.includes(access.value?.role ?? "")) void keepSite();
  return () => {
    clearInterval(timer);
    window.removeEventListener("online", seen);
    document.removeEventListener("visibilitychange", seen);
  };
}

async function look(): Promise<Unsent[]> {
  unsent.value = await keptOf(access.value?.id ?? "");
  return unsent.value;
}

let again = false;
let sending = false;

/** One at a time, also over several tabs: what comes meanwhile goes with the next round. */
async function sendAll(): Promise<void> {
  again = true;
  if (sending) return;
  sending = true;
  try {
    while (again) {
      again = false;
      await navigator.locks.request("sambung.unsent", sendRound);
    }
  } finally {
    sending = false;
  }
}

async function sendRound(): Promise<void> {
  for (const item of await look()) {
    if (item.refused) continue;
    try {
      const answer = await send(item, listening.has(item.id));
      await drop(item.id);
      const listener = listening.get(item.id);
      if (listener) listener.tell({ answer });
      else arrived.value++;
    } catch (failure) {
      const problem = toProblem(failure);
      if (mayPass(problem)) {
        for (const one of [...listening.values()]) one.tell("waiting");
        break;
      }
      const listener = listening.get(item.id);
      if (listener) await drop(item.id);
      else await keep({ ...item, refused: problem.message });
      listener?.refuse(problem);
    }
  }
  await look();
}

/** No signal, a session that has ended, a server in trouble: later it may be taken. */
function mayPass({ status }: Problem): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}
