import { useState } from "preact/hooks";
import { t } from "../../../shared/language";
import { TextArea } from "../../../shared/parts/TextArea";
import { CustomerReads, StepForm, type StepProps } from "./StepForm";

/** It is not over: work goes on, and the customer is told. */
export function ReopenDialog(step: StepProps) {
  const [why, setWhy] = useState("");
  return (
    <StepForm {...step} title={t("Buka lagi pengaduan", "Reopen the complaint")} action={t("Buka lagi", "Reopen")} step={() => ({ kind: "reopen", text: why.trim() })}>
      {() => (
        <>
          <TextArea label={t("Alasan", "Why")} hint={t("Pelanggan dapat membaca alasan ini.", "The customer can read it.")} optional={t("(boleh kosong)", "(optional)")} rows={2} maxLength={200} value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
          <CustomerReads>{`Tiket ${step.of.number} kami buka lagi. Kami segera memeriksanya.`}</CustomerReads>
        </>
      )}
    </StepForm>
  );
}
