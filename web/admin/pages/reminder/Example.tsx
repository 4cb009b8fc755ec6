import { CalendarX, ChevronLeft, ChevronRight } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import type { BillingRules, DunningExample } from "../../../shared/api.d";
import { addDays, clock, day, month } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Skeleton } from "../../../shared/parts/Skeleton";
import { today } from "../../session";
import { Calendar } from "./Calendar";
import { dayWord, stepState } from "./words";

const PAUSE_MS = 400;

/** What the rules as they stand in the form would do to one bill that nobody pays. */
export function Example({ rules }: { rules: BillingRules }) {
  const [due, setDue] = useState(addDays(today.value, 10));
  const settled = usePaused(JSON.stringify(rules));
  const whole = rules.ladder.every((step) => !Number.isNaN(step.day));
  const loaded = useLoad(async () => (whole ? body(POST("/api/billing/dunning/example", { body: { rules: JSON.parse(settled) as BillingRules, due_on: due, amount: 165_000 } })) : undefined), [settled, due]);
  return (
    <section class="kartu overflow-hidden" aria-label={t("Contoh", "Example")}>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3.5 pb-2">
        <h2 class="h-sec">{t("Contoh satu tagihan yang tidak dibayar", "One bill that nobody pays")}</h2>
        <label class="flex items-center gap-2 text-sm ml-auto max-lg:ml-0">
          {t("Jatuh tempo", "Due")}
          <span class="inp max-lg:h-11" style={{ width: 160 }}>
            <input type="date" class="num" value={due} min="2020-01-01" max="2099-12-31" onInput={(event) => event.currentTarget.value && setDue(event.currentTarget.value)} />
          </span>
        </label>
      </div>
      {loaded.problem && (
        <div class="px-4 pb-4">
          <ErrorBox title={t("Contoh belum bisa dihitung", "The example could not be worked out")} problem={loaded.problem} again={loaded.reload} />
        </div>
      )}
      {loaded.value ? <Course key={due} of={loaded.value} due={due} /> : loaded.loading && <Skeleton rows={6} />}
    </section>
  );
}

function Course({ of, due }: { of: DunningExample; due: string }) {
  const months = monthsOf(of);
  const [at, setAt] = useState(Math.max(0, months.indexOf(due.slice(0, 7))));
  const shown = months[Math.min(at, months.length - 1)]!;
  return (
    <div class="px-4 pb-4 flex flex-col gap-3">
      <div class="flex items-center gap-2">
        <Button icon={ChevronLeft} class="btn-square max-lg:size-11" disabled={at === 0} aria-label={t("Bulan sebelumnya", "Month before")} onClick={() => setAt(at - 1)} />
        <h3 class="font-[650] num" aria-live="polite">
          {month(shown)}
        </h3>
        <Button icon={ChevronRight} class="btn-square max-lg:size-11" disabled={at >= months.length - 1} aria-label={t("Bulan berikutnya", "Month after")} onClick={() => setAt(at + 1)} />
      </div>
      <Calendar period={shown} due={due} of={of} />
      {of.days.length ? (
        <ol class="hair" aria-label={t("Urutan langkah", "The steps in order")}>
          {of.days.map((one) => (
            <li key={`${one.on}${one.kind}`} class="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <span class="num font-semibold w-24">{day(one.on, "short")}</span>
              <Badge state={stepState(one.kind)} />
              <span class="text-sm text-muted num">{dayWord(one.day)}</span>
              <span class="text-sm text-muted num ml-auto">{clock(one.at)}</span>
              {one.moved_from && (
                <span class="text-sm text-muted w-full flex items-center gap-1.5">
                  <CalendarX class="i i-14" />
                  {t(`Digeser dari ${day(one.moved_from, "short")}: ${one.moved_because}.`, `Moved from ${day(one.moved_from, "short")}: ${one.moved_because}.`)}
                </span>
              )}
            </li>
          ))}
        </ol>
      ) : (
        <p class="text-muted">{t("Dengan aturan ini tidak terjadi apa-apa.", "Under these rules nothing happens.")}</p>
      )}
    </div>
  );
}

function monthsOf(of: DunningExample): string[] {
  const months: string[] = [];
  for (let on = of.from_on; on <= of.until_on; on = addDays(`${on.slice(0, 7)}-28`, 4).slice(0, 8) + "01") months.push(on.slice(0, 7));
  return months;
}

/** The value once nobody has changed it for a moment. */
function usePaused(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
