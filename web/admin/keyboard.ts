/** Keys for people who work here all day; off while a field has focus, and each has a button too. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { places } from "./navigation";
import { pageKeys } from "./pageKeys";
import { may } from "./session";

const AFTER_G_MS = 1200;

export const keysShown = signal(false);

/** Focuses the page's own search, else the one in the top bar. */
export function focusSearch(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>("input[type=search]")];
  const seen = fields.filter((field) => field.offsetParent !== null);
  const field = seen.find((one) => one.closest("main")) ?? seen[0];
  field?.focus();
  field?.select();
  return !!field;
}

function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.offsetParent !== null);
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[at < 0 ? 0 : at + step]?.focus();
}

/** Ticks the row one stands on. */
function tick(): void {
  document.activeElement?.closest("tr")?.querySelector<HTMLInputElement>("[data-tick]")?.click();
}

export function useKeyboard(go: (path: string) => void): void {
  useEffect(() => {
    let waiting = 0;
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
        if (event.key === "Escape") target.blur();
        return;
      }
      const key = event.key.toLowerCase();
      if (Date.now() - waiting < AFTER_G_MS) {
        waiting = 0;
        const place = places().find((one) => one.key === key);
        if (place) go(place.path);
        return;
      }
      if (key === "g") waiting = Date.now();
      else if (key === "j") walk(1);
      else if (key === "k") walk(-1);
      else if (key === "x") tick();
      else if (key === "?") keysShown.value = true;
      else if (key === "b" && may("payments.take") && !pageKeys.value.some((one) => one.key === "b")) go("/terima");
      else if (key === "/" && focusSearch()) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [go]);
}
