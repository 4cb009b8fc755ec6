import { Check, Copy } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../language";

const TOLD_FOR_MS = 2500;

/** Puts a text on the clipboard and says that it did. `told` is read to those who do not see the tick. */
export function CopyButton({ text, word, told }: { text: string; word: string; told: string }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), TOLD_FOR_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = () => navigator.clipboard.writeText(text).then(() => setDone(true), () => prompt(word, text));
  return (
    <>
      <button type="button" class="btn btn-soft-p px-3" style={{ height: 44 }} onClick={() => void copy()}>
        {done ? <Check class="i" /> : <Copy class="i" />}
        {done ? t("Tersalin", "Copied") : word}
      </button>
      <span role="status" class="sr-only">
        {done && told}
      </span>
    </>
  );
}
