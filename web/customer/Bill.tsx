import type { ComponentChildren } from "preact";
import type { MyInvoice } from "../shared/api.d";
import { day, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { BillLines } from "../shared/parts/BillLines";

type Billed = Pick<MyInvoice, "number" | "period_start" | "period_end" | "lines" | "total" | "paid" | "amount_due" | "status">;

/** The lines and the total; `children` is the way to the paper. */
export function Bill({ bill, children }: { bill: Billed; children: ComponentChildren }) {
  return (
    <section class="kartu overflow-hidden" aria-label={t("Rincian tagihan", "Lines of the bill")}>
      <div class="px-4 pt-4 pb-1">
        <h2 class="font-[650]">{t("Rincian", "Lines")}</h2>
        <p class="text-base text-muted num">
          {bill.number}
          {bill.period_start && bill.period_end && ` · ${day(bill.period_start, "short")} – ${day(bill.period_end, "short")}`}
        </p>
      </div>
      <BillLines lines={bill.lines} />
      <dl class="border-t-2 divx px-4 py-3 num">
        <Row word={t("Jumlah", "Total")} amount={bill.total} strong={!bill.paid || bill.status !== "open"} />
        {bill.paid > 0 && <Row word={t("Sudah dibayar", "Paid")} amount={-bill.paid} />}
        {bill.paid > 0 && bill.status === "open" && <Row word={t("Sisa", "Left to pay")} amount={bill.amount_due} strong />}
      </dl>
      <div class="p-4 pt-1">{children}</div>
    </section>
  );
}

function Row({ word, amount, strong }: { word: string; amount: number; strong?: boolean }) {
  return (
    <div class={`flex items-baseline ${strong ? "text-lg font-bold" : ""}`}>
      <dt>{word}</dt>
      <dd class="ml-auto">{rupiah(amount)}</dd>
    </div>
  );
}
