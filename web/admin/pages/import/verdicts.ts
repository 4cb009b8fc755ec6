/** What an import did or would do, counted: every row has one verdict. */
import { CircleCheck, CirclePlus, CircleX, RefreshCw } from "lucide-preact";
import type { ImportView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import type { Part } from "../../../shared/parts/Sum";

export function verdictParts(view: ImportView): Part[] {
  return [
    { number: view.created, word: t("baru", "new"), icon: CirclePlus, tone: "ok" },
    { number: view.updated, word: t("diperbarui", "updated"), icon: RefreshCw, tone: "info" },
    { number: view.skipped, word: t("sudah sama", "unchanged"), icon: CircleCheck, tone: "mute" },
    { number: view.refused, word: t("ditolak", "refused"), icon: CircleX, tone: "err" },
  ];
}

const FIELDS: Record<string, [string, string]> = {
  number: ["Nomor pelanggan", "Customer number"],
  name: ["Nama", "Name"],
  first_name: ["Nama depan", "First name"],
  last_name: ["Nama belakang", "Last name"],
  phone: ["Nomor HP", "Phone"],
  phones: ["Nomor HP", "Phone"],
  address: ["Alamat", "Address"],
  area: ["Area", "Area"],
  email: ["Email", "E-mail"],
  nik: ["NIK", "NIK"],
  plan: ["Paket", "Plan"],
  plan_name: ["Paket", "Plan"],
  speed: ["Kecepatan", "Speed"],
  speed_mbps: ["Kecepatan", "Speed"],
  price: ["Harga", "Price"],
  joined_on: ["Tanggal pasang", "Installed on"],
  billing_day: ["Tanggal tagihan", "Billing day"],
  status: ["Status", "Status"],
  odp: ["ODP", "ODP"],
  port: ["Port", "Port"],
  ont: ["ONT", "ONT"],
  pppoe_user: ["User PPPoE", "PPPoE user"],
  latitude: ["Lintang", "Latitude"],
  longitude: ["Bujur", "Longitude"],
  location: ["Lokasi", "Location"],
  opening_balance: ["Sisa tunggakan", "Opening balance"],
  balance: ["Sisa tunggakan", "Opening balance"],
  note: ["Catatan", "Note"],
  rt: ["RT", "RT"],
  rw: ["RW", "RW"],
  village: ["Desa", "Village"],
  district: ["Kecamatan", "District"],
};

/** Our field in words. */
export function fieldWord(field: string): string {
  const words = FIELDS[field];
  return words ? t(words[0], words[1]) : field.replaceAll("_", " ");
}
