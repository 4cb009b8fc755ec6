import { QrCode } from "lucide-preact";
import type { WaysToPay } from "../shared/api.d";
import { rupiah } from "../shared/format";
import { t } from "../shared/language";
import { useLoad } from "../shared/load";

/** The provider's QRIS with the amount inside; nothing where there is none. */
export function Qris({ read, of }: { read: () => Promise<WaysToPay>; of: string }) {
  const ways = useLoad(read, [of]).value;
  if (!ways?.qr_svg) return null;
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(ways.qr_svg)}`;
  const words = t(`Kode QRIS ${rupiah(ways.amount)}`, `QRIS code for ${rupiah(ways.amount)}`);
  return (
    <section class="kartu p-4" aria-label="QRIS">
      <h2 class="font-[650] flex items-center gap-2">
        <QrCode class="i i-20" />
        QRIS
        <span class="ml-auto num">{rupiah(ways.amount)}</span>
      </h2>
      <div class="mx-auto mt-3 p-4 rounded-box w-fit bg-white">
        <img src={picture} width={216} height={216} alt={words} />
      </div>
      <p class="text-base text-muted mt-3">
        {t("Pindai dengan aplikasi bank atau dompet digital. Jumlahnya sudah terisi.", "Scan it with any bank or wallet app. The amount is filled in.")}{" "}
        <a class="lnk" href={picture} download={`QRIS-${ways.number}.svg`}>
          {t("Simpan gambar QR", "Save the QR picture")}
        </a>
      </p>
    </section>
  );
}
