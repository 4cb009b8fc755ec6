/** The words, icons and tones of connections, routers and nodes, the same on every screen (UX.md section 6). */
import { Activity, CircleCheck, CircleDashed, CircleOff, CircleQuestionMark, CircleX, Lock, TrendingDown, TriangleAlert, Unplug, Wifi, WifiOff } from "lucide-preact";
import type { DriftView, RouterView, SessionView } from "./api.d";
import { t } from "./language";
import type { State } from "./states";

export type Standing = SessionView["state"];
export type Light = SessionView["light"];

/** How a line is; a weak light shows where it is on line. Null: no router has told of it. */
export function lineState(state: Standing | null, light: Light = null): State {
  if (state === "off") return { word: "Offline", icon: WifiOff, tone: "err" };
  if (state === "flapping") return { word: t("Naik-turun", "Flapping"), icon: Activity, tone: "warn" };
  if (state === "on") return light === "weak" || light === "bad" ? lightState(light) : { word: "Online", icon: Wifi, tone: "ok" };
  return { word: t("Belum terpantau", "Not known"), icon: CircleQuestionMark, tone: "mute" };
}

export function lightState(light: "weak" | "bad"): State {
  const word = light === "weak" ? t("Sinyal lemah", "Weak light") : t("Sinyal buruk", "Bad light");
  return { word, icon: TrendingDown, tone: light === "weak" ? "warn" : "err" };
}

export function routerState(router: Pick<RouterView, "active" | "heard_at" | "is_silent">): State {
  if (!router.active) return { word: t("Dinonaktifkan", "Disabled"), icon: CircleOff, tone: "mute" };
  if (!router.heard_at) return { word: t("Belum terpasang", "Not installed"), icon: CircleDashed, tone: "info" };
  if (router.is_silent) return { word: t("Diam", "Silent"), icon: Unplug, tone: "err" };
  return { word: t("Tersambung", "Connected"), icon: CircleCheck, tone: "ok" };
}

export function driftState(kind: DriftView["kind"]): State {
  switch (kind) {
    case "let_on":
      return { word: t("Sudah bayar, router belum", "Paid, the router not yet"), icon: TriangleAlert, tone: "err" };
    case "shut_out":
      return { word: t("Harus diisolir, router belum", "To be cut, the router not yet"), icon: Lock, tone: "warn" };
    case "other_plan":
      return { word: t("Ganti paket, router belum", "Other plan, the router not yet"), icon: TriangleAlert, tone: "warn" };
  }
}

/** What a router says when it cannot do what it is told. */
export function driftProblem(problem: string): string {
  const words: Record<string, string> = {
    "": "",
    not_there: t("User PPPoE ini tidak ada di router.", "The router has no such PPPoE user."),
    "no secret": t("User PPPoE ini tidak ada di router.", "The router has no such PPPoE user."),
    "no profile": t("Profil PPPoE-nya tidak ada di router.", "The router has no such PPPoE profile."),
    refused: t("Router menolak perintahnya.", "The router refused the command."),
  };
  return words[problem] ?? problem;
}

/** How a box, or all beneath a cabinet, is. */
export function nodeState(lines: { on: number; off: number; flapping: number; unknown: number; cut: number; weak: number }): State {
  const alive = lines.on + lines.flapping;
  if (alive + lines.off + lines.unknown + lines.cut === 0) return { word: t("Kosong", "Empty"), icon: CircleDashed, tone: "mute" };
  if (!alive && lines.off > 1) return { word: t("Putus", "Down"), icon: CircleX, tone: "err" };
  if (!alive && !lines.off && lines.unknown) return { word: t("Belum terpantau", "Not known"), icon: CircleQuestionMark, tone: "mute" };
  if (lines.weak) return { word: t("Sinyal lemah", "Weak light"), icon: TrendingDown, tone: "warn" };
  if (lines.off > 1 && lines.off * 3 >= alive) return { word: t("Banyak offline", "Many off line"), icon: TriangleAlert, tone: "warn" };
  return { word: t("Normal", "Normal"), icon: CircleCheck, tone: "ok" };
}
