import type { InvoiceView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { BillLines } from "../../../shared/parts/BillLines";
import { Card } from "../../../shared/parts/Card";
import { Agreement } from "../../../shared/parts/Sum";

/** The lines, their total, and what is left to pay. */
export function Lines({ invoice }: { invoice: InvoiceView }) {
  const added = invoice.lines.reduce((sum, line) => sum + line.amount, 0);
  return (
    <Card title={t("Rincian", "Lines")} aside={<Agreement agrees={added === invoice.total} difference={rupiah(invoice.total - added)} />}>
      <BillLines lines={invoice.lines} />
      <dl class="border-t-2 divx px-4 py-2.5 num grid gap-1">
        <Row word={t("Jumlah", "Total")} amount={invoice.total} strong={invoice.paid === 0} />
        {invoice.paid > 0 && <Row word={t("Sudah dibayar", "Paid")} amount={-invoice.paid} />}
        {invoice.paid > 0 && <Row word={t("Sisa", "Left to pay")} amount={invoice.total - invoice.paid} strong />}
      </dl>
    </Card>
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
