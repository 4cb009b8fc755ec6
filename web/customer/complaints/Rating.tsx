import { Star } from "lucide-preact";
import { useState } from "preact/hooks";
import { ratingWord } from "../../shared/complaintState";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { TextArea } from "../../shared/parts/TextArea";

interface RatingProps {
  technician: string;
  busy: boolean;
  send: (rating: number, text: string) => void;
}

/** How it was, one to five, with a word if one likes. */
export function Rating({ technician, busy, send }: RatingProps) {
  const [rating, setRating] = useState(0);
  const [text, setText] = useState("");
  return (
    <section class="kartu p-4 flex flex-col gap-3">
      <fieldset>
        <legend class="font-[650]">{technician ? t(`Bagaimana penanganan oleh ${technician}?`, `How did ${technician} do?`) : t("Bagaimana penanganan kami?", "How did we do?")}</legend>
        <div class="flex justify-between mt-2 max-w-[280px]">
          {[1, 2, 3, 4, 5].map((stars) => (
            <label key={stars} class="w-12 h-12 grid place-items-center cursor-pointer rounded-field focus-within:outline-2 focus-within:outline-primary text-warning">
              <input type="radio" name="rating" class="sr-only" checked={rating === stars} onChange={() => setRating(stars)} aria-label={t(`${stars} dari 5, ${ratingWord(stars)}`, `${stars} of 5, ${ratingWord(stars)}`)} />
              <Star class="i i-32" style={{ fill: stars <= rating ? "currentColor" : "none" }} />
            </label>
          ))}
        </div>
        <p class="text-base text-muted min-h-6" aria-live="polite">
          {ratingWord(rating)}
        </p>
      </fieldset>
      {rating > 0 && (
        <>
          <TextArea label={t("Ada saran?", "Anything to add?")} optional={t("(boleh kosong)", "(optional)")} rows={2} maxLength={500} value={text} onInput={(event) => setText(event.currentTarget.value)} />
          <Button look="primary" size="large" busy={busy && t("Mengirim…", "Sending…")} onClick={() => send(rating, text.trim())}>
            {t("Kirim nilai", "Send the rating")}
          </Button>
        </>
      )}
    </section>
  );
}
