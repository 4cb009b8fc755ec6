import { CircleCheck, PhoneOff, SkipForward, Tag, TriangleAlert, type LucideIcon } from "lucide-preact";
import type { ComponentChildren } from "preact";
import type { PreviewView } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { FailureList } from "./FailureList";
import { skipWord } from "./skips";

/** What differs from the usual: worth a look before anything is issued. */
export function Exceptions({ view }: { view: PreviewView }) {
  const skipped = Object.entries(view.skipped_by_reason);
  const none = !view.fail && !view.without_phone && !view.price_overrides && !skipped.length;
  if (none) {
    return (
      <section class="rounded-box tintbox t-ok p-4 flex gap-3">
        <CircleCheck class="i i-18 text-success mt-px" />
        <p>{t("Tidak ada pengecualian. Semua nomor HP ada, semua harga sesuai paket.", "No exceptions. Every phone is there, every price is its plan's.")}</p>
      </section>
    );
  }
  return (
    <section class={`rounded-box p-4 flex flex-col gap-3.5 ${view.fail ? "tintbox t-warn" : "kartu"}`}>
      <h2 class="h-sec">{t("Lihat dulu sebelum terbit", "Look at these first")}</h2>
      {view.fail > 0 && (
        <Exception icon={TriangleAlert} warn title={t(`${count(view.fail)} tidak bisa ditagih`, `${count(view.fail)} cannot be billed`)}>
          <FailureList failures={view.failures} of={view.fail} />
        </Exception>
      )}
      {view.without_phone > 0 && (
        <Exception icon={PhoneOff} title={t(`${count(view.without_phone)} tanpa nomor HP`, `${count(view.without_phone)} without a phone`)}>
          {t("Tagihan terbit, pesannya tidak terkirim.", "Issued, but no message goes out.")}
        </Exception>
      )}
      {view.price_overrides > 0 && (
        <Exception icon={Tag} title={t(`${count(view.price_overrides)} harga khusus`, `${count(view.price_overrides)} special prices`)}>
          {t("Ditagih menurut harga pelanggan, bukan harga paket.", "Billed at the customer's price, not the plan's.")}
        </Exception>
      )}
      {skipped.map(([reason, number]) => (
        <Exception key={reason} icon={SkipForward} title={`${count(number)} ${skipWord(reason)}`}>
          {t("Tidak ditagih kali ini.", "Not billed this time.")}
        </Exception>
      ))}
    </section>
  );
}

function Exception({ icon: Icon, title, warn, children }: { icon: LucideIcon; title: string; warn?: boolean; children: ComponentChildren }) {
  return (
    <div class="flex gap-3">
      <Icon class={`i i-18 mt-px ${warn ? "text-warning" : "text-muted"}`} />
      <div class="min-w-0 flex-1">
        <p class="font-semibold num">{title}</p>
        <div class="text-sm text-muted">{children}</div>
      </div>
    </div>
  );
}
