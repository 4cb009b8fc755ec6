/** The trail in the words of those who read it; what has no word here is shown as it was written. */
import { count, moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";

type Words = Record<string, () => string>;

const ACTS: Words = {
  approved: () => t("Disetujui", "Approved"),
  archived: () => t("Diarsipkan", "Archived"),
  area_created: () => t("Dibuat", "Created"),
  cancelled: () => t("Dibatalkan", "Cancelled"),
  changed: () => t("Diubah", "Changed"),
  charge_added: () => t("Biaya ditambah", "Charge added"),
  charge_removed: () => t("Biaya dihapus", "Charge removed"),
  complaint_changed: () => t("Diubah", "Changed"),
  complaint_merged: () => t("Digabung", "Merged"),
  complaint_opened: () => t("Dibuka", "Opened"),
  created: () => t("Dibuat", "Created"),
  data_collected: () => t("Datanya diunduh", "Data collected"),
  drafted: () => t("Ditulis", "Drafted"),
  dunned: () => t("Ditagih", "Dunned"),
  erased: () => t("Data pribadi dihapus", "Personal data erased"),
  exempted: () => t("Dikecualikan dari isolir", "Exempted"),
  exported: () => t("Diekspor", "Exported"),
  handed_over: () => t("Disetor", "Handed over"),
  imported: () => t("Diimpor", "Imported"),
  invited: () => t("Diundang", "Invited"),
  invited_again: () => t("Diundang lagi", "Invited again"),
  issued: () => t("Diterbitkan", "Issued"),
  limit_changed: () => t("Batas diubah", "Limit changed"),
  looked_at: () => t("Dilihat", "Looked at"),
  node_changed: () => t("Diubah", "Changed"),
  node_created: () => t("Dibuat", "Created"),
  nodes_made: () => t("Dibuat dari pelanggan", "Made from customers"),
  outage_credit: () => t("Potongan dimulai", "Credit begun"),
  outage_credit_given: () => t("Potongan diberikan", "Credit given"),
  outage_ended: () => t("Diakhiri", "Ended"),
  outage_opened: () => t("Dibuka", "Opened"),
  paid: () => t("Dibayar", "Paid"),
  paused: () => t("Dijeda", "Paused"),
  photo_added: () => t("Foto ditambah", "Photo added"),
  plan_changed: () => t("Diubah", "Changed"),
  plan_created: () => t("Dibuat", "Created"),
  promised: () => t("Janji bayar dicatat", "Promise taken"),
  refused: () => t("Ditolak", "Refused"),
  reissued: () => t("Diterbitkan ulang", "Issued again"),
  reminded: () => t("Diingatkan", "Reminded"),
  removed: () => t("Dihapus", "Removed"),
  resent: () => t("Dikirim ulang", "Sent again"),
  resolved: () => t("Diselesaikan", "Resolved"),
  restored: () => t("Dikembalikan", "Restored"),
  retried: () => t("Dicoba lagi", "Tried again"),
  reversed: () => t("Dibatalkan", "Reversed"),
  revoked: () => t("Tautan dicabut", "Links revoked"),
  router_changed: () => t("Diubah", "Changed"),
  router_registered: () => t("Didaftarkan", "Registered"),
  router_token_renewed: () => t("Token diganti", "Token renewed"),
  session_ended: () => t("Sesi diputus", "Session ended"),
  signed_in: () => t("Masuk", "Signed in"),
  started: () => t("Dimulai", "Started"),
  suspended: () => t("Diisolir", "Suspended"),
  undone: () => t("Diurungkan", "Undone"),
  unexempted: () => t("Tidak dikecualikan lagi", "No longer exempt"),
  voided: () => t("Dibatalkan", "Voided"),
};

/** What a collection holds, and where one of it is looked at. */
const SUBJECTS: Record<string, [() => string, string?]> = {
  areas: [() => t("Wilayah", "Area")],
  broadcasts: [() => t("Siaran", "Broadcast"), "/siaran/"],
  complaints: [() => t("Pengaduan", "Complaint"), "/pengaduan/"],
  conversations: [() => t("Percakapan", "Conversation"), "/percakapan/"],
  customer_private: [() => t("Data pribadi", "Personal data"), "/pelanggan/"],
  customers: [() => t("Pelanggan", "Customer"), "/pelanggan/"],
  dunning_slices: [() => t("Penagihan", "Dunning")],
  holds: [() => t("Pesan yang ditahan", "Held messages")],
  imports: [() => t("Impor", "Import"), "/impor/"],
  invoices: [() => t("Tagihan", "Invoice"), "/tagihan/"],
  messages: [() => t("Pesan", "Message")],
  nodes: [() => t("Titik", "Node"), "/jaringan/titik/"],
  outages: [() => t("Gangguan", "Outage")],
  payments: [() => t("Pembayaran", "Payment")],
  plans: [() => t("Paket", "Plan")],
  proofs: [() => t("Bukti bayar", "Proof")],
  routers: [() => t("Router", "Router"), "/jaringan/router/"],
  runs: [() => t("Penerbitan tagihan", "Bill run"), "/tagihan/run/"],
  settings: [() => t("Pengaturan", "Settings")],
  staff: [() => t("Staf", "Staff")],
  subscriptions: [() => t("Langganan", "Subscription")],
};

const FIELDS: Words = {
  active: () => t("aktif", "active"),
  address: () => t("alamat", "address"),
  amount: () => t("jumlah", "amount"),
  area_id: () => t("wilayah", "area"),
  areas: () => t("wilayah", "areas"),
  assignee_id: () => t("teknisi", "assignee"),
  balance: () => t("saldo", "balance"),
  billing: () => t("tagihan", "billing"),
  category: () => t("jenis", "kind"),
  cause: () => t("penyebab", "cause"),
  company: () => t("perusahaan", "company"),
  created: () => t("baru", "created"),
  customer_id: () => t("pelanggan", "customer"),
  due_days: () => t("jatuh tempo", "due days"),
  email: () => "email",
  invoices: () => t("tagihan", "invoices"),
  messaging: () => t("pesan", "messaging"),
  method: () => t("cara", "method"),
  name: () => t("nama", "name"),
  note: () => t("catatan", "note"),
  on: () => t("sampai", "until"),
  payment: () => t("pembayaran", "payment"),
  phone: () => t("HP", "phone"),
  plan_id: () => t("paket", "plan"),
  price: () => t("harga", "price"),
  priority: () => t("urgensi", "urgency"),
  reason: () => t("alasan", "reason"),
  resumed: () => t("menyala lagi", "resumed"),
  role: () => t("peran", "role"),
  segment: () => t("untuk", "for"),
  status: () => "status",
  tags: () => t("label", "tags"),
  template: () => t("templat", "template"),
  total: () => t("jumlah", "total"),
  updated: () => t("diperbarui", "updated"),
};

const VALUES: Words = {
  active: () => t("aktif", "active"),
  approved: () => t("disetujui", "approved"),
  cancelled: () => t("dibatalkan", "cancelled"),
  cash: () => t("tunai", "cash"),
  closed: () => t("ditutup", "closed"),
  draft: () => t("draf", "draft"),
  open: () => t("terbuka", "open"),
  paid: () => t("lunas", "paid"),
  paused: () => t("cuti", "paused"),
  pending: () => t("menunggu pasang", "to be installed"),
  stopped: () => t("berhenti", "stopped"),
  suspended: () => t("diisolir", "suspended"),
  void: () => t("dibatalkan", "void"),
};

const MONEY = new Set(["amount", "balance", "late_fee", "paid", "price", "total"]);
const NOTHING = "–";
const MOMENT = /^\d{4}-\d\d-\d\dT/;

export function actWord(what: string): string {
  return ACTS[what]?.() ?? what.replaceAll("_", " ");
}

/** "Pelanggan", "PLG-00001", and the page of it if it has one. */
export function subjectOf(subject: string): { word: string; id: string; path?: string } {
  const [collection = "", id = ""] = subject.split("/");
  const known = SUBJECTS[collection];
  return { word: known?.[0]() ?? collection, id, path: known?.[1] && id ? known[1] + id : undefined };
}

export interface Change {
  field: string;
  before: string;
  after: string;
}

/** What became of each field, those within others by their whole way: "perusahaan › nama". */
export function changesOf(before: Record<string, unknown>, after: Record<string, unknown>, above = ""): Change[] {
  const told = Object.keys(after).length ? Object.keys(after) : Object.keys(before);
  return told.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    const field = above + (FIELDS[name]?.() ?? name.replaceAll("_", " "));
    if (isRecord(is) || isRecord(was)) return changesOf(isRecord(was) ? was : {}, isRecord(is) ? is : {}, `${field} › `);
    const change = { field, before: name in before ? valueWord(name, was) : "", after: valueWord(name, is) };
    const same = change.before === change.after || (!change.before && change.after === NOTHING);
    return same ? [] : [change];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueWord(name: string, value: unknown): string {
  if (value === undefined || value === null || value === "") return NOTHING;
  if (typeof value === "boolean") return value ? t("ya", "yes") : t("tidak", "no");
  if (typeof value === "number") return MONEY.has(name) ? rupiah(value) : count(value);
  if (typeof value === "string" && MOMENT.test(value)) return moment(value);
  if (Array.isArray(value)) return value.every((one) => typeof one !== "object") ? value.join(", ") || NOTHING : t(`${value.length} isian`, `${value.length} entries`);
  return VALUES[String(value)]?.() ?? String(value);
}
