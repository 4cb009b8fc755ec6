import { Camera, Hourglass } from "lucide-preact";
import { useState } from "preact/hooks";
import type { BillStanding } from "../shared/api.d";
import { moment } from "../shared/format";
import { t } from "../shared/language";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../shared/problem";

interface ProofFormProps {
  send: (file: File) => Promise<unknown>;
  /** The latest one, while it waits or after it was refused. */
  proof: BillStanding["proof"] | undefined;
  sent: () => void;
}

/** "Saya sudah bayar": takes the picture of the proof, which staff look at. */
export function ProofForm({ send, proof, sent }: ProofFormProps) {
  const [busy, setBusy] = useState(false);
  const [sentAt, setSentAt] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const choose = (file?: File) => {
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    send(file)
      .then(
        () => {
          setSentAt(new Date().toISOString());
          sent();
        },
        (failure) => setProblem(toProblem(failure)),
      )
      .finally(() => setBusy(false));
  };
  const refused = proof?.status === "refused" && proof.sent_at > sentAt ? proof : undefined;
  if (!refused && (sentAt || proof?.status === "waiting")) {
    return (
      <section class="rounded-box tintbox t-info p-4 flex gap-3" role="status">
        <Hourglass class="i i-24 text-info flex-none" />
        <p>
          <span class="block font-semibold">{t("Bukti terkirim, menunggu dicek", "Proof sent, waits to be checked")}</span>
          <span class="block text-base num">{moment(proof?.sent_at ?? sentAt)}</span>
          <span class="block">{t("Tidak perlu membayar lagi. Kabar kami kirim lewat WhatsApp.", "No need to pay again. We tell you on WhatsApp.")}</span>
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
      {refused && <ErrorBox title={t("Bukti sebelumnya belum cocok", "The proof before did not match")}>{refused.reason && <p>{refused.reason}</p>}</ErrorBox>}
      {problem && <ErrorBox title={t("Bukti belum terkirim", "The proof was not sent")} problem={problem} />}
      <label class={`btn btn-line btn-hp w-full cursor-pointer focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-primary ${busy ? "opacity-60" : ""}`} aria-busy={busy}>
        <Camera class="i i-18" />
        {busy ? t("Mengirim…", "Sending…") : t("Foto atau pilih bukti", "Take or choose the picture")}
        <input type="file" class="sr-only" accept="image/jpeg,image/png,image/webp" disabled={busy} onChange={(event) => choose(event.currentTarget.files?.[0])} />
      </label>
    </section>
  );
}
