/** Why a subscription is passed over, and the sums that show it. */
import { Archive, CircleOff, CirclePause, Hammer, Lock, type LucideIcon, ReceiptText, SkipForward, TriangleAlert } from "lucide-preact";
import type { PreviewView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import type { Part } from "../../../shared/parts/Sum";

export function skipWord(reason: string): string {
  const words: Record<string, string> = {
    pending: t("menunggu pasang", "to be installed"),
    suspended: t("diisolir", "suspended"),
    paused: t("cuti", "paused"),
    stopped: t("berhenti", "stopped"),
    archived: t("diarsipkan", "archived"),
  };
  return words[reason] ?? reason;
}

const ICONS: Record<string, LucideIcon> = { pending: Hammer, suspended: Lock, paused: CirclePause, stopped: CircleOff, archived: Archive };

/** To bill + to look at + each reason to pass over = all that is due. */
export function previewParts(view: PreviewView): Part[] {
  const skipped = Object.entries(view.skipped_by_reason).map(([reason, number]): Part => ({
    number,
    word: skipWord(reason),
    icon: ICONS[reason] ?? SkipForward,
    tone: "mute",
  }));
  return [
    { number: view.create, word: t("akan ditagih", "to be billed"), icon: ReceiptText, tone: "ok" },
    { number: view.fail, word: t("perlu diperiksa", "to be checked"), icon: TriangleAlert, tone: view.fail ? "warn" : "mute" },
    ...(skipped.length ? skipped : [{ number: 0, word: t("dilewati", "passed over"), icon: SkipForward, tone: "mute" } as Part]),
  ];
}
