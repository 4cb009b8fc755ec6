import { useState } from "preact/hooks";
import { addDays, dateOf, day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Field } from "../../../shared/parts/Field";
import { today } from "../../session";
import { CustomerReads, StepForm, type StepProps } from "./StepForm";

const WINDOWS: [string, string][] = [
  ["09:00", "11:00"],
  ["13:00", "15:00"],
  ["15:00", "17:00"],
];

/** When the technician comes: a day and a window, which the customer is told. */
export function ScheduleDialog(step: StepProps) {
  const had = step.of.visit;
  const [date, setDate] = useState(had ? dateOf(new Date(had.starts_at)) : addDays(today.value, 1));
  const [from, setFrom] = useState(had ? timeOf(had.starts_at) : "09:00");
  const [until, setUntil] = useState(had ? timeOf(had.ends_at) : "11:00");
  const missing = !date || !from || !until;
  const backward = !missing && until <= from;
  const dotted = (time: string) => time.replace(":", ".");
  return (
    <StepForm
      {...step}
      title={had ? t("Ubah jadwal kunjungan", "Change the visit") : t("Jadwalkan kunjungan", "Schedule a visit")}
      action={t("Jadwalkan", "Schedule")}
      step={() => (missing || backward ? undefined : { kind: "schedule", visit: { starts_at: `${date}T${from}:00+07:00`, ends_at: `${date}T${until}:00+07:00` } })}
    >
      {(problem) => (
        <>
          <Field label={t("Tanggal", "Date")} type="date" name="date" min={today.value} value={date} onInput={(event) => setDate(event.currentTarget.value)} error={problem?.of("visit")} />
          <div class="flex flex-wrap gap-2" role="group" aria-label={t("Jam yang biasa", "Usual times")}>
            {WINDOWS.map(([begin, end]) => (
              <button
                key={begin}
                type="button"
                class={`chip num cursor-pointer max-lg:h-11 ${from === begin && until === end ? "on" : ""}`}
                aria-pressed={from === begin && until === end}
                onClick={() => {
                  setFrom(begin);
                  setUntil(end);
                }}
              >
                {dotted(begin)}–{dotted(end)}
              </button>
            ))}
          </div>
          <div class="grid grid-cols-2 gap-3">
            <Field label={t("Dari", "From")} type="time" name="from" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
            <Field label={t("Sampai", "Until")} type="time" name="until" value={until} onInput={(event) => setUntil(event.currentTarget.value)} error={backward && t("Selesai setelah mulai.", "It ends after it starts.")} />
          </div>
          {!missing && !backward && (
            <CustomerReads>{`Tiket ${step.of.number} akan ditangani ${step.of.assignee_name || "tim kami"}.\nJadwal: ${day(date)} pukul ${dotted(from)} sampai ${dotted(until)} WIB`}</CustomerReads>
          )}
        </>
      )}
    </StepForm>
  );
}

/** A moment as "13:00" on the company's clock. */
function timeOf(moment: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta", hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
}
