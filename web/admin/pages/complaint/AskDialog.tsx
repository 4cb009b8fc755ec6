import { useState } from "preact/hooks";
import { t } from "../../../shared/language";
import { TextArea } from "../../../shared/parts/TextArea";
import { CustomerReads, StepForm, type StepProps } from "./StepForm";

/** What we need to know before we go on; the clock stands until they answer. */
export function AskDialog(step: StepProps) {
  const [question, setQuestion] = useState("");
  const [missing, setMissing] = useState(false);
  const send = () => {
    setMissing(!question.trim());
    return question.trim() ? { kind: "wait" as const, question: question.trim() } : undefined;
  };
  return (
    <StepForm {...step} title={t("Tanya pelanggan", "Ask the customer")} action={t("Kirim pertanyaan", "Send the question")} step={send}>
      {(problem) => (
        <>
          <p class="text-muted -mt-2">{t("Jam SLA berhenti sampai pelanggan menjawab.", "The SLA clock stands until they answer.")}</p>
          <TextArea label={t("Pertanyaan", "Question")} rows={2} maxLength={200} autoFocus value={question} onInput={(event) => setQuestion(event.currentTarget.value)} error={(missing && t("Tulis pertanyaannya.", "Write the question.")) || problem?.of("question")} />
          {question.trim() && <CustomerReads>{`Untuk tiket ${step.of.number} kami membutuhkan keterangan: ${question.trim()}.`}</CustomerReads>}
        </>
      )}
    </StepForm>
  );
}
