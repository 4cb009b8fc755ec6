/** Broadcasts in words: where one stands, and whom it is for. */
import { Ban, CircleCheck, CirclePause, PencilLine, Send } from "lucide-preact";
import type { BroadcastView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import type { State } from "../../../shared/states";
import { areaName } from "../complaint/areas";
import { subscriptionState } from "../../../shared/states";

export function broadcastState(phase: BroadcastView["phase"]): State {
  switch (phase) {
    case "draft":
      return { word: t("Menunggu persetujuan", "Waits for approval"), icon: PencilLine, tone: "warn" };
    case "writing":
    case "sending":
      return { word: t("Sedang dikirim", "Being sent"), icon: Send, tone: "info" };
    case "paused":
      return { word: t("Dijeda", "Paused"), icon: CirclePause, tone: "warn" };
    case "done":
      return { word: t("Selesai", "Done"), icon: CircleCheck, tone: "ok" };
    case "cancelled":
      return { word: t("Dibatalkan", "Cancelled"), icon: Ban, tone: "mute" };
  }
}

/** "Aktif, Griya Asri, Rumah 20 Mbps". */
export function segmentWord({ status, area_id, plan_id }: BroadcastView["segment"], plans: [string, string][]): string {
  const parts = [status ? subscriptionState(status).word : t("Semua status", "Any state"), area_id && areaName(area_id), plan_id && (plans.find(([id]) => id === plan_id)?.[1] ?? plan_id)];
  return parts.filter(Boolean).join(", ");
}
