/** The outbox as people sort it, each tab over one or several of the API's states. */
import type { MessageView, OutboxCounts } from "../../../shared/api.d";
import { t } from "../../../shared/language";

type Status = MessageView["status"];

export interface Tab {
  /** In the address; the first has none. */
  key: string;
  word: string;
  statuses: Status[];
  /** What an empty tab says. */
  none?: { title: string; next: string };
}

export const MOVING: Status[] = ["queued", "released", "sending"];

export function tabs(): Tab[] {
  return [
    { key: "", word: t("Semua", "All"), statuses: [] },
    { key: "waiting", word: t("Menunggu", "Waiting"), statuses: MOVING, none: { title: t("Tidak ada yang menunggu", "Nothing waits"), next: t("Semua pesan sudah berangkat.", "All messages have gone out.") } },
    { key: "sent", word: t("Terkirim", "Sent"), statuses: ["sent", "delivered"], none: { title: t("Tidak ada yang belum dibaca", "Nothing unread"), next: t("Yang sudah dibaca ada di sebelah.", "What was read is next door.") } },
    { key: "read", word: t("Dibaca", "Read"), statuses: ["read"], none: { title: t("Belum ada yang dibaca", "None read yet"), next: t("Tanda baca datang dari HP pelanggan.", "Read marks come from customers' phones.") } },
    { key: "failed", word: t("Gagal", "Failed"), statuses: ["failed"], none: { title: t("Tidak ada yang gagal", "None failed"), next: t("Tidak ada yang perlu Anda kerjakan.", "There is nothing to do.") } },
    { key: "unknown", word: t("Belum pasti", "Uncertain"), statuses: ["unknown"], none: { title: t("Semua sudah pasti", "All is certain"), next: t("Tidak ada yang perlu Anda putuskan.", "There is nothing to decide.") } },
  ];
}

/** How many stand in these states; none named means all. */
export function numberOf(statuses: Status[], { counts, total }: OutboxCounts): number {
  return statuses.length ? statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0) : total;
}
