import { CircleCheck } from "lucide-preact";
import { Link } from "wouter-preact";
import type { DashboardView } from "../../../shared/api.d";
import { priorityState } from "../../../shared/complaintState";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { usePoll } from "../../../shared/load";
import { Card } from "../../../shared/parts/Card";
import { byNeed, isNear, readOpen } from "../complaint/openComplaints";
import { SlaLine } from "../complaint/SlaLine";
import { isOver } from "../../waiting";

const EVERY_S = 60;
const SHOWN = 3;

/** Open complaints by how their time stands, and those that need somebody first. */
export function OpenComplaints({ of }: { of: DashboardView["complaints"] }) {
  const loaded = usePoll(readOpen, EVERY_S, () => true, []);
  const waiting = (loaded.value ?? []).filter((one) => one.status !== "resolved");
  const over = waiting.filter(isOver).length;
  const near = waiting.filter(isNear).length;
  const calm = waiting.length - over - near;
  const share = (number: number) => ({ width: `${(100 * number) / Math.max(1, waiting.length)}%` });
  return (
    <Card
      class="max-lg:order-5"
      title={
        <>
          {t("Pengaduan terbuka", "Open complaints")} <span class="text-muted font-[500] num">{count(of.open)}</span>
        </>
      }
      aside={
        <Link href="/pengaduan" class="lnk">
          {t("Buka papan", "Open the board")}
        </Link>
      }
    >
      {waiting.length ? (
        <>
          <div class="px-4">
            <div class="bar" aria-hidden="true">
              <i style={{ ...share(over), background: "var(--color-error)" }} />
              <i style={{ ...share(near), background: "var(--color-accent)" }} />
              <i style={{ ...share(calm), background: "var(--color-primary)" }} />
            </div>
            <p class="flex justify-between text-xs mt-1.5 num">
              <span class={over ? "text-error font-semibold" : "text-muted"}>{t(`${over} lewat batas`, `${over} too late`)}</span>
              <span class={near ? "text-warning font-semibold" : "text-muted"}>{t(`${near} hampir`, `${near} nearly`)}</span>
              <span class="text-muted">{t(`${calm} aman`, `${calm} in time`)}</span>
            </p>
          </div>
          <ul class="hair mt-2 pb-1.5">
            {waiting
              .sort(byNeed)
              .slice(0, SHOWN)
              .map((one) => {
                const { word, icon: Icon, tone } = priorityState(one.priority);
                return (
                  <li key={one.id}>
                    <Link href={`/pengaduan/${one.id}`} data-row class={`flex items-center gap-3 px-4 py-2 min-h-[52px] t-${tone}`}>
                      <span style={{ color: "var(--c)" }} title={word}>
                        <Icon class="i i-18" />
                        <span class="sr-only">{word}</span>
                      </span>
                      <span class="min-w-0 flex-1">
                        <span class="block font-[550] clamp1l">{one.description}</span>
                        <span class="block text-xs text-muted clamp1l">
                          {one.customer_name} · <span class="num">{one.number}</span>
                        </span>
                        <span class="block mt-1">
                          <SlaLine of={one} />
                        </span>
                      </span>
                    </Link>
                  </li>
                );
              })}
          </ul>
        </>
      ) : (
        loaded.value && (
          <p class="px-4 pb-4 flex items-center gap-2 text-muted">
            <CircleCheck class="i text-success" />
            {t("Tidak ada pengaduan yang menunggu.", "No complaint is waiting.")}
          </p>
        )
      )}
    </Card>
  );
}
