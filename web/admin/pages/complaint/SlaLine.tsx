import { CircleCheck, CirclePause } from "lucide-preact";
import type { ComplaintView } from "../../../shared/api.d";
import { slaState } from "../../../shared/complaintState";
import { duration } from "../../../shared/format";
import { t } from "../../../shared/language";

type Timed = Pick<ComplaintView, "sla" | "status" | "resolved_at" | "created_at" | "outage_id">;

/** How much of its time is left, in words and as a bar. */
export function SlaLine({ of }: { of: Timed }) {
  if (of.status === "resolved" || of.status === "closed") {
    const took = of.resolved_at ? (Date.parse(of.resolved_at) - Date.parse(of.created_at)) / 1000 : 0;
    return (
      <span class="flex items-center gap-2 t-ok text-xs font-[650] num whitespace-nowrap" style={{ color: "var(--c)" }}>
        <CircleCheck class="i i-14" />
        {took > 0 ? t(`dalam ${duration(took)}`, `in ${duration(took)}`) : t("selesai", "done")}
      </span>
    );
  }
  if (of.outage_id) {
    return (
      <span class="flex items-center gap-2 text-xs font-[650] text-muted">
        <CirclePause class="i i-14" />
        {t("Ikut gangguan area", "Part of an outage")}
      </span>
    );
  }
  const { word, icon: Icon, tone } = slaState(of.sla);
  const used = of.sla.allowed_s ? Math.min(1, Math.max(0, 1 - of.sla.left_s / of.sla.allowed_s)) : 1;
  return (
    <span class={`flex items-center gap-2 min-w-0 t-${tone}`} style={{ color: "var(--c)" }}>
      <Icon class="i i-14" />
      <span class="text-xs font-[650] num whitespace-nowrap">{word}</span>
      {of.sla.running && (
        <span class="bar flex-1 min-w-0" style={{ height: 4 }} aria-hidden="true">
          <i style={{ width: `${used * 100}%`, background: "var(--c)" }} />
        </span>
      )}
    </span>
  );
}
