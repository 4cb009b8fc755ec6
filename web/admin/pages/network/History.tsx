import { useRef, useState } from "preact/hooks";
import type { DayView, LineHistory } from "../../../shared/api.d";
import { day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useWidth } from "../../../shared/width";
import { bytes, decibels, shortly } from "./figures";

const HEIGHT = 34;
const LIGHT_HEIGHT = 96;
const COLOURS: Record<DayView["state"], string> = {
  on: "var(--color-success)",
  partly: "var(--color-warning)",
  off: "var(--color-error)",
  unknown: "var(--muted)",
  none: "var(--color-base-300)",
};

/** 90 days of a line: on line or not, what it carried, how much light it had. */
export function History({ of: history }: { of: LineHistory }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { days, months } = history;
  const lit = days.filter((one) => one.dbm !== null);
  const today = days.at(-1);
  return (
    <div class="px-4 pb-3 flex flex-col gap-4" ref={frame}>
      <section aria-label={t("90 hari terakhir", "The last 90 days")}>
        <div class="flex items-baseline gap-2 mb-1.5">
          <h3 class="lbl">{t("90 hari terakhir", "The last 90 days")}</h3>
          <span class="ml-auto text-xs text-muted num">{said(days)}</span>
        </div>
        {width > 0 && <Strip days={days} width={width} />}
        <Legend days={days} />
      </section>
      <section aria-label={t("Pemakaian", "Usage")}>
        <h3 class="lbl mb-1.5">{t("Pemakaian (unduh / unggah)", "Usage (down / up)")}</h3>
        <dl class="grid grid-cols-3 gap-2 num">
          {today && <Figure word={t("Hari ini", "Today")} down={today.down} up={today.up} />}
          {months.map((one, back) => (
            <Figure key={one.month} word={back ? t("Bulan lalu", "Last month") : t("Bulan ini", "This month")} down={one.down} up={one.up} />
          ))}
        </dl>
      </section>
      {lit.length > 1 && width > 0 && (
        <section aria-label={t("Redaman", "Light")}>
          <h3 class="lbl mb-1.5">{t("Redaman, terendah tiap hari", "Light, the lowest of each day")}</h3>
          <LightCurve history={history} width={width} />
        </section>
      )}
    </div>
  );
}

function Figure({ word, down, up }: { word: string; down: number; up: number }) {
  return (
    <div class="rounded-field bg-base-200 px-2.5 py-2 min-w-0">
      <dd class="font-bold clamp1">{bytes(down)}</dd>
      <dd class="text-xs text-muted clamp1">{bytes(up)}</dd>
      <dt class="text-xs text-muted mt-0.5 clamp1">{word}</dt>
    </div>
  );
}

function said(days: DayView[]): string {
  const off = days.reduce((sum, one) => sum + one.off_s, 0);
  const drops = days.reduce((sum, one) => sum + one.drops, 0);
  return t(`mati ${shortly(off)}, putus ${drops} kali`, `off ${shortly(off)}, dropped ${drops} times`);
}

/** One bar a day; what is off takes its share of the bar. */
function Strip({ days, width }: { days: DayView[]; width: number }) {
  const step = width / days.length;
  const [at, setAt] = useState<DayView>();
  const point = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    setAt(days[Math.min(days.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * days.length)))]);
  };
  const bad = days.filter((one) => one.state === "partly" || one.state === "off");
  const label = t(
    `90 hari: ${bad.length} hari dengan gangguan. ${bad.slice(-5).map((one) => `${day(one.day, "short")} mati ${shortly(one.off_s)}`).join(", ")}`,
    `90 days: ${bad.length} with trouble. ${bad.slice(-5).map((one) => `${day(one.day, "short")} off ${shortly(one.off_s)}`).join(", ")}`,
  );
  return (
    <>
      <svg width={width} height={HEIGHT} role="img" aria-label={label} class="block" onPointerMove={point} onPointerLeave={() => setAt(undefined)}>
        {days.map((one, index) => (
          <g key={one.day}>
            <rect x={index * step} y={0} width={Math.max(1, step - 1)} height={HEIGHT} rx="1" fill={COLOURS[one.state === "off" || one.state === "partly" ? "on" : one.state]} opacity={one.state === "unknown" ? 0.55 : 1} />
            {(one.state === "off" || one.state === "partly") && <rect x={index * step} y={0} width={Math.max(1, step - 1)} height={share(one) * HEIGHT} rx="1" fill={COLOURS[one.state]} />}
          </g>
        ))}
      </svg>
      <div class="flex justify-between text-xs text-muted num mt-1" aria-hidden="true">
        {at ? (
          <span class="text-base-content">{told(at)}</span>
        ) : (
          <>
            <span>{days[0] && day(days[0].day, "short")}</span>
            <span>{t("hari ini", "today")}</span>
          </>
        )}
      </div>
    </>
  );
}

