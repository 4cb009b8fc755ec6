/** What is kept on the device for where there is no signal, and forgetting it. */

import type { AccessView } from "../../shared/api.d";

export const KEPT = "sambung.kept.";

const ACCESS = `${KEPT}access`;

export function keepAccess(access: AccessView): void {
  localStorage.setItem(ACCESS, JSON.stringify(access));
}

/** What this account was allowed when it was last asked. */
export function keptAccess(account: string | null): AccessView | null {
  const kept = JSON.parse(localStorage.getItem(ACCESS) ?? "null") as AccessView | null;
  return kept && kept.id === account ? kept : null;
}

/** Nothing that was read stays behind on a device that somebody leaves. */
export function forgetKept(): void {
  for (const place of Object.keys(localStorage)) if (place.startsWith(KEPT)) localStorage.removeItem(place);
}
