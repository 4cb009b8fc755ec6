/** The customer's own things, kept while the site is open: what was there is shown at once, and read again. */
import { effect, signal } from "@preact/signals";
import { body, GET } from "../shared/api";
import type { MyAccount } from "../shared/api.d";
import { signedIn } from "./session";

export const account = signal<MyAccount | null>(null);

effect(() => {
  if (!signedIn.value) account.value = null;
});

export async function readAccount(): Promise<MyAccount> {
  const read = await body(GET("/api/me"));
  account.value = read;
  return read;
}
