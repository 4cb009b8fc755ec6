/** The steps of dunning in words, icons and tones. */
import { Bell, CalendarClock, Coins, Lock, Megaphone } from "lucide-preact";
import type { ExampleDay } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import type { State } from "../../../shared/states";

export function stepState(kind: ExampleDay["kind"]): State {
  switch (kind) {
    case "reminded":
      return { word: t("Pengingat", "Reminder"), icon: Bell, tone: "brand" };
    case "promised":
      return { word: t("Hari janji", "Promised day"), icon: CalendarClock, tone: "info" };
    case "late_fee":
      return { word: t("Denda", "Late fee"), icon: Coins, tone: "warn" };
    case "warned":
      return { word: t("Peringatan isolir", "Warning"), icon: Megaphone, tone: "warn" };
    case "suspended":
      return { word: t("Isolir", "Suspended"), icon: Lock, tone: "err" };
  }
}

/** "H−3", "H", "H+10"; "H?" while nothing is typed. */
export function dayWord(day: number): string {
  if (Number.isNaN(day)) return "H?";
  if (day === 0) return "H";
  return day < 0 ? `H−${count(-day)}` : `H+${count(day)}`;
}
