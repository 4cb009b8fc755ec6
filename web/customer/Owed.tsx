import { CircleCheck, QrCode, WifiOff } from "lucide-preact";
import { Link } from "wouter-preact";
import type { MyAccount } from "../shared/api.d";
import { day, daysBetween, month, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { Badge } from "../shared/parts/Badge";
import { invoiceState } from "../shared/states";
import { online } from "./online";
import { PromiseToPay } from "./PromiseToPay";

/** What I owe, until when, and one big way to pay it. */
export function Owed({ mine }: { mine: MyAccount }) {
  const [first, ...others] = mine.unpaid;
  if (!first) return <PaidUp mine={mine} />;
  return (
    <section class="kartu overflow-hidden" aria-label={t("Tagihan", "Bills")}>
      <div class="p-4">
        <div class="flex items-start gap-3">
          <p class="text-muted min-w-0">{others.length ? t(`${mine.unpaid.length} tagihan belum dibayar`, `${mine.unpaid.length} unpaid bills`) : t(`Tagihan ${month(first.period)}`, `Bill for ${month(first.period)}`)}</p>
          <span class="ml-auto flex-none">
            <Badge state={invoiceState(first, mine.today)} />
          </span>
        </div>
        <p class="text-3xl font-bold num tracking-[-.01em]">{rupiah(mine.owed)}</p>
        <p class="text-base text-muted num">
          {others.length ? t("Tertua paling lambat", "Oldest by") : t("Paling lambat", "Pay by")} {day(first.due_on)}
          {daysBetween(mine.today, first.due_on) > 0 && ` · ${t(`${daysBetween(mine.today, first.due_on)} hari lagi`, `${daysBetween(mine.today, first.due_on)} days left`)}`}
        </p>
        <div class="grid grid-cols-[2fr_3fr] gap-2 mt-3">
          <Link href={`/tagihan/${first.id}`} class="btn btn-line btn-hp">
            {t("Rincian", "Details")}
          </Link>
          {online.value ? (
            <Link href={`/tagihan/${first.id}/bayar`} class="btn btn-primary btn-hp">
              <QrCode class="i i-18" />
              {t("Bayar", "Pay")}
            </Link>
          ) : (
            <button type="button" class="btn btn-hp px-2" disabled>
              <WifiOff class="i i-18" />
              {t("Butuh internet", "Needs internet")}
            </button>
          )}
        </div>
      </div>
      {others.length > 0 && (
        <ul class="hair border-t divx">
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
      )}
      <PromiseToPay mine={mine} />
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
