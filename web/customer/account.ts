/** The customer's own things, kept while the site is open: what was there is shown at once, and read again. */
import { effect, signal } from "@preact/signals";
import { body, GET } from "../shared/api";
import type { MyAccount, MyLines, ReportForm } from "../shared/api.d";
import { forgetAll, keep, recall } from "./kept";
import { signedIn } from "./session";

export const account = signal<MyAccount | null>(recall<MyAccount>("account")?.value ?? null);

effect(() => {
  if (signedIn.value) return;
  account.value = null;
  forgetAll();
});

export async function readAccount(): Promise<MyAccount> {
  const read = await body(GET("/api/me"));
  account.value = read;
  return keep("account", read).value;
}

/** Whether the internet is on, line by line. */
export function readLines(): Promise<MyLines> {
  return body(GET("/api/me/lines"));
}

/** What we know of their trouble already, and what may be reported. */
export function readForm(): Promise<ReportForm> {
  return body(GET("/api/me/complaints/form"));
}
