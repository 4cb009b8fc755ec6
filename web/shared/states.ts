/** The words, icons and tones of every state, the same on every screen (UX.md section 6). */
import {
  Archive, Ban, Check, CheckCheck, Circle, CircleCheck, CircleOff, CirclePause, CirclePlus, CircleQuestionMark,
  CircleX, Clock, Contrast, Hammer, Lock, type LucideIcon, RefreshCw, TriangleAlert,
} from "lucide-preact";
import type { InvoiceView, MessageView, CustomerView, PaymentView, StaffView, SubscriptionSummary } from "./api.d";
import { daysBetween } from "./format";
import { t } from "./language";

export type Tone = "ok" | "warn" | "err" | "info" | "brand" | "mute";

export interface State {
  word: string;
  icon: LucideIcon;
  tone: Tone;
}

const state = (word: string, icon: LucideIcon, tone: Tone): State => ({ word, icon, tone });

/** What an invoice is called today; late, due and partly paid are worked out from an open one. */
export function invoiceState(invoice: Pick<InvoiceView, "status" | "due_on" | "paid">, today: string): State {
  if (invoice.status === "paid") return state(t("Lunas", "Paid"), CircleCheck, "ok");
  if (invoice.status === "void") return state(t("Dibatalkan", "Void"), Ban, "mute");
  if (invoice.status === "written_off") return state(t("Dihapuskan", "Written off"), Archive, "mute");
  const late = daysBetween(invoice.due_on, today);
  if (late > 0) return state(t(`Telat ${late} hari`, `${late} days late`), TriangleAlert, "err");
  if (late === 0) return state(t("Jatuh tempo hari ini", "Due today"), Clock, "warn");
  if (invoice.paid > 0) return state(t("Dibayar sebagian", "Partly paid"), Contrast, "warn");
  return state(t("Belum dibayar", "Unpaid"), Circle, "info");
}

export function paymentState(status: PaymentView["status"]): State {
  return status === "recorded" ? state(t("Diterima", "Received"), CircleCheck, "ok") : state(t("Dibatalkan", "Reversed"), Ban, "mute");
}

export function memberState(member: Pick<StaffView, "active">): State {
  return member.active ? state(t("Aktif", "Active"), CircleCheck, "ok") : state(t("Dinonaktifkan", "Disabled"), CircleOff, "mute");
}

export function messageState(status: MessageView["status"]): State {
  switch (status) {
    case "queued":
    case "released":
    case "sending":
      return state(t("Antre", "Queued"), Clock, "mute");
    case "sent":
      return state(t("Terkirim", "Sent"), Check, "mute");
    case "delivered":
      return state(t("Sampai", "Delivered"), CheckCheck, "mute");
    case "read":
      return state(t("Dibaca", "Read"), CheckCheck, "brand");
    case "unknown":
      return state(t("Belum pasti", "Uncertain"), CircleQuestionMark, "warn");
    case "cancelled":
      return state(t("Dibatalkan", "Cancelled"), Ban, "mute");
    case "failed":
      return state(t("Gagal", "Failed"), CircleX, "err");
  }
}

/** A queued message that waits for quota, hours or the provider. */
export function heldState(): State {
  return state(t("Ditahan", "Held"), CirclePause, "warn");
}

export function subscriptionState(status: SubscriptionSummary["status"] | CustomerView["status"]): State {
  switch (status) {
    case "pending":
      return state(t("Menunggu pasang", "To be installed"), Hammer, "info");
    case "active":
      return state(t("Aktif", "Active"), CircleCheck, "ok");
    case "paused":
      return state(t("Cuti", "Paused"), CirclePause, "mute");
    case "suspended":
      return state(t("Diisolir", "Suspended"), Lock, "err");
    case "stopped":
      return state(t("Berhenti", "Stopped"), CircleOff, "mute");
    case "archived":
      return state(t("Diarsipkan", "Archived"), Archive, "mute");
  }
}

export type Verdict = "created" | "updated" | "skipped" | "error" | "warning";

export function importState(verdict: Verdict): State {
  switch (verdict) {
    case "created":
      return state(t("Baru", "New"), CirclePlus, "ok");
    case "updated":
      return state(t("Diperbarui", "Updated"), RefreshCw, "info");
    case "skipped":
      return state(t("Sudah sama", "Unchanged"), CircleCheck, "mute");
    case "warning":
      return state(t("Perlu dilihat", "Worth a look"), CircleQuestionMark, "warn");
    case "error":
      return state(t("Ditolak", "Refused"), CircleX, "err");
  }
}
