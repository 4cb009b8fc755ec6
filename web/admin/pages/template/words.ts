/** Templates and their variables in words for people. */
import { CircleCheck, CirclePause, CircleX, Clock } from "lucide-preact";
import type { TemplateView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import type { State } from "../../../shared/states";

/** "pengaduan_selesai" as "Pengaduan selesai". */
export function templateName(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function categoryWord(category: string): string {
  const words: Record<string, string> = {
    utility: t("Layanan", "Utility"),
    marketing: t("Promosi", "Marketing"),
    authentication: t("Kode masuk", "Sign-in code"),
  };
  return words[category.toLowerCase()] ?? category;
}

/** How WhatsApp stands to it; nothing while it has not said anything. */
export function templateState({ status }: Pick<TemplateView, "status">): State | undefined {
  switch (status) {
    case "":
      return undefined;
    case "APPROVED":
      return { word: t("Disetujui", "Approved"), icon: CircleCheck, tone: "ok" };
    case "PAUSED":
      return { word: t("Dijeda WhatsApp", "Paused by WhatsApp"), icon: CirclePause, tone: "warn" };
    case "PENDING":
    case "IN_APPEAL":
      return { word: t("Menunggu persetujuan", "Waits for approval"), icon: Clock, tone: "info" };
    default:
      return { word: t("Ditolak WhatsApp", "Refused by WhatsApp"), icon: CircleX, tone: "err" };
  }
}

/** What staff fill in of a broadcast. */
export function variableWord(name: string): string {
  const words: Record<string, string> = {
    text: t("Isi kabar", "The news"),
    place: t("Tempat", "Place"),
    when: t("Waktu", "Time"),
  };
  return words[name] ?? templateName(name);
}

/** The example values a template was approved with, by name. */
export function exampleOf({ variables, example }: Pick<TemplateView, "variables" | "example">): Record<string, string> {
  return Object.fromEntries(variables.map((name, index) => [name, example[index] ?? ""]));
}
