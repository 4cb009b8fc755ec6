import { useState } from "preact/hooks";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { TextArea } from "../../shared/parts/TextArea";
import { type Answers, easeQuestion, speedQuestion } from "../satisfaction/answers";
import { Stars } from "../satisfaction/Stars";

interface RatingProps {
  technician: string;
  busy: boolean;
  send: (answers: Omit<Answers, "about">) => void;
}

/** How it was, one to five; the first answer is enough, two more and a word if one likes. */
export function Rating({ technician, busy, send }: RatingProps) {
  const [service, setService] = useState(0);
  const [speed, setSpeed] = useState(0);
  const [ease, setEase] = useState(0);
  const [text, setText] = useState("");
  return (
    <section class="kartu p-4 flex flex-col gap-3">
      <Stars name="rating" question={technician ? t(`Bagaimana penanganan oleh ${technician}?`, `How did ${technician} do?`) : t("Bagaimana penanganan kami?", "How did we do?")} value={service} choose={setService} />
      {service > 0 && (
        <>
          <Stars name="speed" question={speedQuestion()} value={speed} choose={setSpeed} />
          <Stars name="ease" question={easeQuestion()} value={ease} choose={setEase} />
          <TextArea label={t("Ada saran?", "Anything to add?")} optional={t("(boleh kosong)", "(optional)")} rows={2} maxLength={500} value={text} onInput={(event) => setText(event.currentTarget.value)} />
          <Button look="primary" size="large" busy={busy && t("Mengirim…", "Sending…")} onClick={() => send({ service, speed: speed || null, ease: ease || null, text: text.trim() })}>
            {t("Kirim nilai", "Send the rating")}
          </Button>
        </>
      )}
    </section>
  );
}
