import type { ComponentChildren } from "preact";
import type { LineSum, PreviewView } from "../../../shared/api.d";
import { count, day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { Agreement } from "../../../shared/parts/Sum";

/** How the total comes about: plans times price, then every other kind of line. */
export function PlanSums({ view }: { view: PreviewView }) {
  const added = [...view.by_plan, ...view.by_line].reduce((sum, part) => sum + part.amount, 0);
  return (
    <Card title={t(`Rincian sampai ${day(view.on)}`, `Breakdown up to ${day(view.on)}`)} aside={<Agreement agrees={added === view.total_amount} difference={rupiah(view.total_amount - added)} />}>
      <div class="hair">
        {view.by_plan.map((plan) => (
          <Row key={`${plan.plan_id}${plan.price}`} number={plan.count} amount={plan.amount}>
            {plan.plan_name} <span class="text-muted num">× {rupiah(plan.price)}</span>
          </Row>
        ))}
        {view.by_line.map((line) => (
          <Row key={line.kind} number={line.count} amount={line.amount}>
            {lineWord(line.kind)}
          </Row>
        ))}
        {view.create === 0 && <p class="px-4 py-3 text-muted">{t("Tidak ada tagihan.", "No invoices.")}</p>}
      </div>
      <div class="flex items-center gap-3 px-4 h-12 border-t-2 divx font-bold num">
        <span>{t("Akan diterbitkan", "To be issued")}</span>
        <span class="ml-auto">{count(view.create)}</span>
        <span class="w-36 text-right max-lg:w-28">{rupiah(view.total_amount)}</span>
      </div>
      {view.credit_used > 0 && (
        <p class="px-4 py-2.5 border-t divx text-sm text-muted num">
          {t(`${rupiah(view.credit_used)} di antaranya dibayar dari saldo pelanggan.`, `${rupiah(view.credit_used)} of it is paid from customers' credit.`)}
        </p>
      )}
    </Card>
  );
}

function Row({ number, amount, children }: { number: number; amount: number; children: ComponentChildren }) {
  return (
    <div class="flex items-center gap-3 px-4 min-h-9 py-1.5 num">
      <span class="min-w-0 font-[550]">{children}</span>
      <span class="ml-auto text-muted">{count(number)}</span>
      <span class={`w-36 max-lg:w-28 text-right font-[650] ${amount < 0 ? "text-success" : ""}`}>{rupiah(amount)}</span>
    </div>
  );
}

function lineWord(kind: LineSum["kind"]): string {
  const words: Record<LineSum["kind"], string> = {
    plan: t("Paket", "Plan"),
    proration: t("Prorata pasang baru dan ganti paket", "Part of a month"),
    add_on: t("Sewa alat dan tambahan", "Add-ons"),
    charge: t("Biaya", "Charges"),
    discount: t("Potongan", "Discounts"),
    carried: t("Pindahan", "Carried over"),
    tax: t("PPN", "Tax"),
    late_fee: t("Denda telat", "Late fees"),
    opening: t("Saldo awal", "Opening balance"),
  };
  return words[kind];
}
