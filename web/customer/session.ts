/** Who is signed in on this phone: a session that renews itself, and a sign-in that outlives a look into WhatsApp. */
import { signal } from "@preact/signals";
import { body, callAs, newId, POST } from "../shared/api";
import type { Choice, LoginAnswer, LoginRequested } from "../shared/api.d";
import { phone } from "../shared/format";
import { t } from "../shared/language";
import { Problem, problemOf, toProblem } from "../shared/problem";

const REPORT_KEPT_AS = "sambung.report";
const KEPT_AS = "sambung.session";
const PENDING_AS = "sambung.login";
/** Renewed so long before its end, that a slow answer still comes in time. */
const EARLY_MS = 5 * 60_000;
const NOTHING = { phone: null, code: null, asker: null, ticket: null, customer_id: null };

/** A code was asked for and is waited for. `asker` is a secret that only this browser knows. */
export interface Pending extends LoginRequested {
  phone: string;
  asker: string;
  askedAt: number;
  /** The phone is proven, and one of its customers is to be chosen. */
  among?: { choices: Choice[]; ticket: string };
}

export const signedIn = signal(Boolean(localStorage.getItem(KEPT_AS)));
export const pending = signal<Pending | null>(readPending());
/** Why the sign-in page is there again. */
export const farewell = signal("");

let held: { token: string; until: number } | undefined;
let renewing: Promise<string> | undefined;

/** From now on calls are made as whoever is signed in. */
export function beginSession(): void {
  callAs(idToken, () => signOut(t("Masa masuk Anda habis. Silakan masuk lagi.", "Your session has ended. Please sign in again.")));
}

/** Asks for a code. Throws a Problem. */
export async function askForCode(number: string): Promise<void> {
  // Whoever asks again is still the same: a code that is on its way stays theirs.
  const asker = pending.value?.phone === number ? pending.value.asker : newId();
  const told = await body(POST("/api/login/request", { body: { phone: number, asker } }));
  keepPending({ ...told, phone: number, asker, askedAt: Date.now() });
}

/** Confirms by a code, or, without one, by the message that came from the phone. */
export async function confirm(code?: string): Promise<void> {
  const { phone: number, asker } = pending.value!;
  enter(await body(POST("/api/login/confirm", { body: { ...NOTHING, phone: number, asker, code: code ?? null } })));
}

/** Chooses one of several customers behind the phone. */
export async function choose(ticket: string, customerId: string): Promise<void> {
  enter(await body(POST("/api/login/confirm", { body: { ...NOTHING, ticket, customer_id: customerId } })));
}

/** A number as it was typed, the way numbers are written here. */
export function written(typed: string): string {
  const digits = typed.replace(/[^0-9+]/g, "");
  const national = /^(?:0|\+?62)(8[0-9]{8,11})$/.exec(digits)?.[1];
  return national ? phone(`+62${national}`) : typed;
}

/** Back to the telephone number. */
export function startOver(): void {
  keepPending(null);
}

export function signOut(why = ""): void {
  held = undefined;
  localStorage.removeItem(KEPT_AS);
  // Whoever goes leaves nothing of what was typed; whose session ended goes on where it was.
  if (!why) localStorage.removeItem(REPORT_KEPT_AS);
  farewell.value = why;
  signedIn.value = false;
}

function enter(answer: LoginAnswer): void {
  if (answer.choose && answer.ticket) return keepPending({ ...pending.value!, among: { choices: answer.choose, ticket: answer.ticket } });
  hold(answer);
  keepPending(null);
  farewell.value = "";
  signedIn.value = true;
}

async function idToken(): Promise<string | null> {
  if (held && Date.now() < held.until - EARLY_MS) return held.token;
  const refreshToken = localStorage.getItem(KEPT_AS);
  if (!refreshToken) return null;
  renewing ??= renew(refreshToken).finally(() => (renewing = undefined));
  return renewing;
}

/** Not through the API client, which would ask for a token first. */
async function renew(refreshToken: string): Promise<string> {
  try {
    const answer = await fetch("/api/login/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refresh_token: refreshToken }),
      signal: AbortSignal.timeout(20_000),
    });
    const told = await answer.json();
    if (answer.ok) return hold(told);
    const problem = problemOf(answer.status, told);
    if (problem.status === 401 || problem.status === 403) signOut(problem.message);
    throw problem;
  } catch (failure) {
    if (held && Date.now() < held.until) return held.token;
    throw toProblem(failure);
  }
}

function hold(answer: LoginAnswer): string {
  if (!answer.id_token || !answer.refresh_token) throw new Problem(500, "no_session", t("Belum bisa masuk. Coba lagi.", "Could not sign in. Try again."));
  held = { token: answer.id_token, until: Date.now() + (answer.expires_in ?? 0) * 1000 };
  localStorage.setItem(KEPT_AS, answer.refresh_token);
  return held.token;
}

function keepPending(value: Pending | null): void {
  pending.value = value;
  if (value) sessionStorage.setItem(PENDING_AS, JSON.stringify(value));
  else sessionStorage.removeItem(PENDING_AS);
}

function readPending(): Pending | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PENDING_AS) ?? "null") as Pending | null;
    return kept && Date.now() < kept.askedAt + kept.expires_in * 1000 ? kept : null;
  } catch {
    return null;
  }
}
