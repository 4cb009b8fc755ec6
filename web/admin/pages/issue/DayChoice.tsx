import { addDays, day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { today } from "../../session";

const BILLING_DAYS = ["01", "05", "10", "15", "20", "25"];
const DAYS_AHEAD = 62;
const PICKS = 8;

/** The date up to which all that is due gets billed: any, or one of the usual billing days ahead. */
export function DayChoice({ on, choose }: { on: string; choose: (date: string) => void }) {
  const picks = [today.value, ...billingDaysAhead(today.value)].slice(0, PICKS);
  return (
    <div class="kartu p-4 flex flex-wrap items-center gap-x-4 gap-y-3">
      <label class="flex items-center gap-3 max-lg:w-full">
        <span class="font-semibold whitespace-nowrap">{t("Tagih sampai", "Bill up to")}</span>
        <input
          type="date"
          class="inp num max-lg:h-11"
          style={{ width: "auto" }}
          value={on}
          max={addDays(today.value, DAYS_AHEAD)}
          onChange={(event) => event.currentTarget.value && choose(event.currentTarget.value)}
        />
      </label>
      <div class="flex gap-2 overflow-x-auto noscroll max-lg:-mx-4 max-lg:px-4 max-lg:w-[calc(100%+32px)]" role="group" aria-label={t("Tanggal tagih terdekat", "Next billing days")}>
        {picks.map((date) => (
          <button key={date} type="button" class={`chip num cursor-pointer max-lg:h-11 ${date === on ? "on" : ""}`} aria-pressed={date === on} onClick={() => choose(date)}>
            {date === today.value ? t("Hari ini", "Today") : day(date, "short")}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The usual billing days of this month and the next that lie ahead of `from`. */
function billingDaysAhead(from: string): string[] {
  const next = addDays(`${from.slice(0, 7)}-28`, 4).slice(0, 7);
  return [from.slice(0, 7), next].flatMap((period) => BILLING_DAYS.map((number) => `${period}-${number}`)).filter((date) => date > from);
}
