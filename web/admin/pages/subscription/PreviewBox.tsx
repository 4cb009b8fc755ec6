import { LoaderCircle } from "lucide-preact";
import type { SubscriptionPreview } from "../../../shared/api.d";
import { day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import type { Loaded } from "../../../shared/load";
import { BillLines } from "../../../shared/parts/BillLines";
import { ErrorBox } from "../../../shared/parts/ErrorBox";

interface PreviewBoxProps {
  of: Loaded<SubscriptionPreview | null>;
  /** The lines are those of the whole next invoice. */
  whole?: boolean;
}

/** What a change costs or gives back, and the invoice that comes next. */
export function PreviewBox({ of: preview, whole }: PreviewBoxProps) {
  if (preview.problem) return <ErrorBox title={t("Belum bisa dihitung", "It could not be worked out")} problem={preview.problem} />;
  const value = preview.value;
  if (!value) {
    return (
      preview.loading && (
        <p class="flex items-center gap-2 text-muted" role="status">
          <LoaderCircle class="i spin" />
          {t("Menghitung…", "Working it out…")}
        </p>
      )
    );
  }
  return (
    <section class={`rounded-box border divx overflow-hidden ${preview.loading ? "opacity-60" : ""}`} aria-label={t("Perhitungan", "What it costs")} aria-live="polite">
      <Outcome of={value} whole={whole} />
      <div class="border-t divx">{value.lines.length > 0 ? <BillLines lines={value.lines} /> : <p class="px-4 py-3 text-muted">{t("Tidak ada biaya tambahan dan tidak ada pengembalian.", "Nothing to pay and nothing given back.")}</p>}</div>
    </section>
  );
}

function Outcome({ of: value, whole }: { of: SubscriptionPreview; whole?: boolean }) {
  const stopped = value.subscription.status === "stopped";
  const next = value.next_invoice;
  return (
    <dl class="px-4 py-2.5 num grid gap-1 bg-base-200">
      {value.lines.length > 1 && !whole && <Row word={value.amount < 0 ? t("Dikembalikan", "Given back") : t("Ditambahkan", "Added")} amount={Math.abs(value.amount)} />}
      {value.credit > 0 && <Row word={t("Jadi saldo lebih, lalu melunasi tagihan lama", "Becomes credit, then pays what is open")} amount={value.credit} strong />}
      {next && <Row word={stopped ? t("Tagihan terakhir", "Final invoice") : t(`Tagihan berikut, ${day(value.subscription.next_invoice_on ?? next.due_on, "short")}`, `Next invoice, ${day(value.subscription.next_invoice_on ?? next.due_on, "short")}`)} amount={next.total} strong />}
      {!next && !value.credit && <p class="text-muted">{stopped ? t("Tidak ada tagihan terakhir.", "No final invoice.") : t("Selama status ini, tidak ada tagihan.", "While it is so, no invoice is made.")}</p>}
    </dl>
  );
}

function Row({ word, amount, strong }: { word: string; amount: number; strong?: boolean }) {
  return (
    <div class={`flex items-baseline gap-3 ${strong ? "text-md font-bold" : ""}`}>
      <dt>{word}</dt>
      <dd class="ml-auto whitespace-nowrap">{rupiah(amount)}</dd>
    </div>
  );
}
