/** The keys of one page, off while a field has focus or a dialog is open; the list under `?` names them. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

export interface PageKey {
  key: string;
  does: string;
  /** Nothing to do just now: the key is named, and rests. */
  act?: () => void;
}

export const pageKeys = signal<PageKey[]>([]);

export function usePageKeys(keys: PageKey[]): void {
  const now = useRef(keys);
  now.current = keys;
  const named = keys.map((one) => one.key + one.does).join();
  useEffect(() => {
    pageKeys.value = now.current;
    return () => void (pageKeys.value = []);
  }, [named]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
      const found = now.current.find((one) => one.key === event.key.toLowerCase());
      if (!found?.act) return;
      event.preventDefault();
      found.act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
