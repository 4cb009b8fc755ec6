import { CirclePause, CircleQuestionMark, Clock, Hourglass, MessageCircleMore, MessageCircleX } from "lucide-preact";
import type { HoldView, OutboxHealth } from "../../shared/api.d";
import { count } from "../../shared/format";
import { t } from "../../shared/language";
import type { State } from "../../shared/states";

/** One word for how WhatsApp is doing: the worst first. */
export function healthState(health: OutboxHealth | null, unreadable: boolean): State {
  if (!health) {
    return unreadable
      ? { word: t("WhatsApp: belum diketahui", "WhatsApp: not known"), icon: CircleQuestionMark, tone: "mute" }
      : { word: t("WhatsApp: memeriksa", "WhatsApp: checking"), icon: Clock, tone: "mute" };
  }
  if (health.holds.some(stopsEverything)) return { word: t("WhatsApp berhenti", "WhatsApp stands still"), icon: MessageCircleX, tone: "err" };
  if (health.holds.length) return { word: t("Sebagian pesan ditahan", "Some messages held"), icon: CirclePause, tone: "warn" };
  if (health.status === "waiting") return { word: t("Kuota habis, menunggu", "Quota used up, waiting"), icon: Hourglass, tone: "warn" };
  if (health.unknown) return { word: t(`${count(health.unknown)} pesan belum pasti`, `${count(health.unknown)} uncertain messages`), icon: CircleQuestionMark, tone: "warn" };
  return { word: t("WhatsApp tersambung", "WhatsApp connected"), icon: MessageCircleMore, tone: "ok" };
}

/** Whether nothing goes out until a person has mended it; what only slows down mends itself. */
function stopsEverything(hold: HoldView): boolean {
  return hold.id === "all" && hold.action !== "slow_down";
}
