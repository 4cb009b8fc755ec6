import { Plus, Trash2 } from "lucide-preact";
import type { MessagingRules } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Field } from "../../../shared/parts/Field";
import { Rupiah } from "../../../shared/parts/Rupiah";
import { today } from "../../session";
import type { Part } from "./draft";

type Rate = MessagingRules["rates"][number];
type Category = "utility" | "authentication" | "marketing" | "service";

const MOST_RATES = 20;

/** Rupiah for a delivered message of each category, from a day on. */
export function Rates({ value: { rates }, change, wrong }: Part<MessagingRules>) {
  const put = (index: number, changes: Partial<Rate>) => change({ rates: rates.map((rate, at) => (at === index ? { ...rate, ...changes } : rate)) });
  return (
    <div class="flex flex-col gap-3">
      <div>
        <h3 class="font-semibold">{t("Tarif per pesan", "Price of a message")}</h3>
        <p class="text-sm text-muted">{t("Cocokkan dengan tagihan Meta. Dipakai untuk perkiraan dan laporan biaya.", "Check them against Meta's bill. Used for forecasts and cost reports.")}</p>
      </div>
      {rates.map((rate, index) => (
        <fieldset key={index} class="border divx rounded-field p-3 grid gap-3 grid-cols-2 lg:grid-cols-[150px_repeat(4,minmax(0,1fr))_auto] items-start" aria-label={t(`Tarif ${index + 1}`, `Rates ${index + 1}`)}>
          <Field label={t("Mulai", "From")} type="date" class="num max-lg:col-span-2" value={rate.from_on} onInput={(event) => put(index, { from_on: event.currentTarget.value })} error={wrong(`rates.${index}.from_on`)} />
          {categories().map(([category, word]) => (
            <Rupiah key={category} label={word} value={rate[category]} change={(amount) => put(index, { [category]: amount })} error={wrong(`rates.${index}.${category}`)} />
          ))}
          <Button look="ghost" icon={Trash2} class="lg:btn-square lg:mt-[26px] max-lg:h-11 max-lg:col-span-2" disabled={rates.length === 1} aria-label={t(`Hapus tarif ${index + 1}`, `Remove rates ${index + 1}`)} onClick={() => change({ rates: rates.filter((_, at) => at !== index) })}>
            <span class="lg:hidden">{t("Hapus", "Remove")}</span>
          </Button>
        </fieldset>
      ))}
      {rates.length < MOST_RATES && (
        <Button size="small" icon={Plus} class="self-start max-lg:h-11" onClick={() => change({ rates: [...rates, { ...rates.at(-1)!, from_on: today.value }] })}>
          {t("Tambah tarif baru", "Add new rates")}
        </Button>
      )}
    </div>
  );
}

function categories(): [Category, string][] {
  return [
    ["utility", t("Layanan", "Utility")],
    ["authentication", t("Kode masuk", "Codes")],
    ["marketing", t("Promosi", "Marketing")],
    ["service", t("Percakapan", "Service")],
  ];
}
