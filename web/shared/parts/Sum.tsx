import { CircleCheck, TriangleAlert, type LucideIcon } from "lucide-preact";
import { Fragment } from "preact";
import { count } from "../format";
import { t } from "../language";
import type { Tone } from "../states";

export interface Part {
  number: number;
  word: string;
  icon: LucideIcon;
  tone: Tone;
}

/** An addition in plain sight: parts, their total, and whether they agree. */
export function Sum({ parts, total, word }: { parts: Part[]; total: number; word: string }) {
  const added = parts.reduce((sum, part) => sum + part.number, 0);
  return (
    <div class="kartu p-4">
      <div class="flex flex-wrap items-stretch gap-x-3 gap-y-3 num">
        {parts.map(({ number, word, icon: Icon, tone }, index) => (
          <Fragment key={word}>
            {index > 0 && <span class="self-center text-muted text-lg">+</span>}
            <div class={`lg:px-2 t-${tone}`}>
              <div class="text-xl font-bold">{count(number)}</div>
              <div class="text-xs flex items-center gap-1 font-[550]" style={{ color: "var(--c)" }}>
                <Icon class="i i-14" />
                {word}
              </div>
            </div>
          </Fragment>
        ))}
        <span class="self-center text-muted text-lg">=</span>
        <div class="min-w-[96px]">
          <div class="text-xl font-bold">{count(total)}</div>
          <div class="text-xs text-muted font-[550]">{word}</div>
        </div>
        <Agreement difference={count(total - added)} agrees={added === total} large class="ml-auto self-center max-lg:ml-0" />
      </div>
    </div>
  );
}

/** The badge that says two sums are the same, or by how much they differ. */
export function Agreement({ agrees, difference, large, class: more = "" }: { agrees: boolean; difference: string; large?: boolean; class?: string }) {
  return agrees ? (
    <span class={`st t-ok ${large ? "st-lg" : ""} ${more}`}>
      <CircleCheck class="i" />
      {t("Jumlah cocok", "Adds up")}
    </span>
  ) : (
    <span class={`st t-err ${large ? "st-lg" : ""} ${more}`}>
      <TriangleAlert class="i" />
      {t("Selisih", "Off by")} {difference}
    </span>
  );
}
