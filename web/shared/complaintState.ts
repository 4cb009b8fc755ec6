/** The words, icons and tones of complaints and outages, the same on every screen (UX.md section 6). */
import {
  AlarmClock, Archive, CalendarClock, ChevronDown, ChevronsUp, CircleCheck, CircleDot, CirclePause, Clock, Contrast,
  Equal, Hourglass, MapPin, RotateCcw, Siren, Truck, X, ZapOff,
} from "lucide-preact";
import type { ComplaintView, MyComplaint, OutageView, SlaView } from "./api.d";
import { duration } from "./format";
import { t } from "./language";
import type { State } from "./states";

type Status = ComplaintView["status"];
export type Priority = ComplaintView["priority"];
export type Category = ComplaintView["category"];

export function complaintState(status: Status): State {
  switch (status) {
    case "open":
      return { word: t("Baru", "New"), icon: CircleDot, tone: "info" };
    case "assigned":
      return { word: t("Ditangani", "In hand"), icon: Contrast, tone: "brand" };
    case "waiting":
      return { word: t("Menunggu pelanggan", "Waits for the customer"), icon: Hourglass, tone: "warn" };
    case "scheduled":
      return { word: t("Dijadwalkan", "Scheduled"), icon: CalendarClock, tone: "info" };
    case "on_the_way":
      return { word: t("Menuju lokasi", "On the way"), icon: Truck, tone: "info" };
    case "working":
      return { word: t("Di lokasi", "At the place"), icon: MapPin, tone: "brand" };
    case "resolved":
      return { word: t("Selesai", "Resolved"), icon: CircleCheck, tone: "ok" };
    case "reopened":
      return { word: t("Dibuka lagi", "Reopened"), icon: RotateCcw, tone: "err" };
    case "closed":
      return { word: t("Ditutup", "Closed"), icon: Archive, tone: "mute" };
  }
}

export function priorityState(priority: Priority): State {
  switch (priority) {
    case "urgent":
      return { word: t("Darurat", "Urgent"), icon: Siren, tone: "err" };
    case "high":
      return { word: t("Tinggi", "High"), icon: ChevronsUp, tone: "warn" };
    case "normal":
      return { word: t("Biasa", "Normal"), icon: Equal, tone: "mute" };
    case "low":
      return { word: t("Rendah", "Low"), icon: ChevronDown, tone: "mute" };
  }
}

/** How much of the time allowed is left. */
export function slaState(sla: Pick<SlaView, "running" | "mark" | "left_s">): State {
  if (!sla.running) return { word: t("Jam SLA berhenti", "SLA clock stands"), icon: CirclePause, tone: "mute" };
  if (sla.left_s < 0) return { word: t(`lewat ${duration(-sla.left_s)}`, `${duration(-sla.left_s)} over`), icon: AlarmClock, tone: "err" };
  const word = t(`${duration(sla.left_s)} lagi`, `${duration(sla.left_s)} left`);
  return sla.mark === "near" ? { word, icon: Hourglass, tone: "warn" } : { word, icon: Clock, tone: "mute" };
}

export function outageState(outage: Pick<OutageView, "status" | "late">): State {
  switch (outage.status) {
    case "suggested":
      return { word: t("Diduga gangguan", "Suspected"), icon: ZapOff, tone: "warn" };
    case "open":
      return outage.late ? { word: t("Lewat perkiraan", "Past its estimate"), icon: AlarmClock, tone: "err" } : { word: t("Gangguan area", "Area outage"), icon: ZapOff, tone: "err" };
    case "ended":
      return { word: t("Pulih", "Over"), icon: CircleCheck, tone: "ok" };
    case "dismissed":
      return { word: t("Bukan gangguan", "No outage"), icon: X, tone: "mute" };
  }
}

export const CATEGORIES: Category[] = ["no_connection", "slow", "unstable", "hardware", "account", "other"];
export const PRIORITIES: Priority[] = ["urgent", "high", "normal", "low"];

export function categoryWord(category: Category): string {
  const words: Record<Category, string> = {
    no_connection: t("Internet mati total", "No internet"),
    slow: t("Internet lambat", "Slow internet"),
    unstable: t("Putus-nyambung", "Comes and goes"),
    hardware: t("Modem, lampu, atau kabel", "Modem, lights or cable"),
    account: t("Sandi atau akun", "Password or account"),
    other: t("Lainnya", "Something else"),
  };
  return words[category];
}

export function ratingWord(rating: number): string {
  return [t("Tidak puas", "Dissatisfied"), t("Kurang puas", "Rather dissatisfied"), t("Cukup", "Fair"), t("Puas", "Satisfied"), t("Sangat puas", "Very satisfied")][rating - 1] ?? "";
}

/** What a complaint of one's own is about; the API's word, in the language of whoever looks. */
export function complaintTitle({ title, category, request }: Pick<MyComplaint, "title" | "category" | "request">): string {
  if (!request) return t(title, categoryWord(category));
  const asked = { change_plan: "Another plan", pause: "A pause", correct_data: "Correcting data", erase_data: "Erasing data" };
  return t(title, asked[request]);
}

/** Where it stands, in one sentence. */
export function complaintHeadline({ headline, status, outage, request }: Pick<MyComplaint, "headline" | "status" | "outage" | "request">): string {
  if (outage && !outage.ended_at) return t(headline, "Part of an outage we are working on");
  const sentences: Record<Status, string> = {
    open: request ? "We have your request" : "We have your report",
    assigned: request ? "We are on your request" : "We are on it",
    waiting: "We wait for word from you",
    scheduled: "A visit is scheduled",
    on_the_way: "The technician is on the way",
    working: "The technician is at work",
    resolved: "Done, please check",
    reopened: "Opened again",
    closed: "Closed",
  };
  return t(headline, sentences[status]);
}
