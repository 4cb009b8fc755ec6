import { TriangleAlert, Wallet } from "lucide-preact";
import { Link } from "wouter-preact";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";

interface InHandProps {
  amount: number;
  receipts: number;
  limit: number | null;
  /** With the way to hand it over. */
  link?: boolean;
}

/** What one carries, against what one may. */
export function InHandCard({ amount, receipts, limit, link }: InHandProps) {
  const over = limit !== null && amount > limit;
  const percent = limit ? Math.min(100, Math.max(0, (amount / limit) * 100)) : 0;
  return (
    <section class="kartu p-4" aria-label={t("Uang di tangan", "Cash in hand")}>
      <div class="flex items-center gap-3">
        <div class="min-w-0 flex-1">
          <p class="text-sm text-muted">{t("Uang di tangan", "Cash in hand")}</p>
          <p class="text-2xl font-bold tracking-[-.02em] num">{rupiah(amount)}</p>
        </div>
        {link && (
          <Link href="/setoran" class="btn btn-line btn-hp">
            <Wallet class="i i-18" />
            {t("Setor", "Hand over")}
          </Link>
        )}
      </div>
      <p class="text-sm text-muted num mt-1">
        {t(`${receipts} kwitansi`, `${receipts} receipts`)}
        {limit !== null && ` · ${t(`batas ${rupiah(limit)}`, `limit ${rupiah(limit)}`)}`}
      </p>
      {limit !== null && (
        <div class="bar mt-2" role="meter" aria-label={t("Terhadap batas", "Against the limit")} aria-valuemin={0} aria-valuemax={limit} aria-valuenow={Math.min(limit, Math.max(0, amount))}>
          <i style={{ width: `${percent}%`, background: over ? "var(--color-error)" : percent >= 80 ? "var(--color-warning)" : "var(--color-primary)" }} />
        </div>
      )}
      {over && (
        <p class="mt-2 flex items-start gap-1.5 text-sm text-error font-[550]">
          <TriangleAlert class="i mt-px" />
          {t(`Lewat batas ${rupiah(amount - limit)}. Setor dulu sebelum lanjut.`, `${rupiah(amount - limit)} over the limit. Hand over before you go on.`)}
        </p>
      )}
    </section>
  );
}
