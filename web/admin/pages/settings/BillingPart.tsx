import type { BillingRules } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { NumberField } from "../../../shared/parts/NumberField";
import { Switch } from "../../../shared/parts/Switch";
import type { Part } from "./draft";

/** How bills are made. */
export function BillingPart({ value, change, wrong }: Part<BillingRules>) {
  return (
    <Card title={t("Tagihan", "Billing")}>
      <div class="px-4 pb-4 pt-1 flex flex-col gap-4">
        <NumberField
          label={t("Jatuh tempo", "Due")}
          class="lg:w-[240px]"
          min={0}
          max={60}
          unit={t("hari setelah terbit", "days after issue")}
          value={value.due_days}
          change={(due_days) => change({ due_days })}
          error={wrong("due_days")}
        />
        <Switch
          label={t("Tagih pelanggan yang diisolir", "Bill suspended customers")}
          hint={t("Kalau mati, bulan yang diisolir tidak ditagih.", "When off, suspended months are not billed.")}
          on={value.invoice_while_suspended}
          turn={(invoice_while_suspended) => change({ invoice_while_suspended })}
        />
        <fieldset class="min-w-0">
          <legend class="font-semibold">{t("DPP nilai lain untuk PPN", "Base shown for VAT")}</legend>
          <div class="flex items-end gap-2 mt-1.5">
            <NumberField label={t("Pembilang", "Numerator")} class="w-24" min={1} max={100} value={value.dpp_numerator} change={(dpp_numerator) => change({ dpp_numerator })} error={wrong("dpp_numerator")} />
            <span class="h-9 max-lg:h-11 grid place-items-center text-muted">/</span>
            <NumberField label={t("Penyebut", "Denominator")} class="w-24" min={1} max={100} value={value.dpp_denominator} change={(dpp_denominator) => change({ dpp_denominator })} error={wrong("dpp_denominator")} />
          </div>
          <p class="text-sm text-muted mt-1.5">{t("PMK 131/2024: 11/12. Hanya cara menuliskannya; jumlah tagihan tidak berubah.", "PMK 131/2024: 11/12. Only how it is shown; no amount changes.")}</p>
        </fieldset>
      </div>
    </Card>
  );
}
