/** What pages keep on the device for where there is no signal, and forgetting it. */

export const KEPT = "sambung.kept.";

/** Nothing that was read stays behind on a device that somebody leaves. */
export function forgetKept(): void {
  for (const place of Object.keys(localStorage)) if (place.startsWith(KEPT)) localStorage.removeItem(place);
}