/** Even a short trouble is to be seen. */
function share(one: DayView): number {
  return one.state === "off" ? 1 : Math.max(0.3, Math.min(0.9, one.off_s / 86_400));
}

function told(one: DayView): string {
  const parts = [day(one.day, "short")];
  if (one.state === "none") parts.push(t("belum dipantau", "not watched yet"));
  else {
    parts.push(one.off_s ? t(`mati ${shortly(one.off_s)}`, `off ${shortly(one.off_s)}`) : t("tidak mati", "never off"));
    if (one.unknown_s) parts.push(t(`tak terpantau ${shortly(one.unknown_s)}`, `not known for ${shortly(one.unknown_s)}`));
    if (one.drops) parts.push(t(`putus ${one.drops}×`, `${one.drops} drops`));
    if (one.down) parts.push(bytes(one.down));
  }
  return parts.join(" · ");
}

function Legend({ days }: { days: DayView[] }) {
  const words: [DayView["state"], string][] = [
    ["on", "Online"],
    ["partly", t("Terganggu", "Troubled")],
    ["off", "Offline"],
    ["unknown", t("Tak terpantau", "Not known")],
    ["none", t("Belum dipantau", "Not watched yet")],
  ];
  const present = new Set(days.map((one) => one.state));
  return (
    <p class="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted mt-1.5">
      {words
        .filter(([state]) => present.has(state))
        .map(([state, word]) => (
          <span key={state} class="inline-flex items-center gap-1.5">
            <span class="w-2.5 h-2.5 rounded-[2px]" style={{ background: COLOURS[state] }} />
            {word}
          </span>
        ))}
    </p>
  );
}

/** The light with its two limits: weak from -25, bad from -27 dBm. */
function LightCurve({ history, width }: { history: LineHistory; width: number }) {
  const { days, weak_dbm: weak, bad_dbm: bad } = history;
  const lit = days.flatMap((one, index) => (one.dbm_low === null ? [] : [{ index, dbm: one.dbm_low }]));
  const lowest = Math.min(bad - 2, ...lit.map((one) => one.dbm));
  const highest = Math.max(weak + 5, ...lit.map((one) => one.dbm)) + 1;
  const right = width - 58;
  const x = (index: number) => (index / (days.length - 1)) * right;
  const y = (dbm: number) => 6 + ((highest - dbm) / (highest - lowest)) * (LIGHT_HEIGHT - 12);
  const last = lit.at(-1);
  if (!last) return null;
  const label = t(`Redaman terakhir ${decibels(last.dbm)}; lemah mulai ${decibels(weak)}, buruk mulai ${decibels(bad)}.`, `Last light ${decibels(last.dbm)}; weak from ${decibels(weak)}, bad from ${decibels(bad)}.`);
  return (
    <svg width={width} height={LIGHT_HEIGHT} role="img" aria-label={label} class="block num" font-size="12">
      {(
        [
          [weak, "var(--color-warning)"],
          [bad, "var(--color-error)"],
        ] as const
      ).map(([limit, colour]) => (
        <g key={limit}>
          <path d={`M0 ${y(limit)}H${right}`} stroke={colour} stroke-dasharray="3 3" />
          <text x={width} y={y(limit) + 4} text-anchor="end" fill={colour}>
            {decibels(limit).replace(",0", "")}
          </text>
        </g>
      ))}
      <path d={lit.map((one, at) => `${at ? "L" : "M"}${x(one.index).toFixed(1)} ${y(one.dbm).toFixed(1)}`).join("")} fill="none" stroke="var(--color-primary)" stroke-width="2" stroke-linejoin="round" />
      <circle cx={x(last.index)} cy={y(last.dbm)} r="4" fill="var(--color-accent)" stroke="var(--color-base-100)" stroke-width="2" />
    </svg>
  );
}
