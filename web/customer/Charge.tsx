import { CircleCheck, ExternalLink } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import type { ChargeView } from "../shared/api.d";
import { moment, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { usePoll } from "../shared/load";
import { CopyButton } from "../shared/parts/CopyButton";
import { QrPicture } from "./QrPicture";

/** While somebody pays it is looked at every 3 s; who has left the page open for long, less often. */
const SOON_MS = 5 * 60_000;
const eagerness = (since: number) => (Date.now() - since < SOON_MS ? 3 : 20);

/** How to pay one charge, and that it is paid as soon as it is. */
export function Charge({ opened, look, paid, over }: { opened: ChargeView; look: (id: string) => Promise<ChargeView>; paid: () => void; over: () => void }) {
  const since = useRef(Date.now()).current;
  const charge = usePoll(() => look(opened.charge_id), () => eagerness(since), (last) => isOpen(last ?? opened), [opened.charge_id]).value ?? opened;
  const isPaid = charge.status === "settled";
  useEffect(() => {
    if (!isPaid) return;
    const timer = setTimeout(paid, 1500);
    return () => clearTimeout(timer);
  }, [isPaid]);
  if (isPaid) {
    return (
      <p class="px-4 py-4 flex items-center gap-3 font-semibold border-t divx" role="status">
        <CircleCheck class="i i-24 text-success flex-none" />
        {t(`Lunas. ${rupiah(charge.amount)} sudah kami terima.`, `Paid. We received ${rupiah(charge.amount)}.`)}
      </p>
    );
  }
  if (!isOpen(charge)) {
    return (
      <p class="px-4 py-4 border-t divx" role="status">
        {t("Pembayaran ini sudah tidak berlaku. Pilih lagi cara bayarnya.", "This payment is not valid any more. Choose again how to pay.")}{" "}
        <button type="button" class="lnk" onClick={over}>
          {t("Mengerti", "All right")}
        </button>
      </p>
    );
  }
  return (
    <div class="px-4 py-4 border-t divx" role="group" aria-label={charge.label}>
      <p class="flex items-baseline">
        <span class="font-semibold">{charge.label}</span>
        <span class="ml-auto num font-semibold">{rupiah(charge.amount)}</span>
      </p>
      {charge.qr_svg && <QrPicture svg={charge.qr_svg} words={t(`Kode bayar ${rupiah(charge.amount)}`, `Code to pay ${rupiah(charge.amount)}`)} name={charge.charge_id} says={[rupiah(charge.amount), charge.charge_id]} />}
      {charge.va_number && (
        <p class="flex items-center gap-3 mt-2">
          <span class="text-xl font-bold num break-words">{charge.va_number}</span>
          <span class="ml-auto">
            <CopyButton text={charge.va_number} word={t("Salin", "Copy")} told={t("Nomor tersalin", "Number copied")} />
          </span>
        </p>
      )}
      {charge.redirect_url && !charge.qr_svg && !charge.va_number && (
        <a class="btn btn-primary btn-hp w-full mt-3" href={charge.redirect_url}>
          <ExternalLink class="i" />
          {t("Buka halaman bayar", "Open the payment page")}
        </a>
      )}
      <p class="text-base text-muted mt-3" role="status">
        {charge.status === "created" ? t("Sedang disiapkan…", "Being prepared…") : t(`Menunggu pembayaran, berlaku sampai ${moment(charge.expires_at)}.`, `Waiting for the payment, valid until ${moment(charge.expires_at)}.`)}
      </p>
    </div>
  );
}

function isOpen(charge: ChargeView): boolean {
  return charge.status === "created" || charge.status === "pending";
}
