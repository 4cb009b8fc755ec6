import { CalendarClock, ChevronRight, CircleCheck, LifeBuoy } from "lucide-preact";
import { Link } from "wouter-preact";
import type { MyAccount } from "../shared/api.d";
import { day, month, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { useLoad } from "../shared/load";
import { Badge } from "../shared/parts/Badge";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Skeleton } from "../shared/parts/Skeleton";
import { invoiceState } from "../shared/states";
import { account, readAccount } from "./account";
import { Banks } from "./Banks";
import { Header } from "./Header";
import { Plans } from "./Plans";

/** What I owe, until when, where to; what comes next; what I have. */
export function HomePage() {
  const loaded = useLoad(readAccount, []);
  const mine = loaded.value ?? account.value;
  return (
    <>
      <Header company={mine?.company.name ?? "Sambung"}>
        <h1 class="text-xl font-bold mt-3 break-words">{mine ? t(`Halo, ${mine.name}`, `Hello, ${mine.name}`) : t("Membuka akun Anda…", "Opening your account…")}</h1>
      </Header>
      <main class="px-4 -mt-10 relative flex flex-col gap-3">
        {loaded.problem && <ErrorBox title={mine ? t("Belum diperbarui", "Not up to date") : t("Belum terbuka", "It did not open")} problem={loaded.problem} again={loaded.reload} />}
        {mine ? <Mine mine={mine} /> : !loaded.problem && <Waiting />}
      </main>
    </>
  );
}

function Mine({ mine }: { mine: MyAccount }) {
  const note = mine.unpaid.length === 1 ? mine.unpaid[0]!.number : mine.customer_id;
  return (
    <>
      {mine.unpaid.length ? <Owed mine={mine} /> : <PaidUp mine={mine} />}
      {mine.owed > 0 && <Banks company={mine.company} amount={mine.owed} note={note} />}
      {mine.next_invoice_on && (
        <section class="kartu p-4 flex items-center gap-3">
          <CalendarClock class="i i-24 text-primary flex-none" />
          <p>
            <span class="block text-base text-muted">{t("Tagihan berikutnya", "Next bill")}</span>
            <span class="font-[650] num">{day(mine.next_invoice_on)}</span>
          </p>
        </section>
      )}
      <Plans lines={mine.subscriptions} />
      <Link href="/lapor/baru" class="kartu p-4 flex items-center gap-3 min-h-16">
        <span class="w-10 h-10 rounded-field grid place-items-center tint t-brand flex-none">
          <LifeBuoy class="i i-20" />
        </span>
        <span>
          <span class="block font-[650]">{t("Lapor gangguan", "Report trouble")}</span>
          <span class="block text-base text-muted">{t("Internet bermasalah? Kami jawab saat itu juga.", "Trouble with the internet? We answer at once.")}</span>
        </span>
        <ChevronRight class="i i-18 ml-auto text-muted flex-none" />
      </Link>
      {mine.company.phone && (
        <p class="text-center text-base text-muted">
          {t("Ada kendala? Hubungi", "Any trouble? Contact")} {mine.company.name}, <span class="num whitespace-nowrap">{mine.company.phone}</span>
        </p>
      )}
    </>
  );
}

function Owed({ mine }: { mine: MyAccount }) {
  const [first, ...others] = mine.unpaid;
  if (!first) return null;
  if (!others.length) {
    return (
      <section class="kartu p-4">
        <div class="flex items-center gap-3">
          <p class="text-muted">{t(`Tagihan ${month(first.period)}`, `Bill for ${month(first.period)}`)}</p>
          <span class="ml-auto">
            <Badge state={invoiceState(first, mine.today)} />
          </span>
        </div>
        <p class="text-3xl font-bold num tracking-[-.01em]">{rupiah(first.amount_due)}</p>
        <p class="text-base text-muted">
          {t("Paling lambat", "Pay by")} {day(first.due_on)}
        </p>
        <Link href={`/tagihan/${first.id}`} class="btn btn-line btn-hp w-full mt-3">
          {t("Rincian", "Details")}
        </Link>
      </section>
    );
  }
  return (
    <section class="kartu overflow-hidden">
      <div class="p-4 pb-2">
        <p class="text-muted">{t(`${mine.unpaid.length} tagihan belum dibayar`, `${mine.unpaid.length} unpaid bills`)}</p>
        <p class="text-3xl font-bold num tracking-[-.01em]">{rupiah(mine.owed)}</p>
      </div>
      <ul class="hair">
        {mine.unpaid.map((one) => (
          <li key={one.id}>
            <Link href={`/tagihan/${one.id}`} class="flex items-center gap-3 px-4 py-3">
              <span class="min-w-0">
                <span class="block font-[550]">{month(one.period)}</span>
                <span class="block mt-1">
                  <Badge state={invoiceState(one, mine.today)} />
                </span>
              </span>
              <span class="ml-auto num font-[650] whitespace-nowrap">{rupiah(one.amount_due)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PaidUp({ mine }: { mine: MyAccount }) {
  return (
    <section class="kartu p-5 flex items-start gap-3">
      <CircleCheck class="i i-24 text-success flex-none" />
      <div>
        <p class="text-lg font-bold">{t("Tidak ada tagihan yang perlu dibayar", "Nothing to pay")}</p>
        {mine.credit > 0 && (
          <p class="text-muted">
            {t("Saldo Anda", "Your credit")} <span class="num">{rupiah(mine.credit)}</span>, {t("dipakai untuk tagihan berikutnya.", "used for the next bill.")}
          </p>
        )}
      </div>
    </section>
  );
}

function Waiting() {
  return (
    <section class="kartu py-3">
      <Skeleton rows={4} />
    </section>
  );
}
