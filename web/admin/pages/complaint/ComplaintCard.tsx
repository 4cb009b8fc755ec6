import { ZapOff } from "lucide-preact";
import { Link } from "wouter-preact";
import type { ComplaintView } from "../../../shared/api.d";
import { categoryWord, complaintState, priorityState } from "../../../shared/complaintState";
import { clock, dateOf, day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { today } from "../../session";
import { isOver } from "../../waiting";
import { Assignee } from "./Assignee";
import { SlaLine } from "./SlaLine";

interface ComplaintCardProps {
  of: ComplaintView;
  area: string;
  /** The status its column stands for: another one is said on the card. */
  under?: ComplaintView["status"];
}

/** A complaint on the board: how urgent, what, whose, how long still, who. */
export function ComplaintCard({ of, area, under }: ComplaintCardProps) {
  const urgency = priorityState(of.priority);
  const Icon = urgency.icon;
  return (
    <Link href={`/pengaduan/${of.id}`} data-row class="kartu block px-2.5 py-3" style={{ borderRadius: 10, borderColor: isOver(of) ? "color-mix(in srgb, var(--color-error) 60%, var(--color-base-100))" : undefined }}>
      <span class="flex items-center gap-1">
        <span class={`inline-flex items-center gap-1 text-xs font-[650] t-${urgency.tone}`} style={{ color: "var(--c)" }}>
          <Icon class="i i-14" />
          {urgency.word}
        </span>
        <span class="ml-auto text-xs text-muted num whitespace-nowrap">{of.number}</span>
      </span>
      <span class="block font-semibold mt-1 leading-[19px] clamp2">{titleOf(of)}</span>
      <span class="block text-xs text-muted mt-0.5 clamp1">{[of.customer_name, area].filter(Boolean).join(" · ")}</span>
      {(of.outage_id || under !== of.status || of.repeat_of) && (
        <span class="flex flex-wrap gap-1.5 mt-2">
          {under !== of.status && <Badge state={complaintState(of.status)} />}
          {of.outage_id && <Badge state={{ word: t("Gangguan area", "Area outage"), icon: ZapOff, tone: "err" }} />}
          {of.repeat_of && <span class="st t-warn">{t("Berulang", "Again")}</span>}
        </span>
      )}
      {of.visit && of.status === "scheduled" && <span class="block text-xs font-[550] num mt-2">{visitWord(of.visit)}</span>}
      <span class="mt-2.5 flex items-center gap-2.5">
        <span class="flex-1 min-w-0">
          <SlaLine of={of} />
        </span>
        <Assignee name={of.assignee_name} />
      </span>
    </Link>
  );
}

/** What they said, if it fits a title; else what kind of trouble it is. */
export function titleOf(of: Pick<ComplaintView, "category" | "description">): string {
  const [first = ""] = of.description.split("\n");
  return first || categoryWord(of.category);
}

/** "hari ini 13.00–15.00", "25 Nov 09.00–11.00". */
export function visitWord(visit: { starts_at: string; ends_at: string }): string {
  const on = dateOf(new Date(visit.starts_at));
  const date = on === today.value ? t("hari ini", "today") : day(on, "short");
  return `${date} ${clock(visit.starts_at).slice(0, 5)}–${clock(visit.ends_at)}`;
}
