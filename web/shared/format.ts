/** Money, numbers, dates and phones as Indonesians write them (UX.md section 8). */
import { language } from "./language";

const ZONE = "Asia/Jakarta";
const MINUS = "\u2212";

const locale = () => (language.value === "en" ? "en-GB" : "id-ID");

/** 1284 as "1.284". */
export function count(number: number): string {
  return new Intl.NumberFormat("id-ID").format(number);
}

/** Whole rupiah: 165000 as "Rp165.000", -5500 as "−Rp5.500". */
export function rupiah(amount: number): string {
  return `${amount < 0 ? MINUS : ""}Rp${count(Math.abs(amount))}`;
}

/** A date `YYYY-MM-DD`: "20 November 2026", short "20 Nov", weekday "Jumat, 20 November 2026". */
export function day(date: string, style: "long" | "short" | "weekday" = "long"): string {
  const parts: Intl.DateTimeFormatOptions = { timeZone: "UTC", day: "numeric", month: style === "short" ? "short" : "long" };
  if (style !== "short") parts.year = "numeric";
  if (style === "weekday") parts.weekday = "long";
  return new Intl.DateTimeFormat(locale(), parts).format(new Date(`${date}T00:00:00Z`));
}

/** A month `YYYY-MM` as "November 2026". */
export function month(period: string): string {
  const parts = { timeZone: "UTC", month: "long", year: "numeric" } as const;
  return new Intl.DateTimeFormat(locale(), parts).format(new Date(`${period}-01T00:00:00Z`));
}

/** A moment (RFC 3339) as "09.41 WIB". */
export function clock(moment: string, seconds = false): string {
  const parts: Intl.DateTimeFormatOptions = { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  if (seconds) parts.second = "2-digit";
  const text = new Intl.DateTimeFormat("id-ID", parts).format(new Date(moment));
  return `${text.replaceAll(":", ".")} WIB`;
}

/** A moment (RFC 3339) as "20 Nov, 09.41 WIB". */
export function moment(text: string): string {
  return `${day(dateOf(new Date(text)), "short")}, ${clock(text)}`;
}

/** Seconds as "40 detik", "24 menit" or "1 j 5 m". */
export function duration(seconds: number): string {
  const english = language.value === "en";
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} ${english ? "seconds" : "detik"}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} ${english ? "minutes" : "menit"}`;
  const hours = `${Math.floor(minutes / 60)} ${english ? "h" : "j"}`;
  return minutes % 60 ? `${hours} ${minutes % 60} m` : hours;
}

/** E.164 as it is dialled here: "+6281200004471" as "0812-0000-4471". Numbers of other countries stay as they are. */
export function phone(number: string): string {
  if (!number.startsWith("+62")) return number;
  const digits = `0${number.slice(3)}`;
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].filter(Boolean).join("-");
}

/** The calendar day of a moment where the company is, `YYYY-MM-DD`. */
export function dateOf(moment: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(moment);
}

/** Whole days from one date to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
