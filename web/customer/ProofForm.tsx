import { CircleCheck, ImageUp } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../shared/language";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../shared/problem";

/** "Saya sudah bayar": takes the picture of the proof, which staff look at. */
export function ProofForm({ send }: { send: (file: File) => Promise<unknown> }) {
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const choose = (file?: File) => {
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    send(file)
      .then(() => setSent(true), (failure) => setProblem(toProblem(failure)))
      .finally(() => setBusy(false));
  };
  if (sent) {
    return (
      <section class="kartu p-4 flex gap-3 items-center" role="status">
        <CircleCheck class="i i-24 text-success flex-none" />
        <p>
          <span class="block font-semibold">{t("Bukti terkirim", "Proof sent")}</span>
          <span class="text-muted">{t("Kami periksa dulu, lalu kabari Anda lewat WhatsApp.", "We look at it and tell you on WhatsApp.")}</span>
        </p>
      </section>
    );
  }
  return (
    <section class="kartu p-4 flex flex-col gap-3">
      <div>
        <h2 class="font-[650]">{t("Saya sudah bayar", "I have paid")}</h2>
        <p class="text-base text-muted">{t("Kirim foto bukti transfer atau QRIS.", "Send a picture of the transfer or QRIS proof.")}</p>
      </div>
      {problem && <ErrorBox title={t("Bukti belum terkirim", "The proof was not sent")} problem={problem} />}
      <label class={`btn btn-line btn-hp w-full cursor-pointer ${busy ? "opacity-60" : ""}`} aria-busy={busy}>
        <ImageUp class="i i-18" />
        {busy ? t("Mengirim…", "Sending…") : t("Pilih foto bukti", "Choose the picture")}
        <input type="file" class="sr-only" accept="image/jpeg,image/png,image/webp" disabled={busy} onChange={(event) => choose(event.currentTarget.files?.[0])} />
      </label>
    </section>
  );
}
