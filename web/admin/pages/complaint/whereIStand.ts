/** Where this telephone is, if its owner lets us know. */
import type { Location } from "../../../shared/api.d";

const WITHIN_MS = 8_000;

/** Nothing where it is not told; a permission that was never given is not asked for. */
export async function whereIStand(): Promise<Location | undefined> {
  const allowed = await navigator.permissions?.query({ name: "geolocation" }).catch(() => undefined);
  if (allowed?.state !== "granted") return undefined;
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      () => resolve(undefined),
      { timeout: WITHIN_MS, enableHighAccuracy: true },
    ),
  );
}
