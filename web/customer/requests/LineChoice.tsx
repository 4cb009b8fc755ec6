import type { LineAsked } from "../../shared/api.d";
import { t } from "../../shared/language";

interface LineChoiceProps {
  lines: LineAsked[];
  chosen: string;
  choose: (line: string) => void;
}

/** Which of several lines is meant; nothing to choose where there is one. */
export function LineChoice({ lines, chosen, choose }: LineChoiceProps) {
  if (lines.length < 2) return null;
  return (
    <fieldset class="kartu p-4">
      <legend class="sr-only">{t("Langganan yang mana?", "Which line?")}</legend>
      <p class="font-semibold" aria-hidden="true">
        {t("Langganan yang mana?", "Which line?")}
      </p>
      {lines.map((line) => (
        <label key={line.subscription_id} class="flex items-center gap-3 min-h-12 cursor-pointer">
          <input type="radio" name="line" class="size-5 accent-primary" checked={chosen === line.subscription_id} onChange={() => choose(line.subscription_id)} />
          <span class="min-w-0">
            {line.title} <span class="text-base text-muted num">{line.subscription_id}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
