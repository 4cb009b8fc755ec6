import { ArrowRight, Package } from "lucide-preact";
import type { ImportView } from "../../../shared/api.d";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { fieldWord } from "./verdicts";

/** What the file's columns were taken for, and the plans it brings along. */
export function Matched({ view }: { view: ImportView }) {
  const columns = byHeader(view.columns);
  return (
    <div class="flex flex-col gap-4">
      {view.new_plans.length > 0 && (
        <Card title={t("Paket baru", "New plans")} aside={<span class="num text-muted">{count(view.new_plans.length)}</span>}>
          <ul class="hair">
            {view.new_plans.map((plan) => (
              <li key={plan.id} class="flex items-center gap-2.5 px-4 py-2.5">
                <Package class="i text-primary" />
                <span class="min-w-0">
                  <span class="block font-[550]">{plan.name}</span>
                  <span class="block text-xs text-muted num">{t(`${count(plan.rows)} baris`, `${count(plan.rows)} rows`)}</span>
                </span>
                <span class="num font-[650] ml-auto">{rupiah(plan.price)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t("Kolom yang dikenali", "Columns recognised")} aside={<span class="num text-muted">{count(columns.length)}</span>}>
        <dl class="px-4 pb-3 text-sm">
          {columns.map(([header, fields]) => (
            <div key={header} class="flex items-center gap-2 py-1">
              <dt class="text-muted clamp1 max-w-[45%]">{header}</dt>
              <ArrowRight class="i i-14 text-muted" />
              <dd class="font-[550] min-w-0">{fields.map(fieldWord).join(", ")}</dd>
            </div>
          ))}
        </dl>
        {view.unmatched.length > 0 && (
          <p class="px-4 pb-3.5 text-sm text-muted">
            {t("Tidak dipakai: ", "Not used: ")}
            {view.unmatched.join(", ")}
          </p>
        )}
      </Card>
    </div>
  );
}

/** Header -> what it holds; one column may hold two of our fields ("Koordinat"). */
function byHeader(columns: ImportView["columns"]): [string, string[]][] {
  const fields = new Map<string, string[]>();
  for (const [field, header] of Object.entries(columns)) fields.set(header, [...(fields.get(header) ?? []), field]);
  return [...fields];
}
