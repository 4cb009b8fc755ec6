import type { ReadyAnswer } from "../../../shared/api.d";
import { t } from "../../../shared/language";

const GAPS: Record<string, () => string> = {
  nama: () => t("namanya", "their name"),
  name: () => t("namanya", "their name"),
  tagihan: () => t("tagihan terbuka", "an open bill"),
  link_bayar: () => t("tagihan terbuka", "an open bill"),
};

/** Which of them are meant by what was typed behind the "/". */
export function answersFor(typed: string, all: ReadyAnswer[]): ReadyAnswer[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ title, text }) => words.every((word) => `${title} ${text}`.toLowerCase().includes(word)));
}

/** What keeps an answer from being sent to this person; nothing where it is whole. */
export function whatIsMissing({ missing }: ReadyAnswer): string {
  const words = new Set(missing.map((gap) => GAPS[gap]?.() ?? `{${gap}}`));
  return words.size ? t(`Belum ada ${[...words].join(", ")}.`, `There is no ${[...words].join(", ")}.`) : "";
}

export const LIST = "ready-answers";
export const entryId = (index: number) => `${LIST}-${index}`;

/** Answers to choose from, above the field: arrows and Enter, or a tap. */
export function ReadyList({ of, at, pick }: { of: ReadyAnswer[]; at: number; pick: (one: ReadyAnswer) => void }) {
  if (!of.length) return <p class="text-sm text-muted">{t("Tidak ada jawaban yang cocok. Tambah di Pengaturan.", "No answer matches. Add one under Settings.")}</p>;
  return (
    <ul id={LIST} role="listbox" aria-label={t("Jawaban siap pakai", "Ready answers")} class="kartu hair max-h-64 overflow-y-auto">
      {of.map((one, index) => {
        const missing = whatIsMissing(one);
        return (
          <li
            key={one.title}
            id={entryId(index)}
            role="option"
            aria-selected={index === at}
            aria-disabled={!!missing}
            class={`px-4 py-2.5 min-h-11 ${missing ? "" : "cursor-pointer"} ${index === at ? "tint t-brand" : ""}`}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(one)}
          >
            <span class="block font-semibold text-base-content">{one.title}</span>
            <span class={`block text-sm clamp1 ${missing ? "text-warning" : "text-muted"}`}>{missing || one.text}</span>
          </li>
        );
      })}
    </ul>
  );
}
