/** Light and bytes as people read them. */
import { t } from "../../../shared/language";

const MINUS = "\u2212";

/** -28.94 as "−28,9 dBm". */
export function decibels(dbm: number): string {
  return `${dbm < 0 ? MINUS : ""}${comma(Math.abs(dbm), 1)} dBm`;
}

/** 1234567890 as "1,2 GB". */
export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let left = count;
  while (left >= 1000 && unit < units.length - 1) {
    left /= 1000;
    unit++;
  }
  return `${comma(left, left < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

/** 9000 as "2 j 30 m", 0 as "0 menit". */
export function shortly(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} ${t("menit", "minutes")}`;
  return `${Math.floor(minutes / 60)} ${t("j", "h")}${minutes % 60 ? ` ${minutes % 60} m` : ""}`;
}

function comma(number: number, digits: number): string {
  return number.toFixed(digits).replace(".", ",");
}
