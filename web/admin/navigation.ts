/** Where one can go, and what it takes: a menu shows only what exists and what the role may open. */
import { Banknote, BellRing, ChartLine, FileUp, HandCoins, HardHat, HeartPulse, History, LifeBuoy, type LucideIcon, MessageCircleMore, MessagesSquare, Network, Package, ReceiptText, Route, ScanSearch, Settings, Sun, UserCog, Users, Wallet } from "lucide-preact";
import { t } from "../shared/language";
import { access, may } from "./session";

export interface Place {
  path: string;
  word: string;
  /** On the bar of a phone, where the word does not fit. */
  short?: string;
  icon: LucideIcon;
  /** The key after G. */
  key?: string;
  needs?: string;
  /** Whose daily work it is, where others who may open it need no way there. */
  of?: string[];
  group: "work" | "setup";
}

export function places(): Place[] {
  const all: Place[] = [
    { path: "/rute", word: t("Rute", "Round"), icon: Route, key: "r", needs: "collections.read", of: ["collector"], group: "work" },
    { path: "/tugas", word: t("Tugas", "Jobs"), icon: HardHat, key: "u", needs: "complaints.write", of: ["technician"], group: "work" },
    { path: "/", word: t("Hari ini", "Today"), icon: Sun, key: "h", group: "work" },
    { path: "/pelanggan", word: t("Pelanggan", "Customers"), icon: Users, key: "p", needs: "customers.read", group: "work" },
    { path: "/tagihan", word: t("Tagihan", "Invoices"), icon: ReceiptText, key: "t", needs: "invoices.read", group: "work" },
    { path: "/pembayaran", word: t("Pembayaran", "Payments"), icon: Banknote, key: "b", needs: "payments.read", group: "work" },
    { path: "/terima", word: t("Terima", "Take payments"), icon: HandCoins, key: "c", needs: "payments.take", of: ["cashier", "collector"], group: "work" },
    { path: "/setoran", word: t("Setoran", "Hand-overs"), icon: Wallet, key: "s", needs: "collections.read", of: ["cashier", "collector"], group: "work" },
    { path: "/bukti", word: t("Cek bukti", "Proofs"), icon: ScanSearch, needs: "proofs.read", group: "work" },
    { path: "/pengaduan", word: t("Pengaduan", "Complaints"), icon: LifeBuoy, key: "k", needs: "complaints.read", group: "work" },
    { path: "/percakapan", word: t("Percakapan", "Conversations"), short: "Chat", icon: MessagesSquare, key: "w", needs: "conversations.read", group: "work" },
    { path: "/pesan", word: t("Pesan", "Messages"), icon: MessageCircleMore, key: "m", needs: "messages.read", group: "work" },
    { path: "/jaringan", word: t("Jaringan", "Network"), icon: Network, key: "j", needs: "routers.read", group: "work" },
    { path: "/laporan", word: t("Laporan", "Reports"), icon: ChartLine, key: "l", needs: "reports.read", group: "work" },
    { path: "/pengingat", word: t("Pengingat", "Reminders"), icon: BellRing, needs: "settings.read", group: "setup" },
    { path: "/paket", word: t("Paket & harga", "Plans & prices"), icon: Package, needs: "plans.write", group: "setup" },
    { path: "/impor", word: t("Impor data", "Import data"), icon: FileUp, needs: "customers.import", group: "setup" },
    { path: "/pengaturan", word: t("Pengaturan", "Settings"), icon: Settings, needs: "settings.read", group: "setup" },
    { path: "/staf", word: t("Staf", "Staff"), icon: UserCog, needs: "staff.read", group: "setup" },
    { path: "/kesehatan", word: t("Kesehatan", "Health"), icon: HeartPulse, needs: "reports.read", group: "setup" },
    { path: "/audit", word: t("Jejak perubahan", "Audit trail"), icon: History, needs: "audit.read", group: "setup" },
  ];
  const role = access.value?.role ?? "";
  return all.filter((place) => (!place.needs || may(place.needs)) && (!place.of || place.of.includes(role)));
}

/** What stands at the foot of a phone for each role, in this order; the rest is under "Lainnya". */
const ON_PHONES: Record<string, string[]> = {
  owner: ["/", "/pelanggan", "/pengaduan", "/percakapan"],
  admin: ["/", "/pelanggan", "/pengaduan", "/percakapan"],
  cashier: ["/terima", "/pelanggan", "/bukti", "/percakapan"],
  technician: ["/tugas", "/pengaduan", "/jaringan", "/pelanggan"],
  collector: ["/rute", "/terima", "/setoran", "/pelanggan"],
};

export function dock(): Place[] {
  const all = places();
  const wanted = ON_PHONES[access.value?.role ?? ""] ?? [];
  return wanted.flatMap((path) => all.find((place) => place.path === path) ?? []);
}

export function isAt(place: string, location: string): boolean {
  return place === "/" ? location === "/" : location === place || location.startsWith(`${place}/`);
}

export function roleWord(role: string): string {
  const words: Record<string, string> = {
    owner: t("Pemilik", "Owner"),
    admin: "Admin",
    cashier: t("Kasir", "Cashier"),
    technician: t("Teknisi", "Technician"),
    collector: t("Penagih", "Collector"),
  };
  return words[role] ?? role;
}
