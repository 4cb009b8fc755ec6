/** What was read stays on the device, so that a page opens where there is no signal. */
import { type Loaded, useLoad } from "../../shared/load";
import { toProblem } from "../../shared/problem";
import { access } from "../session";
import { KEPT } from "./onDevice";

export interface Kept<T> {
  what: T;
  /** When it was read. */
  at: string;
  /** There is no signal: it is what was read before. */
  old: boolean;
}

/** As useLoad; without a signal what this account had read before. */
export function useKept<T>(name: string, read: () => Promise<T>, on: readonly unknown[]): Loaded<Kept<T>> {
  return useLoad(() => readKept(name, read), on);
}

export async function readKept<T>(name: string, read: () => Promise<T>): Promise<Kept<T>> {
  const place = placeOf(name);
  try {
    const kept = { what: await read(), at: new Date().toISOString(), old: false };
    put(place, JSON.stringify(kept));
    return kept;
  } catch (failure) {
    const before = localStorage.getItem(place);
    if (toProblem(failure).status !== 0 || !before) throw failure;
    return { ...(JSON.parse(before) as Kept<T>), old: true };
  }
}

/** What the API has answered since stands there, too: without a signal nobody is shown what was before. */
export function changeKept<T>(name: string, change: (what: T) => T): void {
  const before = localStorage.getItem(placeOf(name));
  if (!before) return;
  const kept = JSON.parse(before) as Kept<T>;
  put(placeOf(name), JSON.stringify({ ...kept, what: change(kept.what) }));
}

function placeOf(name: string): string {
  return `${KEPT}${access.value?.id}.${name}`;
}

function put(place: string, text: string): void {
  try {
    localStorage.setItem(place, text);
  } catch {
    // A full device keeps nothing: then the page needs a signal.
  }
}
