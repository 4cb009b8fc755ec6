import { RotateCw, ZoomIn, ZoomOut } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { download } from "../../../shared/api";
import type { ProofView } from "../../../shared/api.d";
import { moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Show } from "../../../shared/parts/Show";

const STEPS = [100, 150, 200, 300];
const QUARTER = 90;

/** The picture they sent, as large and as upright as one needs it. */
export function Picture({ proof }: { proof: ProofView }) {
  const loaded = useLoad(async () => URL.createObjectURL(await download(`/api/payments/proofs/${proof.id}/${proof.file_id}`)), [proof.id]);
  const address = loaded.value;
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  const [step, setStep] = useState(0);
  const [turned, setTurned] = useState(0);
  const by = proof.source === "whatsapp" ? t("lewat WhatsApp", "on WhatsApp") : t("lewat situs", "on the site");
  return (
    <section class="min-w-0 lg:h-full lg:min-h-0 flex flex-col" style={{ background: "color-mix(in srgb, var(--color-base-content) 6%, var(--color-base-200))" }} aria-label={t("Gambar bukti", "The proof's picture")}>
      <div class="flex items-center gap-1 px-4 h-12 flex-none">
        <p class="text-sm text-muted num clamp1">
          {t("Dikirim", "Sent")} {by} {moment(proof.sent_at)}
        </p>
        <span class="ml-auto flex">
          <Button look="ghost" icon={ZoomOut} class="btn-square max-lg:size-11" disabled={step === 0} aria-label={t("Perkecil", "Smaller")} onClick={() => setStep(step - 1)} />
          <Button look="ghost" icon={ZoomIn} class="btn-square max-lg:size-11" disabled={step === STEPS.length - 1} aria-label={t("Perbesar", "Larger")} onClick={() => setStep(step + 1)} />
          <Button look="ghost" icon={RotateCw} class="btn-square max-lg:size-11" aria-label={t("Putar", "Turn")} onClick={() => setTurned((turned + QUARTER) % 360)} />
        </span>
      </div>
      <div class="flex-1 min-h-0 overflow-auto p-4 pt-0 max-lg:max-h-[60vh]" tabIndex={0} role="group" aria-label={t("Gambar, geser untuk melihat semuanya", "The picture, scroll to see all of it")}>
        <Show of={loaded} failed={t("Gambar tidak termuat", "The picture could not be read")} rows={6}>
          {(source) => (
            <img
              src={source}
              alt={t(`Bukti bayar ${proof.customer_name}`, `Proof of ${proof.customer_name}`)}
              class="block mx-auto h-auto rounded-box"
              style={{ width: `${STEPS[step]}%`, maxWidth: step ? "none" : 420, rotate: `${turned}deg` }}
            />
          )}
        </Show>
      </div>
    </section>
  );
}
