import type { ProofView } from "../../../shared/api.d";
import { clock, dateOf, day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { today } from "../../session";
import { verdict } from "./verdict";

/** Who waits, the first one first; on phones a row to swipe. */
export function Queue({ of, chosen, choose }: { of: ProofView[]; chosen: string; choose: (id: string) => void }) {
  return (
    <section class="lg:border-r divx lg:overflow-y-auto max-lg:border-b" aria-label={t("Antrean", "Queue")}>
      <ul class="p-2 flex lg:flex-col gap-1 max-lg:overflow-x-auto noscroll">
        {of.map((one) => {
          const here = one.id === chosen;
          const on = dateOf(new Date(one.sent_at));
          return (
            <li key={one.id} class="max-lg:flex-none max-lg:w-[220px]">
              <button type="button" data-row class={`w-full text-left px-3 py-2.5 rounded-field border cursor-pointer ${here ? "bg-base-100 divx" : "border-transparent"}`} aria-current={here ? "true" : undefined} onClick={() => choose(one.id)}>
                <span class="flex gap-2 items-baseline">
                  <span class="font-semibold clamp1">{one.customer_name}</span>
                  <span class="ml-auto text-xs text-muted num whitespace-nowrap">{on === today.value ? clock(one.sent_at).slice(0, 5) : day(on, "short")}</span>
                </span>
                <span class="flex gap-2 items-center">
                  <span class="num text-sm">{rupiah(one.amount ?? one.amount_due)}</span>
                  <span class="ml-auto">
                    <Badge state={verdict(one)} plain />
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
