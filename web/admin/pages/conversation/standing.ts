/** Who answers a conversation, in words. */
import { Bot, Hand, type LucideIcon, UserCheck, UserPlus } from "lucide-preact";
import type { ConversationView } from "../../../shared/api.d";
import { duration } from "../../../shared/format";
import { t } from "../../../shared/language";
import type { Tone } from "../../../shared/states";
import { access } from "../../session";

type Standing = Pick<ConversationView, "status" | "reason" | "handed_to" | "handed_to_name" | "customer_id" | "last_at">;

/** Why the bot stopped: short for the list, whole for the one who takes over. */
const REASONS: Record<ConversationView["reason"], () => [short: string, whole: string]> = {
  "": () => [t("Menunggu orang", "Waits for somebody"), t("Menunggu jawaban orang.", "Waits for a person to answer.")],
  asked: () => [t("Minta orang", "Asked for a person"), t("Minta bicara dengan orang.", "Asked to talk to a person.")],
  not_understood: () => [t("Bot ragu", "Bot is unsure"), t("Bot tidak paham yang ditulis.", "The bot did not understand.")],
  not_known: () => [t("Belum dikenal", "Not recognised"), t("Nomor ini belum terhubung ke pelanggan.", "This number belongs to no customer yet.")],
  suspended: () => [t("Sedang diisolir", "Is suspended"), t("Layanannya diisolir dan perlu bantuan orang.", "Suspended, and needs a person's help.")],
  no_proof: () => [t("Tanpa bukti", "Without proof"), t("Bilang sudah bayar, buktinya belum ada.", "Says it is paid, without proof.")],
  promise: () => [t("Soal janji bayar", "About a promise"), t("Janji bayarnya perlu diputuskan orang.", "The promise needs a person's decision.")],
  newcomer: () => [t("Calon pelanggan", "Newcomer"), t("Ingin berlangganan.", "Wants to subscribe.")],
  phone_app: () => [t("Dijawab dari ponsel", "Answered by phone"), t("Dijawab dari aplikasi WhatsApp di ponsel.", "Answered in WhatsApp's own app.")],
  taken: () => [t("Diambil alih", "Taken over"), t("Diambil alih oleh tim.", "Taken over by the team.")],
  too_many: () => [t("Terlalu sering", "Too many"), t("Terlalu banyak jawaban bot dalam waktu singkat.", "Too many answers of the bot in a short time.")],
};

export function isMine(of: Standing): boolean {
  return of.status === "handed" && of.handed_to === access.value?.id;
}

export function why(of: Standing): string {
  return REASONS[of.reason]()[1];
}

export function standing(of: Standing, now: number): { word: string; icon: LucideIcon; tone: Tone } {
  if (of.status === "bot") return { word: t("Bot", "Bot"), icon: Bot, tone: "mute" };
  if (of.status === "handed") return { word: isMine(of) ? t("Anda", "You") : of.handed_to_name || t("Ponsel WhatsApp", "WhatsApp's phone"), icon: UserCheck, tone: "brand" };
  const word = `${REASONS[of.reason]()[0]}, ${duration(waitedFor(of, now))}`;
  return of.customer_id ? { word, icon: Hand, tone: "warn" } : { word, icon: UserPlus, tone: "info" };
}

/** Seconds since somebody last wrote. */
export function waitedFor(of: Standing, now: number): number {
  return Math.max(0, (now - Date.parse(of.last_at)) / 1000);
}
