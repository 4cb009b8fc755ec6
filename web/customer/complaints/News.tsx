import { ZapOff } from "lucide-preact";
import type { OutageNews } from "../../shared/api.d";
import { t } from "../../shared/language";

/** What we know already of a fault that many have. */
export function News({ of }: { of: OutageNews }) {
  return (
    <section class="rounded-box tintbox t-warn p-4" role="status">
      <p class="flex items-center gap-2 font-semibold t-warn" style={{ color: "var(--c)" }}>
        <ZapOff class="i i-18" />
        {of.ended_at ? t("Gangguan sudah pulih", "The outage is over") : t("Sedang ada gangguan", "There is an outage")}
      </p>
      <p class="mt-1 whitespace-pre-line break-words">{of.text}</p>
    </section>
  );
}
