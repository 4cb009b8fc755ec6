import type { SubscriptionView } from "../../../shared/api.d";
import { day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";

/** Discounts and add-ons in force, or to come. */
export function Terms({ line }: { line: SubscriptionView }) {
  const rows = [
    ...line.add_ons.map((addOn) => ({ name: addOn.name, value: `+ ${rupiah(addOn.price)}/${t("bulan", "month")}`, dates: datesOf(addOn) })),
    ...line.discounts.map((discount) => ({
      name: discount.name,
      value: discount.percent !== null ? `−${String(discount.percent).replace(".", ",")}%` : `${rupiah(-(discount.amount ?? 0))}/${t("bulan", "month")}`,
      dates: datesOf(discount),
    })),
  ];
  if (!rows.length) return null;
  return (
    <section class="border-t divx px-4 py-3">
      <h3 class="lbl">{t("Diskon & tambahan", "Discounts & add-ons")}</h3>
      <ul class="mt-1 grid gap-1">
        {rows.map((row, index) => (
          <li key={index} class="flex items-baseline gap-3">
            <span class="min-w-0">
              <span class="font-[550]">{row.name}</span> {row.dates && <span class="text-sm text-muted">{row.dates}</span>}
            </span>
            <span class="ml-auto num whitespace-nowrap">{row.value}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function datesOf(one: { starts_on: string | null; until: string | null }): string {
  if (one.starts_on && one.until) return `${day(one.starts_on)} – ${day(one.until)}`;
  if (one.until) return t(`sampai ${day(one.until)}`, `until ${day(one.until)}`);
  return one.starts_on ? t(`mulai ${day(one.starts_on)}`, `from ${day(one.starts_on)}`) : "";
}
