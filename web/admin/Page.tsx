import { ArrowLeft, ChevronRight, Search } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Link } from "wouter-preact";
import { t } from "../shared/language";
import { may } from "./session";
import { TopSearch } from "./TopSearch";

interface PageProps {
  title: string;
  sub?: string;
  /** Where one came from: the page above this one. */
  above?: { path: string; word: string };
  actions?: ComponentChildren;
  /** The page has a search of its own. */
  ownSearch?: boolean;
  /** It fills the window, and its panes scroll by themselves. */
  full?: boolean;
  children: ComponentChildren;
}

/** The frame of every page: its name on top, what can be done beside it, its content below. */
export function Page({ title, sub, above, actions, ownSearch, full, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Sambung`;
  }, [title]);
  const canSearch = may("customers.read") && !ownSearch;
  return (
    <>
      <header class="flex items-center gap-3 h-14 px-4 lg:px-6 border-b divx bg-base-200 flex-none lg:sticky top-0 z-10">
        {above && (
          <Link href={above.path} class="lg:hidden btn btn-ghost btn-square -ml-2.5" aria-label={`${t("Kembali ke", "Back to")} ${above.word}`}>
            <ArrowLeft class="i i-20" />
          </Link>
        )}
        <div class="lg:flex lg:items-center gap-2 min-w-0 flex-1">
          {above && (
            <>
              <Link href={above.path} class="text-muted font-[550] max-lg:hidden whitespace-nowrap">
                {above.word}
              </Link>
              <ChevronRight class="i i-14 text-muted max-lg:hidden" />
            </>
          )}
          <h1 class="font-[650] text-md max-lg:leading-[20px] clamp1">{title}</h1>
          {sub && <p class="text-xs lg:text-sm text-muted clamp1">{sub}</p>}
        </div>
        {canSearch && <TopSearch />}
        {canSearch && (
          <Link href="/pelanggan?cari" class="lg:hidden btn btn-ghost btn-square -mr-2.5" aria-label={t("Cari pelanggan", "Search customers")}>
            <Search class="i i-20" />
          </Link>
        )}
        {actions}
      </header>
      <main class={`flex-1 min-w-0 min-h-0 relative ${full ? "lg:h-[calc(100vh-56px)] lg:flex-none max-lg:overflow-y-auto lg:overflow-hidden" : "p-4 lg:p-6 max-lg:overflow-y-auto"}`}>{children}</main>
    </>
  );
}
