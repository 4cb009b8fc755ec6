import { ArrowRight } from "lucide-preact";
import type { DunningExample } from "../../../shared/api.d";
import { addDays, day } from "../../../shared/format";
import { language, t } from "../../../shared/language";
import { today } from "../../session";
import { dayWord, stepState } from "./words";

const WEEK = { id: ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"], en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] };

/** One month: what is said or done on its days, and those on which no service is cut. */
export function Calendar({ period, due, of }: { period: string; due: string; of: DunningExample }) {
  const weeks = weeksOf(period);
  const free = new Map(of.no_cut.map((one) => [one.on, one.because]));
  return (
    <table class="w-full table-fixed border-separate" style={{ borderSpacing: 4 }}>
      <caption class="sr-only">{t("Kalender contoh", "The example's calendar")}</caption>
      <thead>
        <tr>
          {WEEK[language.value].map((word) => (
            <th key={word} scope="col" class="text-xs text-muted font-[550] text-left px-1">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((on) => {
              const inside = on.startsWith(period);
              const steps = inside ? of.days.filter((one) => one.on === on) : [];
              const left = inside && of.days.some((one) => one.moved_from === on);
              const state = steps[0] && stepState(steps[0].kind);
              const Icon = state?.icon;
              return (
                <td
                  key={on}
                  title={inside ? free.get(on) : undefined}
                  class={`align-top rounded-field px-1 lg:px-1.5 py-1 h-14 ${inside && !state ? "bg-base-200" : ""} ${state ? `tintbox t-${state.tone}` : ""} ${on === due && inside ? "outline-2 outline-accent" : ""}`}
                >
                  {inside && (
                    <span class={`block text-xs num font-semibold ${free.has(on) ? "text-error" : ""}`}>
                      {Number(on.slice(8))}
                      {on === today.value && <span class="font-normal text-muted max-lg:sr-only"> {t("hari ini", "today")}</span>}
                      {on === due && <span class="sr-only"> {t("jatuh tempo", "due")}</span>}
                      {free.has(on) && <span class="sr-only"> {t("tidak ada isolir", "no suspension")}</span>}
                    </span>
                  )}
                  {state && Icon && (
                    <span class="flex items-center gap-1 text-xs font-[650] num" style={{ color: "var(--c)" }}>
                      <Icon class="i i-14" />
                      <span class="max-lg:sr-only">{dayWord(steps[0]!.day)}</span>
                      <span class="sr-only">
                        {steps.map((one) => stepState(one.kind).word).join(", ")} {day(on, "short")}
                      </span>
                    </span>
                  )}
                  {left && !state && (
                    <span class="flex items-center gap-1 text-xs text-muted">
                      <ArrowRight class="i i-14" />
                      <span class="max-lg:sr-only">{t("geser", "moved")}</span>
                    </span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The weeks of a month from Monday, with the days of others around it. */
function weeksOf(period: string): string[][] {
  const first = `${period}-01`;
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const weeks: string[][] = [];
  for (let monday = addDays(first, -weekday); monday.slice(0, 7) <= period; monday = addDays(monday, 7)) weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
  return weeks;
}
