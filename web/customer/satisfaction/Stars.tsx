import { Star } from "lucide-preact";
import { ratingWord } from "../../shared/complaintState";
import { t } from "../../shared/language";

interface StarsProps {
  name: string;
  question: string;
  value: number;
  choose: (stars: number) => void;
}

/** One question, answered by one to five. */
export function Stars({ name, question, value, choose }: StarsProps) {
  return (
    <fieldset>
      <legend class="font-[650]">{question}</legend>
      <div class="flex justify-between mt-2 max-w-[280px]">
        {[1, 2, 3, 4, 5].map((stars) => (
          <label key={stars} class="w-12 h-12 grid place-items-center cursor-pointer rounded-field focus-within:outline-2 focus-within:outline-primary text-warning">
            <input type="radio" name={name} class="sr-only" checked={value === stars} onChange={() => choose(stars)} aria-label={t(`${stars} dari 5, ${ratingWord(stars)}`, `${stars} of 5, ${ratingWord(stars)}`)} />
            <Star class="i i-32" style={{ fill: stars <= value ? "currentColor" : "none" }} />
          </label>
        ))}
      </div>
      <p class="text-base text-muted min-h-6" aria-live="polite">
        {ratingWord(value)}
      </p>
    </fieldset>
  );
}
