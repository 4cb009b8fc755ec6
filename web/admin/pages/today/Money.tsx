import { TrendingDown, TrendingUp } from "lucide-preact";
import type { DashboardView } from "../../../shared/api.d";
import { count, month, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { today } from "../../session";
import { Curve } from "./Curve";

/** Money in today and this month, against the same day of the month before. */
export function Money({ now }: { now: DashboardView }) {
  const date = Number(today.value.slice(8));
  const before = now.last_month_curve.filter((one) => one.day <= date).at(-1)?.received ?? 0;
  const [name, nameBefore] = [nameOf(today.value.slice(0, 7)), nameOf(monthBefore(today.value))];
  return (
    <section class="kartu max-lg:order-1" aria-label={t("Uang masuk", "Money in")}>
      <div class="grid grid-cols-2 lg:grid-cols-[1.2fr_1.15fr_1fr] gap-y-3 p-4 pb-3 lg:[&>*+*]:border-l lg:[&>*+*]:divx">
        <Figure wide label={t("Masuk hari ini", "In today")} figure={rupiah(now.today.received)} below={t(`${count(now.today.payments)} pembayaran`, `${count(now.today.payments)} payments`)} />
        <Figure label={t(`Masuk ${name}`, `In ${name}`)} figure={rupiah(now.month.received)} below={<Against now={now.month.received} before={before} name={nameBefore} />} />
        <Figure
          label={t("Tertagih", "Collected")}
          figure={`${String(now.collection.rate_percent).replace(".", ",")}%`}
          below={t(`${rupiah(now.collection.collected)} dari ${rupiah(now.collection.billed)}`, `${rupiah(now.collection.collected)} of ${rupiah(now.collection.billed)}`)}
        />
      </div>
      <Curve now={now} name={name} nameBefore={nameBefore} />
    </section>
  );
}

function Figure({ label, figure, below, wide }: { label: string; figure: string; below: preact.ComponentChildren; wide?: boolean }) {
  return (
    <div class={wide ? "pr-4 max-lg:col-span-2" : "pr-3 lg:px-4"}>
      <p class="lbl font-[550]">{label}</p>
      <p class="num text-xl lg:text-2xl font-bold tracking-[-.02em] mt-0.5">{figure}</p>
      <p class="text-sm text-muted mt-0.5 num">{below}</p>
    </div>
  );
}

function Against({ now, before, name }: { now: number; before: number; name: string }) {
  if (!before) return <>{t(`${name}: belum ada`, `${name}: none yet`)}</>;
  const change = Math.round((1000 * (now - before)) / before) / 10;
  const Icon = change < 0 ? TrendingDown : TrendingUp;
  return (
    <>
      <span class={`inline-flex items-center gap-1 font-semibold ${change < 0 ? "text-warning" : "text-success"}`}>
        <Icon class="i i-14" />
        {String(Math.abs(change)).replace(".", ",")}%
      </span>{" "}
      {change < 0 ? t(`di bawah ${name}`, `below ${name}`) : t(`di atas ${name}`, `above ${name}`)}
    </>
  );
}

function nameOf(period: string): string {
  return month(period).split(" ")[0]!;
}

function monthBefore(date: string): string {
  const [year, number] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
}
