import type { MessagingRules } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { Choice } from "../../../shared/parts/Choice";
import { Field } from "../../../shared/parts/Field";
import { NumberField } from "../../../shared/parts/NumberField";
import { Switch } from "../../../shared/parts/Switch";
import type { Part } from "./draft";
import { Provider } from "./Provider";
import { Rates } from "./Rates";

/** Meta's steps of people written to in 24 hours. */
const LIMITS = [250, 2_000, 10_000, 100_000];
const USUAL_QUIET = { quiet_from: "20:00", quiet_until: "07:00" };

/** How many people may be written to, when, and what it costs. */
export function MessagingPart({ value, change, wrong }: Part<MessagingRules>) {
  const quiet = value.quiet_from !== null;
  const limits = LIMITS.includes(value.daily_recipients) ? LIMITS : [...LIMITS, value.daily_recipients].sort((one, other) => one - other);
  return (
    <Card title="WhatsApp">
      <div class="px-4 pb-4 pt-1 flex flex-col gap-5">
        <div>
          <Choice
            label={t("Kuota orang per 24 jam, menurut WhatsApp Manager", "People per 24 hours, as WhatsApp Manager says")}
            value={String(value.daily_recipients)}
            choose={(limit) => change({ daily_recipients: Number(limit) })}
            of={limits.map((limit) => [String(limit), count(limit)])}
          />
          <p class="text-sm text-muted mt-1.5">
            {wrong("daily_recipients") ?? t("250 sebelum usaha diverifikasi di Meta. Yang tidak muat berangkat hari berikutnya, berurutan.", "250 until Meta has verified the business. What does not fit goes out the next day, in order.")}
          </p>
        </div>
        <div>
          <Switch
            label={t("Jam tenang", "Quiet hours")}
            hint={t("Tagihan dan pengingat menunggu. Balasan dan kode masuk tetap berangkat.", "Bills and reminders wait. Answers and codes still go out.")}
            on={quiet}
            turn={(on) => change(on ? USUAL_QUIET : { quiet_from: null, quiet_until: null })}
          />
          {quiet && (
            <div class="grid grid-cols-2 gap-3 mt-2 lg:w-[320px]">
              <Field label={t("Dari", "From")} type="time" class="num" value={value.quiet_from ?? ""} onInput={(event) => change({ quiet_from: event.currentTarget.value })} error={wrong("quiet_from") ?? wrong("")} />
              <Field label={t("Sampai", "Until")} type="time" class="num" value={value.quiet_until ?? ""} onInput={(event) => change({ quiet_until: event.currentTarget.value })} error={wrong("quiet_until")} />
            </div>
          )}
        </div>
        <NumberField
          label={t("Waktu mengurungkan", "Time to undo")}
          class="lg:w-[240px]"
          hint={t("Kwitansi dan putusan bukti menunggu selama ini. 0: langsung berangkat.", "Receipts and decisions on proofs wait so long. 0: they go at once.")}
          min={0}
          max={60}
          unit={t("detik", "seconds")}
          value={value.undo_s}
          change={(undo_s) => change({ undo_s })}
          error={wrong("undo_s")}
        />
        <Switch
          label={t("Siaran perlu persetujuan orang kedua", "A broadcast needs a second person")}
          hint={t("Disarankan bila ada lebih dari satu orang kantor. Penulisnya tidak bisa menyetujui sendiri.", "Suggested where several work in the office. Its author cannot approve it.")}
          on={value.broadcast_needs_second_person}
          turn={(broadcast_needs_second_person) => change({ broadcast_needs_second_person })}
        />
        <Provider value={value} change={change} wrong={wrong} />
        <Rates value={value} change={change} wrong={wrong} />
      </div>
    </Card>
  );
}
