import { CircleCheck, CircleOff, CirclePause, Hammer, Wifi } from "lucide-preact";
import type { MySubscription } from "../shared/api.d";
import { rupiah } from "../shared/format";
import { t } from "../shared/language";
import { Badge } from "../shared/parts/Badge";
import type { State } from "../shared/states";

/** What the customer has from us. */
export function Plans({ lines }: { lines: MySubscription[] }) {
  if (!lines.length) return null;
  return (
    <section class="kartu overflow-hidden">
      <h2 class="font-[650] px-4 pt-4 pb-1">{t("Paket Anda", "Your plan")}</h2>
      <ul class="hair">
        {lines.map((line) => (
          <li key={line.id} class="flex items-center gap-3 px-4 py-3">
            <span class="w-10 h-10 rounded-field grid place-items-center tint t-brand flex-none">
              <Wifi class="i i-20" />
            </span>
            <span class="min-w-0">
              <span class="block font-[550] break-words">{line.plan_name}</span>
              <span class="block mt-1">
                <Badge state={lineState(line.status)} />
              </span>
            </span>
            {line.price !== null && <span class="ml-auto num font-[650] whitespace-nowrap">{rupiah(line.price)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In a customer's words: a suspended line is "dijeda sementara" to them. */
function lineState(status: MySubscription["status"]): State {
  switch (status) {
    case "pending":
      return { word: t("Menunggu pasang", "To be installed"), icon: Hammer, tone: "info" };
    case "active":
      return { word: t("Aktif", "Active"), icon: CircleCheck, tone: "ok" };
    case "suspended":
      return { word: t("Dijeda sementara", "On hold"), icon: CirclePause, tone: "err" };
    case "paused":
      return { word: t("Cuti", "Paused"), icon: CirclePause, tone: "mute" };
    case "stopped":
      return { word: t("Berhenti", "Stopped"), icon: CircleOff, tone: "mute" };
  }
}
