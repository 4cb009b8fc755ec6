/** The steps of a subscription's life, in the words of the office. */
import { CirclePause, CirclePlay, Lock, LockOpen, type LucideIcon, OctagonX, Repeat } from "lucide-preact";
import type { SubscriptionView } from "../../../shared/api.d";
import { t } from "../../../shared/language";

export type StepName = "activate" | "suspend" | "resume" | "pause" | "stop" | "change-plan";

export interface StepWords {
  icon: LucideIcon;
  /** On the button that opens the question. */
  word: string;
  /** What it means, before it is done. */
  means: string;
  /** On the button that does it. */
  doIt: string;
  doing: string;
  /** What has happened, for the page afterwards. */
  done: string;
  bad?: boolean;
}

export function stepWords(step: StepName, status: SubscriptionView["status"]): StepWords {
  switch (step) {
    case "activate":
      return {
        icon: CirclePlay,
        word: t("Aktifkan", "Activate"),
        means: t("Layanan mulai ditagih sejak tanggal ini.", "Service is billed from this day on."),
        doIt: t("Aktifkan langganan", "Activate it"),
        doing: t("Mengaktifkan…", "Activating…"),
        done: t("Langganan sudah aktif.", "The subscription is active."),
      };
    case "suspend":
      return {
        icon: Lock,
        word: t("Isolir", "Suspend"),
        means: t("Internet diputus karena tunggakan. Hari yang sudah ditagih tidak dikembalikan.", "The line is cut for arrears. Days that are billed are not given back."),
        doIt: t("Isolir sekarang", "Suspend it"),
        doing: t("Mengisolir…", "Suspending…"),
        done: t("Langganan sudah diisolir. Buka lagi setelah pelanggan membayar.", "It is suspended. Open it again when the customer has paid."),
        bad: true,
      };
    case "resume":
      return {
        icon: status === "suspended" ? LockOpen : CirclePlay,
        word: status === "suspended" ? t("Buka isolir", "Lift the suspension") : t("Aktifkan lagi", "Resume"),
        means: t("Layanan berjalan lagi. Sisa bulan yang belum ditagih masuk ke tagihan berikut.", "Service goes on. What is left of the month goes on the next invoice."),
        doIt: t("Aktifkan lagi", "Resume it"),
        doing: t("Mengaktifkan…", "Resuming…"),
        done: t("Langganan sudah aktif lagi.", "The subscription is active again."),
      };
    case "pause":
      return {
        icon: CirclePause,
        word: t("Cuti", "Pause"),
        means: t("Atas permintaan pelanggan. Selama cuti tidak ditagih, dan hari yang sudah dibayar dikembalikan.", "At the customer's wish. Nothing is billed meanwhile, and days already billed are given back."),
        doIt: t("Mulai cuti", "Pause it"),
        doing: t("Mencatat cuti…", "Pausing…"),
        done: t("Cuti sudah tercatat. Aktifkan lagi saat pelanggan siap.", "It is paused. Resume it when the customer is ready."),
      };
    case "stop":
      return {
        icon: OctagonX,
        word: t("Berhenti", "Stop"),
        means: t("Berhenti untuk selamanya. Langganan ini tidak bisa diaktifkan lagi.", "For good. This subscription cannot be resumed."),
        doIt: t("Hentikan langganan", "Stop the subscription"),
        doing: t("Menghentikan…", "Stopping…"),
        done: t("Langganan sudah berhenti.", "The subscription has stopped."),
        bad: true,
      };
    case "change-plan":
      return {
        icon: Repeat,
        word: t("Ganti paket", "Change plan"),
        means: t("Hari yang sudah ditagih dihitung ulang dengan harga paket baru.", "Days already billed are worked out anew at the new price."),
        doIt: t("Ganti paket", "Change the plan"),
        doing: t("Mengganti…", "Changing…"),
        done: t("Paket sudah diganti.", "The plan is changed."),
      };
  }
}

const STEPS: Record<SubscriptionView["status"], StepName[]> = {
  pending: ["activate", "change-plan", "stop"],
  active: ["change-plan", "pause", "suspend", "stop"],
  suspended: ["resume", "change-plan", "pause", "stop"],
  paused: ["resume", "change-plan", "stop"],
  stopped: [],
};

/** The steps that can be taken from here, the likeliest first. */
export function stepsFrom(status: SubscriptionView["status"]): StepName[] {
  return STEPS[status];
}
