import { CircleCheck, LifeBuoy } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { MyComplaint } from "../../shared/api.d";
import { complaintHeadline, complaintState, complaintTitle } from "../../shared/complaintState";
import { moment } from "../../shared/format";
import { t } from "../../shared/language";
import { useList } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import { WaitingReports } from "./WaitingReports";

const AT_ONCE = 12;

/** What I reported, the latest first, and the way to report. */
export default function ComplaintsPage() {
  const mine = useList((cursor) => body(GET("/api/me/complaints", { params: { query: { limit: AT_ONCE, cursor } } })), []);
  useEffect(() => {
    document.title = `${t("Lapor", "Report")} · Sambung`;
  }, []);
  return (
    <main class="px-4 pt-4 flex flex-col gap-3">
      <h1 class="text-xl font-bold">{t("Lapor gangguan", "Report trouble")}</h1>
      <Link href="/lapor/baru" class="btn btn-primary btn-hp w-full">
        <LifeBuoy class="i i-18" />
        {t("Buat laporan", "Make a report")}
      </Link>
      <WaitingReports />
      {mine.problem && <ErrorBox title={t("Daftar laporan belum termuat", "The reports did not load")} problem={mine.problem} again={mine.reload} />}
      {!mine.items && !mine.problem && (
        <section class="kartu">
          <Skeleton rows={4} />
        </section>
      )}
      {mine.items?.length === 0 && (
        <section class="kartu">
          <Empty icon={CircleCheck} title={t("Belum ada laporan.", "No reports yet.")} next={t("Ada kendala? Laporkan, kami jawab saat itu juga.", "Any trouble? Report it, we answer at once.")} />
        </section>
      )}
      {!!mine.items?.length && (
        <section class="kartu overflow-hidden">
          <ul class="hair" aria-label={t("Laporan saya", "My reports")}>
            {mine.items.map((one) => (
              <li key={one.id}>
                <Row of={one} />
              </li>
            ))}
          </ul>
          <More of={mine} />
        </section>
      )}
    </main>
  );
}

function Row({ of }: { of: MyComplaint }) {
  return (
    <Link href={`/lapor/${of.id}`} class="block px-4 py-3 min-h-16">
      <span class="flex items-start gap-3">
        <span class="min-w-0 font-[600]">{complaintTitle(of)}</span>
        <span class="ml-auto flex-none">
          <Badge state={{ ...complaintState(of.status), word: shortWord(of) }} />
        </span>
      </span>
      <span class="block text-base text-muted">{complaintHeadline(of)}</span>
      <span class="block text-sm text-muted num">
        {of.number} · {moment(of.reported_at)}
      </span>
    </Link>
  );
}

/** To its customer "waiting for the customer" means: we wait for you. */
function shortWord(of: MyComplaint): string {
  return of.status === "waiting" ? t("Menunggu Anda", "Waits for you") : complaintState(of.status).word;
}
