import { CircleAlert, FileDown } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { type Problem, toProblem } from "../shared/problem";
import { savePaper } from "./savePaper";

interface SaveButtonProps {
  word: string;
  /** What the file is called. */
  name: string;
  fetchFile: () => Promise<Blob>;
}

/** Fetches a file and keeps it; says so where that did not work. */
export function SaveButton({ word, name, fetchFile }: SaveButtonProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const keep = () => {
    setBusy(true);
    setProblem(undefined);
    fetchFile()
      .then((file) => savePaper(file, name), (failure) => setProblem(toProblem(failure)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Button size="large" class="w-full" icon={FileDown} busy={busy && t("Mengambil…", "Fetching…")} onClick={keep}>
        {word}
      </Button>
      {problem && (
        <p role="alert" class="flex items-start gap-2 text-error font-[550] mt-2">
          <CircleAlert class="i i-18 mt-0.5 flex-none" />
          {problem.message}
        </p>
      )}
    </>
  );
}
