/** What a list is narrowed to, as its address says: so it can be kept, sent on, and come back to. */
import { useLocation, useSearch } from "wouter-preact";

/** What is asked for by name, and how it is changed; without a value it is asked for no more. */
export function useFilters(path: string): [(name: string) => string | undefined, (name: string, value: string | undefined) => void] {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const change = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    const query = next.toString();
    go(`${path}${query ? `?${query}` : ""}`, { replace: true });
  };
  return [(name) => asked.get(name) ?? undefined, change];
}
