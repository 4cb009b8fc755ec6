import { ChevronRight } from "lucide-preact";
import { Link } from "wouter-preact";
import type { Place } from "./navigation";

/** Ways to other pages, one below the other, large enough for a thumb. */
export function PlaceList({ label, of }: { label: string; of: Place[] }) {
  return (
    <nav class="kartu hair" aria-label={label}>
      {of.map(({ path, word, icon: Icon }) => (
        <Link key={path} href={path} class="flex items-center gap-3 px-4 h-14 font-[550]">
          <Icon class="i i-20 text-primary" />
          {word}
          <ChevronRight class="i text-muted ml-auto" />
        </Link>
      ))}
    </nav>
  );
}
