import { Download } from "lucide-preact";
import type { AreaRevenue, PlanRevenue, RevenueView } from "../../../shared/api.d";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { type Column, Table } from "../../../shared/parts/Table";
import { saveCsv } from "../../saveCsv";

/** Recurring revenue, new and stopped, by plan and by area; each table can be taken along. */
export function Revenue({ view }: { view: RevenueView }) {
  return (
    <>
      <dl class="kartu grid grid-cols-2 lg:grid-cols-4 gap-y-4 p-4">
        <Fact word={t("Pendapatan bulanan", "Recurring revenue")} figure={rupiah(view.monthly_recurring)} more={t("Harga paket semua langganan aktif", "Plan prices of all running subscriptions")} />
        <Fact word={t("Langganan aktif", "Running subscriptions")} figure={count(view.subscriptions)} />
        <Fact word={t("Baru", "New")} figure={count(view.new)} />
        <Fact word={t("Berhenti", "Stopped")} figure={count(view.stopped)} more={t(`${percent(view.churn_percent)} dari awal bulan`, `${percent(view.churn_percent)} of the first day's`)} />
      </dl>
      <Part title={t("Per paket", "By plan")} file={`paket-${view.month}.csv`} columns={planColumns()} rows={view.by_plan} keyOf={(one) => one.plan_id} card={(one) => <Pair word={one.plan_name} figure={rupiah(one.monthly)} more={t(`${count(one.subscriptions)} langganan`, `${count(one.subscriptions)} subscriptions`)} />} cells={(one) => [one.plan_name, one.subscriptions, one.monthly]} />
      <Part title={t("Per wilayah", "By area")} file={`wilayah-${view.month}.csv`} columns={areaColumns()} rows={view.by_area} keyOf={(one) => one.area_id} card={(one) => <Pair word={one.area_name} figure={rupiah(one.billed)} more={t(`${count(one.customers)} pelanggan · masuk ${rupiah(one.collected)} · sisa ${rupiah(one.open)}`, `${count(one.customers)} customers · in ${rupiah(one.collected)} · left ${rupiah(one.open)}`)} />} cells={(one) => [one.area_name, one.customers, one.billed, one.collected, one.open]} />
    </>
  );
}

interface PartProps<T> {
  title: string;
  file: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  card: (row: T) => preact.ComponentChildren;
  cells: (row: T) => (string | number)[];
}

function Part<T>({ title, file, columns, rows, keyOf, card, cells }: PartProps<T>) {
  if (!rows.length) return null;
  const save = () => saveCsv(file, [columns.map((one) => one.head), ...rows.map(cells)]);
  return (
    <Card
      title={title}
      aside={
        <Button size="small" look="ghost" icon={Download} class="max-lg:h-11" onClick={save}>
          {t("Unduh", "Download")} <span class="sr-only">{title}</span>
        </Button>
      }
    >
      <Table label={title} columns={columns} rows={rows} keyOf={keyOf} card={card} />
    </Card>
  );
}

function planColumns(): Column<PlanRevenue>[] {
  return [
    { head: t("Paket", "Plan"), cell: (one) => one.plan_name },
    { head: t("Langganan", "Subscriptions"), right: true, cell: (one) => count(one.subscriptions) },
    { head: t("Per bulan", "A month"), right: true, cell: (one) => rupiah(one.monthly) },
  ];
}

function areaColumns(): Column<AreaRevenue>[] {
  return [
    { head: t("Wilayah", "Area"), cell: (one) => one.area_name },
    { head: t("Pelanggan", "Customers"), right: true, cell: (one) => count(one.customers) },
    { head: t("Ditagih", "Billed"), right: true, cell: (one) => rupiah(one.billed) },
    { head: t("Masuk", "Collected"), right: true, cell: (one) => rupiah(one.collected) },
    { head: t("Sisa", "Left"), right: true, cell: (one) => rupiah(one.open) },
  ];
}

function Fact({ word, figure, more }: { word: string; figure: string; more?: string }) {
  return (
    <div class="pr-3">
      <dt class="lbl">{word}</dt>
      <dd class="num text-lg lg:text-xl font-bold">{figure}</dd>
      {more && <dd class="text-sm text-muted num">{more}</dd>}
    </div>
  );
}

function Pair({ word, figure, more }: { word: string; figure: string; more: string }) {
  return (
    <>
      <span class="flex gap-3">
        <span class="font-semibold">{word}</span>
        <span class="ml-auto num font-semibold">{figure}</span>
      </span>
      <span class="block text-sm text-muted num">{more}</span>
    </>
  );
}

function percent(number: number): string {
  return `${String(number).replace(".", ",")}%`;
}
