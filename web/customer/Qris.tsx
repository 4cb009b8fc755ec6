import { QrCode } from "lucide-preact";
import type { WaysToPay } from "../shared/api.d";
import { rupiah } from "../shared/format";
import { t } from "../shared/language";
import { QrPicture } from "./QrPicture";

/** The provider's QRIS with the amount inside; nothing where there is none. */
export function Qris({ ways }: { ways: WaysToPay }) {
  if (!ways.qr_svg) return null;
  return (
    <section class="kartu p-4" aria-label="QRIS">
      <h2 class="font-[650] flex items-center gap-2">
        <QrCode class="i i-20" />
        QRIS
        <span class="ml-auto num">{rupiah(ways.amount)}</span>
      </h2>
      <QrPicture svg={ways.qr_svg} words={t(`Kode QRIS ${rupiah(ways.amount)}`, `QRIS code for ${rupiah(ways.amount)}`)} name={`QRIS-${ways.number}`} says={[rupiah(ways.amount), ways.number]} />
      <p class="text-base text-muted mt-2 text-center">{t("Setelah bayar, kirim buktinya di bawah. Statusnya menunggu dicek.", "After paying send the proof below. It then waits to be checked.")}</p>
    </section>
  );
}
