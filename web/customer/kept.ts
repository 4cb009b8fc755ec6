/** What was last read, kept on this telephone with its time: shown at once, and all there is where there is no signal. */
import { useState } from "preact/hooks";
import { type Loaded, useLoad } from "../shared/load";

const NAMES = "sambung.last.";

export interface Kept<T> {
  value: T;
  /** When it was read. */
  at: string;
}

export function recall<T>(name: string): Kept<T> | undefined {
  try {
    return (JSON.parse(localStorage.getItem(NAMES + name) ?? "null") as Kept<T> | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keep<T>(name: string, value: T): Kept<T> {
  const kept = { value, at: new Date().toISOString() };
  try {
    localStorage.setItem(NAMES + name, JSON.stringify(kept));
  } catch {
    // A full telephone shows less without a signal, and nothing else.
  }
  return kept;
}

/** Whoever leaves takes everything with them. */
export function forgetAll(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(NAMES)) localStorage.removeItem(name);
}

export interface KeptLoad<T> extends Loaded<T> {
  /** When what is shown was read, where it could not be read again. */
  oldFrom?: string;
}

/** As useLoad, but begins with what was read last time, and stays with it where nothing comes. */
export function useKept<T>(name: string, read: () => Promise<T>, on: readonly unknown[] = []): KeptLoad<T> {
  const [last, setLast] = useState(() => recall<T>(name));
  const loaded = useLoad(async () => {
    const value = await read();
    setLast(keep(name, value));
    return value;
  }, [name, ...on]);
  const offline = loaded.problem?.status === 0;
  return {
    ...loaded,
    value: loaded.value ?? last?.value,
    problem: offline && last ? undefined : loaded.problem,
    oldFrom: loaded.problem && last ? last.at : undefined,
  };
}
