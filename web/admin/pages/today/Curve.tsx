import { useRef } from "preact/hooks";
import type { DashboardView } from "../../../shared/api.d";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useWidth } from "../../../shared/width";

const HEIGHT = 240;
const LEFT = 40;
const RIGHT = 12;
const TOP = 28;
const BOTTOM = 22;
const DAYS = 31;
const MARKED_DAYS = [1, 5, 10, 15, 20, 25, 31];

/** What has come in by each day of this month and of the one before, and what all bills of this month come to. */
export function Curve({ now, name, nameBefore }: { now: DashboardView; name: string; nameBefore: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { curve, collection } = now;
  const before = now.last_month_curve.some((one) => one.received) ? now.last_month_curve : [];
  const top = Math.max(collection.billed, ...curve.map((one) => one.received), ...before.map((one) => one.received));
  const last = curve.at(-1);
  if (!top || !last) return <p class="px-4 pb-4 text-sm text-muted">{t("Kurva muncul setelah uang pertama masuk.", "The curve begins with the first money.")}</p>;
  const step = stepOf(top);
  const most = Math.ceil(top / step) * step;
  const x = (day: number) => LEFT + ((width - LEFT - RIGHT) * (day - 1)) / (DAYS - 1);
  const y = (amount: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - amount / most);
  const path = (points: DashboardView["curve"]) => points.map((one, index) => `${index ? "L" : "M"}${x(one.day).toFixed(1)} ${y(one.received).toFixed(1)}`).join("");
  const sameDay = before.filter((one) => one.day <= last.day).at(-1);
  const said = t(
    `Uang masuk sampai tanggal ${last.day}: ${name} ${rupiah(last.received)}, ${nameBefore} ${rupiah(sameDay?.received ?? 0)}.`,
    `Money in up to day ${last.day}: ${name} ${rupiah(last.received)}, ${nameBefore} ${rupiah(sameDay?.received ?? 0)}.`,
  );
  const marks = MARKED_DAYS.filter((day) => Math.abs(day - last.day) > 2 || day === last.day);
  return (
    <div class="px-4 pb-3" ref={frame}>
      <p class="flex flex-wrap items-center gap-x-4 text-xs text-muted mb-1">
        <span class="inline-flex items-center gap-1.5">
          <span class="w-4 h-[3px] rounded bg-primary" />
          {name}
        </span>
        {before.length > 0 && (
          <span class="inline-flex items-center gap-1.5">
            <svg width="16" height="3" aria-hidden="true">
              <path d="M0 1.5h16" stroke="var(--muted)" stroke-width="2" stroke-dasharray="4 3" />
            </svg>
            {nameBefore}
          </span>
        )}
        <span class="ml-auto">{t("uang masuk, juta rupiah", "money in, million rupiah")}</span>
      </p>
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={said} class="num block" font-size="12" fill="var(--muted)">
          {Array.from({ length: Math.round(most / step) + 1 }, (_, number) => number * step).map((amount) => (
            <g key={amount}>
              <path d={`M${LEFT} ${y(amount)}H${width - RIGHT}`} stroke="var(--color-base-300)" />
              <text x={LEFT - 8} y={y(amount) + 4} text-anchor="end">
                {millions(amount)}
              </text>
            </g>
          ))}
          {[...marks, ...(marks.includes(last.day) ? [] : [last.day])].map((day) => (
            <text key={day} x={x(day)} y={HEIGHT - 4} text-anchor="middle" font-weight={day === last.day ? 700 : 400} fill={day === last.day ? "var(--color-base-content)" : undefined}>
              {day}
            </text>
          ))}
          {collection.billed > 0 && (
            <>
              <path d={`M${LEFT} ${y(collection.billed)}H${width - RIGHT}`} stroke="var(--color-warning)" stroke-width="1.5" stroke-dasharray="2 3" />
              <text x={width - RIGHT} y={y(collection.billed) - 6} text-anchor="end" fill="var(--color-warning)">
                {t(`Tagihan ${name} ${millions(collection.billed)}`, `Billed in ${name} ${millions(collection.billed)}`)}
              </text>
            </>
          )}
          {before.length > 0 && <path d={path(before)} fill="none" stroke="var(--muted)" stroke-width="1.5" stroke-dasharray="4 3" />}
          <path d={`${path(curve)}L${x(last.day)} ${y(0)}L${x(1)} ${y(0)}Z`} fill="var(--color-primary)" opacity=".1" />
          <path d={path(curve)} fill="none" stroke="var(--color-primary)" stroke-width="2.5" stroke-linejoin="round" />
          <circle cx={x(last.day)} cy={y(last.received)} r="5" fill="var(--color-accent)" stroke="var(--color-base-100)" stroke-width="2" />
        </svg>
      )}
    </div>
  );
}

/** A round step that gives four or five lines up to `top` rupiah. */
function stepOf(top: number): number {
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= rough)!;
}

function millions(amount: number): string {
  const number = amount / 1_000_000;
  return number >= 10 || Number.isInteger(number) ? count(Math.round(number)) : number.toFixed(1).replace(".", ",");
}
