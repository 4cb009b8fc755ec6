import { CalendarClock, ChevronRight, LifeBuoy } from "lucide-preact";
import { Link } from "wouter-preact";
import type { MyAccount, MyComplaint, ReportForm } from "../shared/api.d";
import { complaintHeadline, complaintTitle } from "../shared/complaintState";
import { day, moment } from "../shared/format";
import { t } from "../shared/language";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Skeleton } from "../shared/parts/Skeleton";
import { account, readAccount, readForm, readLines } from "./account";
import { Contact } from "./Contact";
import { News } from "./complaints/News";
import { Recovered } from "./complaints/Recovered";
import { WaitingReports } from "./complaints/WaitingReports";
import { Header } from "./Header";
import { useKept } from "./kept";
import { NetState } from "./NetState";
import { OldNews } from "./OldNews";
import { online } from "./online";
import { Owed } from "./Owed";
import { Plans } from "./Plans";
import { QuarterCard } from "./satisfaction/QuarterCard";

/** Is my internet on, what I owe, what is being done for me. */
export default function HomePage() {
  const again = [online.value];
  const loaded = useKept("account", readAccount, again);
  const lines = useKept("lines", readLines, again);
  const known = useKept("form", readForm, again).value;
  const mine = account.value ?? loaded.value;
  return (
    <>
      <Header company={mine?.company.name ?? "Sambung"}>
        <h1 class="text-xl font-bold mt-3 break-words">{mine ? t(`Halo, ${mine.name}`, `Hello, ${mine.name}`) : t("Membuka akun Anda…", "Opening your account…")}</h1>
        {mine && <NetState mine={mine} lines={lines.value?.items ?? (lines.problem ? [] : undefined)} outage={!!known?.outage} old={!!lines.oldFrom} />}
      </Header>
      <main class="px-4 -mt-10 relative flex flex-col gap-3">
        {loaded.problem && <ErrorBox title={mine ? t("Belum diperbarui", "Not up to date") : t("Belum terbuka", "It did not open")} problem={loaded.problem} again={loaded.reload} />}
        {mine ? <Mine mine={mine} known={known} oldFrom={loaded.oldFrom} /> : !loaded.problem && <Waiting />}
      </main>
    </>
  );
}

function Mine({ mine, known, oldFrom }: { mine: MyAccount; known: ReportForm | undefined; oldFrom: string | undefined }) {
  return (
    <>
      {known?.outage && <News of={known.outage} />}
      {known?.recovered && <Recovered of={known.recovered} />}
      <WaitingReports />
      <Owed mine={mine} />
      <OldNews from={oldFrom} />
      {known?.open_complaints.map((one) => <Open key={one.id} of={one} />)}
      <Link href="/lapor/baru" class="kartu p-4 flex items-center gap-3 min-h-16">
        <span class="w-10 h-10 rounded-field grid place-items-center tint t-brand flex-none">
          <LifeBuoy class="i i-20" />
        </span>
        <span>
          <span class="block font-[650]">{t("Lapor gangguan", "Report trouble")}</span>
          <span class="block text-base text-muted">{online.value ? t("Internet bermasalah? Kami jawab saat itu juga.", "Trouble with the internet? We answer at once.") : t("Bisa ditulis sekarang, terkirim saat ada sinyal.", "Write it now, it goes once there is a signal.")}</span>
        </span>
        <ChevronRight class="i i-18 ml-auto text-muted flex-none" />
      </Link>
      {known && !known.outage && !known.recovered && !known.open_complaints.length && <QuarterCard />}
      <Plans lines={mine.subscriptions} />
      {mine.next_invoice_on && (
        <section class="kartu p-4 flex items-center gap-3">
          <CalendarClock class="i i-24 text-primary flex-none" />
          <p>
            <span class="block text-base text-muted">{t("Tagihan berikutnya", "Next bill")}</span>
            <span class="font-[650] num">{day(mine.next_invoice_on)}</span>
          </p>
        </section>
      )}
      <Contact company={mine.company} />
    </>
  );
}

/** A report or request of mine that is not settled: where it stands, and what comes next. */
function Open({ of }: { of: MyComplaint }) {
  const next = of.visit ? t(`Kunjungan ${moment(of.visit.starts_at)}`, `Visit ${moment(of.visit.starts_at)}`) : of.expected_at && t(`Target selesai ${moment(of.expected_at)}`, `We mean to be done by ${moment(of.expected_at)}`);
  return (
    <Link href={`/lapor/${of.id}`} class="kartu p-4 flex items-center gap-3">
      <span class="min-w-0">
        <span class="block text-base text-muted num">
          {of.number} · {complaintTitle(of)}
        </span>
        <span class="block font-[650]">{complaintHeadline(of)}</span>
        {next && <span class="block text-base num">{next}</span>}
      </span>
      <ChevronRight class="i i-18 ml-auto text-muted flex-none" />
    </Link>
  );
}

function Waiting() {
  return (
    <section class="kartu py-3">
      <Skeleton rows={4} />
    </section>
  );
}
