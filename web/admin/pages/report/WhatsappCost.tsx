import type { WhatsappCostView } from "../../../shared/api.d";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";

const WORDS: Record<string, () => string> = {
  utility: () => t("Tagihan, pengingat, kabar", "Bills, reminders, news"),
  authentication: () => t("Kode masuk", "Login codes"),
  marketing: () => t("Promosi", "Promotions"),
  service: () => t("Balasan percakapan", "Answers"),
};

/** What messages of the month cost, by WhatsApp's own price categories. */
export function WhatsappCost({ view }: { view: WhatsappCostView }) {
  return (
    <Card title={t("Biaya WhatsApp", "Cost of WhatsApp")} aside={<span class="num font-semibold">{rupiah(view.cost)}</span>}>
      <p class="px-4 pb-2 text-sm text-muted num">{t(`${count(view.messages)} pesan · ${rupiah(Math.round(view.per_customer))} per pelanggan`, `${count(view.messages)} messages · ${rupiah(Math.round(view.per_customer))} for each customer`)}</p>
      <ul class="hair">
        {view.by_category.map((one) => (
          <li key={one.category} class="px-4 py-2.5 flex gap-3 num">
            <span>{(WORDS[one.category] ?? (() => one.category))()}</span>
            <span class="ml-auto text-muted whitespace-nowrap">{t(`${count(one.messages)} pesan`, `${count(one.messages)} messages`)}</span>
            <span class="w-20 lg:w-28 text-right font-semibold">{rupiah(one.cost)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
