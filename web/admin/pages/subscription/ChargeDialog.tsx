import { useRef, useState } from "preact/hooks";
import { body, newId, POST } from "../../../shared/api";
import type { SubscriptionView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Choice } from "../../../shared/parts/Choice";
import { Field } from "../../../shared/parts/Field";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { FormDialog } from "./FormDialog";
import { PreviewBox } from "./PreviewBox";
import { usePreview } from "./preview";

/** One charge or one discount on the next invoice alone. Sent twice, it counts once. */
export function ChargeDialog({ line, close, done }: { line: SubscriptionView; close: () => void; done: (note: string) => void }) {
  const id = useRef(newId());
  const [kind, setKind] = useState<"charge" | "credit">("charge");
  const [description, setDescription] = useState("");
  const [digits, setDigits] = useState("");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const required = t("Wajib diisi.", "Required.");
  const amount = Number(digits) * (kind === "charge" ? 1 : -1);
  const charge = { id: id.current, description: description.trim(), amount, reason: reason.trim() };
  const complete = !!charge.description && amount !== 0;
  const preview = usePreview(line.id, complete ? { charge } : null);
  const save = async () => {
    setAsked(true);
    if (!complete) return false;
    await body(POST("/api/subscriptions/{id}/charges", { params: { path: { id: line.id }, header: {} }, body: charge }));
    done(t(`${charge.description} ${rupiah(amount)} menunggu tagihan berikut.`, `${charge.description} ${rupiah(amount)} waits for the next invoice.`));
  };
  return (
    <FormDialog title={t("Biaya atau potongan sekali", "One-off charge or credit")} means={t("Masuk ke tagihan berikut saja, lalu selesai.", "On the next invoice, and on no other.")} close={close} save={save} button={t("Simpan", "Save")} busyWord={t("Menyimpan…", "Saving…")} failed={t("Belum tersimpan. Tidak ada yang ditagih dua kali.", "Not saved. Nothing is billed twice.")}>
      {(problem) => (
        <>
          <Choice
            label={t("Jenis", "Kind")}
            value={kind}
            choose={setKind}
            of={[
              ["charge", t("Biaya", "Charge")],
              ["credit", t("Potongan", "Credit")],
            ]}
          />
          <Field label={t("Untuk apa", "What for")} value={description} maxLength={200} placeholder={kind === "charge" ? t("Pasang baru", "Installation") : t("Ganti rugi gangguan", "Compensation")} onInput={(event) => setDescription(event.currentTarget.value)} error={(asked && !charge.description && required) || problem?.of("description")} />
          <RupiahField label={t("Jumlah", "Amount")} value={digits} change={setDigits} error={(asked && !amount && required) || problem?.of("amount")} />
          <Field label={t("Alasan", "Reason")} optional={t("(dibaca pelanggan, boleh kosong)", "(the customer reads it, optional)")} value={reason} maxLength={200} onInput={(event) => setReason(event.currentTarget.value)} error={problem?.of("reason")} />
          <PreviewBox of={preview} />
        </>
      )}
    </FormDialog>
  );
}
