import { Search } from "lucide-preact";
import type { TargetedSubmitEvent } from "preact";
import { useLocation } from "wouter-preact";
import { t } from "../shared/language";

/** The search in the top bar: takes one to the customers found. */
export function TopSearch() {
  const [, go] = useLocation();
  const words = t("Cari pelanggan", "Search customers");
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get("q")).trim();
    go(`/pelanggan?q=${encodeURIComponent(q)}`);
  };
  return (
    <form role="search" aria-label={words} class="inp soft max-lg:hidden" style={{ height: 34, width: 290 }} onSubmit={submit}>
      <Search class="i text-muted" />
      <input type="search" name="q" class="text-sm" placeholder={`${words}…`} aria-label={words} />
      <kbd class="kbdx">/</kbd>
    </form>
  );
}
