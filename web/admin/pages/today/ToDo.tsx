import { AlarmClock, CircleCheck, CirclePause, CircleQuestionMark, type LucideIcon, ScanEye, TriangleAlert, ZapOff } from "lucide-preact";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { DashboardView } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Card } from "../../../shared/parts/Card";
import type { Tone } from "../../../shared/states";
import { may } from "../../session";
import { health } from "../../whatsapp/health";

interface Work {
  icon: LucideIcon;
  tone: Tone;
  title: string;
  text: string;
  path: string;
  word: string;
}

const COUNTED_TO = 50;

/** What waits for a person; it empties as it is done. */
export function ToDo({ now }: { now: DashboardView }) {
  const issues = useLoad(async () => (may("payments.issues") ? (await body(GET("/api/payments/issues", { params: { query: { status: "open", limit: COUNTED_TO } } }))).items.length : 0), [now.as_of]);
  const all = work(now, issues.value ?? 0);
  return (
    <Card class="max-lg:order-3" title={t("Perlu Anda kerjakan", "For you to do")} aside={all.length > 0 && <span class="text-muted num">{all.length}</span>}>
      {all.length ? (
        <ul class="hair pb-1.5">
          {all.map(({ icon: Icon, tone, title, text, path, word }) => (
            <li key={path} class="flex items-center gap-3 px-4 py-2 min-h-[52px]">
              <span class={`w-8 h-8 rounded-field grid place-items-center flex-none tint t-${tone}`}>
                <Icon class="i" />
              </span>
              <span class="min-w-0 flex-1">
                <span class="block font-semibold">{title}</span>
                <span class="block text-xs text-muted">{text}</span>
              </span>
              <Link href={path} data-row class="btn btn-sm btn-soft-p max-lg:h-11 max-lg:px-4">
                {word}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p class="px-4 pb-4 flex items-center gap-2 text-muted">
          <CircleCheck class="i text-success" />
          {t("Semua beres. Tidak ada yang menunggu Anda.", "All done. Nothing waits for you.")}
        </p>
      )}
    </Card>
  );
}

function work(now: DashboardView, issues: number): Work[] {
  const { complaints, proofs_waiting: proofs } = now;
  const held = health.value?.holds.length ?? 0;
  const uncertain = health.value?.unknown ?? 0;
  const all: (Work & { number: number; needs: string })[] = [
    {
      number: held,
      needs: "messages.read",
      icon: CirclePause,
      tone: "err",
      title: t("Pesan WhatsApp tertahan", "WhatsApp messages are held"),
      text: t("Tagihan dan pengingat menunggu di antrean", "Bills and reminders wait in the queue"),
      path: "/pesan",
      word: t("Buka", "Open"),
    },
    {
      number: complaints.over_time,
      needs: "complaints.read",
      icon: AlarmClock,
      tone: "err",
      title: t(`Tangani ${count(complaints.over_time)} pengaduan`, `See to ${count(complaints.over_time)} complaints`),
      text: t("Sudah lewat batas waktu", "Past their time"),
      path: "/pengaduan?tampil=over",
      word: t("Tangani", "See to"),
    },
    {
      number: complaints.outages,
      needs: "outages.read",
      icon: ZapOff,
      tone: "err",
      title: t(`${count(complaints.outages)} gangguan berjalan`, `${count(complaints.outages)} outages now`),
      text: t("Kabari perkiraan pulih, atau akhiri bila sudah pulih", "Tell the estimate, or end it once it works"),
      path: "/pengaduan/gangguan",
      word: t("Lihat", "See"),
    },
    {
      number: proofs,
      needs: "proofs.read",
      icon: ScanEye,
      tone: "brand",
      title: t(`Cek ${count(proofs)} bukti transfer`, `Check ${count(proofs)} proofs`),
      text: t("Pelanggan menunggu tagihannya lunas", "Customers wait for their bill to be paid"),
      path: "/bukti",
      word: t("Cek", "Check"),
    },
    {
      number: issues,
      needs: "payments.issues",
      icon: TriangleAlert,
      tone: "warn",
      title: t(`${count(issues)} pembayaran perlu dilihat`, `${count(issues)} payments to look at`),
      text: t("Dibayar dua kali, atau jumlahnya berbeda", "Paid twice, or another amount"),
      path: "/pembayaran",
      word: t("Lihat", "See"),
    },
    {
      number: uncertain,
      needs: "messages.read",
      icon: CircleQuestionMark,
      tone: "warn",
      title: t(`${count(uncertain)} pesan belum pasti`, `${count(uncertain)} uncertain messages`),
      text: t("Mungkin sampai, mungkin tidak", "They may have arrived or not"),
      path: "/pesan?status=unknown",
      word: t("Lihat", "See"),
    },
  ];
  return all.filter((one) => one.number > 0 && may(one.needs));
}
