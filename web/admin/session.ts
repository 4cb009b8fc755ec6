/** Who is working here: the Firebase account, and what the API says they may do. */
import { computed, signal } from "@preact/signals";
import { body, callAs, GET } from "../shared/api";
import type { AccessView } from "../shared/api.d";
import { dateOf } from "../shared/format";
import { t } from "../shared/language";
import { Problem, toProblem } from "../shared/problem";
import type { Config } from "./firebase";
import { forgetKept, keepAccess, keptAccess } from "./unsent/onDevice";

export type Stage = "starting" | "signed_out" | "working" | "failed";

export const stage = signal<Stage>("starting");
export const access = signal<AccessView | null>(null);
/** Why the session could not begin. */
export const failure = signal<Problem | null>(null);
/** A sentence for the sign-in page: why one is there again. */
export const farewell = signal("");

/** The day it is for the company: the API's where it says so, else the device's. */
export const today = computed(() => access.value?.today ?? dateOf(new Date()));

/** The Auth emulator knows no codes from an app: there the screen is not shown. */
export const knowsSecondFactor = signal(false);

let firebase: typeof import("./firebase");
let account: string | null = null;

export function may(permission: string): boolean {
  return access.value?.permissions.includes(permission) ?? false;
}

/** Restores the session the device remembers, or shows the sign-in page. */
export async function openSession(): Promise<void> {
  stage.value = "starting";
  try {
    const [module, config] = await Promise.all([import("./firebase"), readConfig()]);
    firebase = module;
    knowsSecondFactor.value = !config.auth_emulator_url;
    callAs(module.idToken, () => void signOut(t("Masa masuk Anda habis. Silakan masuk lagi.", "Your session has ended. Please sign in again.")));
    module.begin(config, (person) => void recognise(person?.uid ?? null));
  } catch (reason) {
    fail(reason);
  }
}

/** Ends a sign-in with the code from an app. Throws a Problem. */
export type GiveCode = (code: string) => Promise<void>;

/** Signs in by e-mail and password; answers what is still to be called where a code is asked for, too.

Throws a Problem whose `code` is "credentials" when they are wrong. */
export async function signIn(email: string, password: string): Promise<GiveCode | null> {
  farewell.value = "";
  try {
    await firebase.enter(email, password);
    return null;
  } catch (reason) {
    if (codeOf(reason) !== "auth/multi-factor-auth-required") throw refusal(reason);
    const { finishSignIn, waitingSignIn } = await import("./secondFactor");
    const waiting = waitingSignIn(reason);
    return (code) => finishSignIn(waiting, code).catch((wrong) => Promise.reject(refusal(wrong)));
  }
}

/** Spends the code of an invitation's link. Throws a Problem when it was used or is too old. */
export async function choosePassword(code: string, password: string): Promise<void> {
  try {
    await firebase.setPassword(code, password);
  } catch (reason) {
    throw refusal(reason);
  }
}

export async function signOut(why = ""): Promise<void> {
  farewell.value = why;
  forgetKept();
  await firebase.leave();
}

/** Asks the API again what the person may do. */
export async function readAccess(): Promise<void> {
  try {
    access.value = await body(GET("/api/access"));
    keepAccess(access.value);
    stage.value = "working";
  } catch (reason) {
    const problem = toProblem(reason);
    if (problem.status === 0 && goOnWithout()) return;
    if (problem.status === 401) return;
    if (problem.status === 403) return void signOut(problem.message);
    fail(problem);
  }
}

/** Without a signal one goes on with what one was allowed before, until there is one: the API decides anyway. */
function goOnWithout(): boolean {
  const before = keptAccess(account);
  if (!before) return false;
  access.value = before;
  stage.value = "working";
  window.addEventListener("online", () => void readAccess(), { once: true });
  return true;
}

async function recognise(uid: string | null): Promise<void> {
  if (uid && uid === account && access.value) return;
  account = uid;
  access.value = null;
  if (uid) return readAccess();
  stage.value = "signed_out";
}

/** What this installation's Firebase is called. */
export async function readConfig(): Promise<Config> {
  const answer = await fetch("/config.json");
  if (!answer.ok) throw new Error("no config");
  return answer.json();
}

function fail(reason: unknown): void {
  failure.value = toProblem(reason);
  stage.value = "failed";
}

function codeOf(reason: unknown): string {
  return (reason as { code?: string }).code ?? "";
}

/** Firebase's refusal in words. */
export function refusal(reason: unknown): Problem {
  const code = codeOf(reason);
  switch (code) {
    case "auth/network-request-failed":
      return new Problem(0, "offline", t("Jaringan putus. Periksa sambungan Anda, lalu coba lagi.", "No connection. Check your network and try again."));
    case "auth/too-many-requests":
      return new Problem(429, "too_many", t("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.", "Too many attempts. Wait a few minutes and try again."));
    case "auth/expired-action-code":
    case "auth/invalid-action-code":
      return new Problem(400, "invitation", t("Tautan ini sudah dipakai atau lewat satu jam. Minta tautan baru kepada pemilik.", "This link was used or is over an hour old. Ask the owner for a new one."));
    case "auth/invalid-verification-code":
    case "auth/totp-challenge-timeout":
      return new Problem(400, "code", t("Kode salah atau sudah berganti. Tulis yang sekarang muncul.", "Wrong code, or it has changed. Type the one shown now."));
    case "auth/requires-recent-login":
      return new Problem(401, "recent", t("Keluar dan masuk lagi dulu, lalu ulangi.", "Sign out and in again first, then repeat this."));
    case "auth/unverified-email":
      return new Problem(403, "unverified", t("Email Anda belum terbukti. Minta tautan kata sandi baru kepada pemilik.", "Your e-mail is not proven yet. Ask the owner for a new password link."));
    case "auth/weak-password":
      return new Problem(400, "weak_password", t("Kata sandi ini terlalu mudah ditebak.", "This password is too easy to guess."));
    case "auth/user-disabled":
      return new Problem(403, "disabled", t("Akun ini sudah dinonaktifkan. Hubungi pemilik.", "This account is switched off. Ask the owner."));
    case "auth/invalid-credential":
    case "auth/invalid-login-credentials":
    case "auth/invalid-email":
    case "auth/user-not-found":
    case "auth/wrong-password":
      return new Problem(400, "credentials", t("Email atau kata sandi salah. Periksa lagi keduanya.", "Wrong e-mail or password. Check both."));
    default:
      return new Problem(500, code, t("Belum bisa masuk. Coba lagi sebentar lagi.", "Could not sign in. Try again in a moment."));
  }
}
