import type { ComplaintView } from "../../../shared/api.d";
import { complaintState } from "../../../shared/complaintState";
import { t } from "../../../shared/language";
import { areaName } from "./areas";
import { COLUMNS, type Column } from "./openComplaints";
import { ComplaintCard } from "./ComplaintCard";

/** Complaints by status, side by side; each column scrolls by itself when it is long. */
export function Board({ of }: { of: ComplaintView[] }) {
  return (
    <div class="max-lg:hidden grid grid-cols-5 gap-3 items-start">
      {COLUMNS.map((column) => (
        <OneColumn key={column.head} column={column} of={of.filter((one) => column.holds.includes(one.status))} />
      ))}
    </div>
  );
}

function OneColumn({ column, of }: { column: Column; of: ComplaintView[] }) {
  const { word, icon: Icon, tone } = complaintState(column.head);
  return (
    <section class="min-w-0 rounded-box flex flex-col max-h-[calc(100vh-220px)] min-h-40" style={{ background: "color-mix(in srgb, var(--color-base-content) 3.5%, transparent)" }} aria-label={word}>
      <div class="flex items-center gap-2 px-3 pt-3 pb-2">
        <span class={`t-${tone}`} style={{ color: "var(--c)" }}>
          <Icon class="i" />
        </span>
        <h2 class="font-[650] leading-[18px]">{word}</h2>
        <span class="ml-auto text-sm text-muted num">{of.length}</span>
      </div>
      <ul class="flex flex-col gap-2 px-2 pb-2 overflow-y-auto">
        {of.map((one) => (
          <li key={one.id}>
            <ComplaintCard of={one} area={areaName(one.area_id)} under={column.head} />
          </li>
        ))}
        {of.length === 0 && <li class="px-1.5 pb-2 text-sm text-muted">{t("Kosong.", "Empty.")}</li>}
      </ul>
    </section>
  );
}
