import type { TargetedSubmitEvent } from "preact";
import { useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { type Problem, toProblem } from "../../../shared/problem";

/** Removing the person for ever: what goes, what stays, why, and their number typed by hand. */
export function EraseDialog({ customer, close, done }: { customer: CustomerView; close: () => void; done: () => void }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ reason?: string; number?: string }>({});
  const [problem, setProblem] = useState<Problem>();
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const reason = String(given.get("reason")).trim();
    const typed = String(given.get("number")).trim().toUpperCase();
    const missing = {
      ...(!reason && { reason: t("Tulis alasannya.", "Say why.") }),
      ...(typed !== customer.number && { number: t(`Ketik ${customer.number}.`, `Type ${customer.number}.`) }),
    };
    setWrong(missing);
    if (Object.keys(missing).length) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/customers/{id}/erase", { params: { path: { id: customer.id } }, body: { reason } }));
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t(`Hapus data pribadi ${customer.name}?`, `Erase the personal data of ${customer.name}?`)} close={close}>
      <div class="mt-2 flex flex-col gap-2">
        <p>
          <strong>{t("Hilang untuk selamanya:", "Gone for ever:")}</strong>{" "}
          {t("nama, nomor HP, alamat, email, lokasi, catatan, NIK, foto, dan isi semua pesan.", "name, phones, address, email, location, notes, NIK, photos, and what all messages said.")}
        </p>
        <p>
          <strong>{t("Tetap ada:", "What stays:")}</strong> {t("tagihan, pembayaran, dan buku besar dengan nomor dan jumlahnya, tanpa nama.", "invoices, payments and the ledger with numbers and amounts, without a name.")}
        </p>
        <p class="text-muted">{t("Tidak ada yang dapat mengembalikannya, kami pun tidak. Unduh datanya dulu bila pelanggan memintanya.", "Nobody can bring it back, nor can we. Download the data first if the customer wants it.")}</p>
      </div>
      <form class="mt-4 flex flex-col gap-3" onSubmit={submit} noValidate>
        <Field label={t("Alasan", "Reason")} name="reason" autoFocus maxLength={200} hint={t("Tercatat di jejak audit. Jangan tulis nama.", "Kept in the audit trail. Do not write a name.")} error={wrong.reason ?? problem?.of("reason")} />
        <Field label={t(`Ketik ${customer.number} untuk memastikan`, `Type ${customer.number} to be sure`)} name="number" class="num" autoComplete="off" error={wrong.number} />
        {problem && <ErrorBox title={t("Belum dihapus", "Not erased")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end mt-2">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="bad" busy={busy && t("Menghapus…", "Erasing…")}>
            {t("Hapus data pribadi", "Erase the personal data")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
