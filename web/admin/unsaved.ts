/** What was typed and not saved is not lost by a click: leaving asks first. */
import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { RouterOptions } from "wouter-preact";

/** One for each part of the page that holds something. */
const guards = new Set<symbol>();

/** What goes on if the person leaves all the same; null while nobody wants to leave. */
export const leaving = signal<(() => void) | null>(null);

export const askBeforeLeaving: RouterOptions["aroundNav"] = (navigate, to, options) => {
  const go = () => navigate(to, options);
  if (guards.size) leaving.value = go;
  else go();
};

export function leave(): void {
  const go = leaving.value;
  stay();
  guards.clear();
  go?.();
}

export function stay(): void {
  leaving.value = null;
}

/** Guards the page while there is something to lose: links, the back button, and closing the tab. */
export function useUnsaved(something: boolean): void {
  // Before the browser paints: a press of the back button may follow the very next moment.
  useLayoutEffect(() => {
    if (!something) return;
    const guard = Symbol("unsaved");
    guards.add(guard);
    const close = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", close);
    return () => {
      guards.delete(guard);
      window.removeEventListener("beforeunload", close);
    };
  }, [something]);
}

let returning = false;

// Listens before the router does, as this file is read before it starts: window events have no capture phase.
window.addEventListener("popstate", (event) => {
  if (!guards.size) return;
  event.stopImmediatePropagation();
  // The browser has gone back already: come forward again, unseen, and ask.
  if (!returning) leaving.value = () => history.back();
  returning = !returning;
  if (returning) history.forward();
});
