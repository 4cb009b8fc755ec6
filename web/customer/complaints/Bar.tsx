import { ArrowLeft } from "lucide-preact";
import { Link } from "wouter-preact";

interface BarProps {
  title: string;
  sub?: string;
  /** The page above, or what to do instead of going there. */
  back: string | (() => void);
  backWord: string;
}

/** The bar over a page of a flow: what it is, and the way back. */
export function Bar({ title, sub, back, backWord }: BarProps) {
  const arrow = <ArrowLeft class="i i-20" />;
  return (
    <header class="bg-base-100 border-b divx flex items-center gap-2 px-2 h-14 sticky top-0 z-10">
      {typeof back === "string" ? (
        <Link href={back} class="w-11 h-11 grid place-items-center" aria-label={backWord}>
          {arrow}
        </Link>
      ) : (
        <button type="button" class="w-11 h-11 grid place-items-center cursor-pointer" aria-label={backWord} onClick={back}>
          {arrow}
        </button>
      )}
      <div class="min-w-0">
        <p class="font-bold clamp1 leading-[20px]">{title}</p>
        {sub && <p class="text-sm text-muted num clamp1">{sub}</p>}
      </div>
    </header>
  );
}
