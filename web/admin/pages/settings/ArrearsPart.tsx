import type { BillingRules, LateFee, SuspensionPolicy } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { Choice } from "../../../shared/parts/Choice";
import { Field } from "../../../shared/parts/Field";
import { NumberField } from "../../../shared/parts/NumberField";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { Switch } from "../../../shared/parts/Switch";
import type { Part } from "./draft";

const OFFICE_HOURS = { cut_from: "08:00", cut_until: "16:00" };

/** When a suspension may be carried out, how often one may promise, what being late costs. */
export function ArrearsPart({ value, change, wrong }: Part<BillingRules>) {
  const policy = value.suspension;
  const put = (changes: Partial<SuspensionPolicy>) => change({ suspension: { ...policy, ...changes } });
  const hours = policy.cut_from !== null;
  return (
    <Card title={t("Isolir, janji bayar dan denda", "Suspension, promises and late fee")}>
      <div class="px-4 pb-4 pt-1 flex flex-col gap-5">
        <Weekdays value={policy.no_cut_weekdays} change={(no_cut_weekdays) => put({ no_cut_weekdays })} />
        <Switch
          label={t("Tidak mengisolir di hari libur nasional", "No suspension on public holidays")}
          hint={t("Termasuk cuti bersama. Isolir pindah ke hari kerja berikutnya.", "Joint leave too. It moves to the next day that is allowed.")}
          on={policy.no_cut_holidays}
          turn={(no_cut_holidays) => put({ no_cut_holidays })}
        />
        <div>
          <Switch
            label={t("Isolir hanya pada jam tertentu", "Suspend at certain hours only")}
            hint={t("Saat ada orang yang bisa menjawab.", "When somebody is there to answer.")}
            on={hours}
            turn={(on) => put(on ? OFFICE_HOURS : { cut_from: null, cut_until: null })}
          />
          {hours && (
            <div class="grid grid-cols-2 gap-3 mt-2 lg:w-[320px]">
              <Field label={t("Dari", "From")} type="time" class="num" value={policy.cut_from ?? ""} onInput={(event) => put({ cut_from: event.currentTarget.value })} error={wrong("suspension.cut_from") ?? wrong("suspension")} />
              <Field label={t("Sampai", "Until")} type="time" class="num" value={policy.cut_until ?? ""} onInput={(event) => put({ cut_until: event.currentTarget.value })} error={wrong("suspension.cut_until")} />
            </div>
          )}
        </div>
        <RupiahField
          label={t("Isolir mulai dari tunggakan", "Suspend from arrears of")}
          class="lg:w-[240px]"
          hint={t("Di bawah ini hanya diingatkan.", "Below this one is only reminded.")}
          value={String(policy.minimum_arrears)}
          change={(digits) => put({ minimum_arrears: Number(digits) })}
          error={wrong("suspension.minimum_arrears")}
        />
        <div class="grid grid-cols-2 gap-3 lg:w-[420px]">
          <NumberField label={t("Janji bayar per tagihan", "Promises per bill")} min={0} max={12} unit={t("kali", "times")} value={value.promises.most} change={(most) => change({ promises: { ...value.promises, most } })} error={wrong("promises.most")} />
          <NumberField label={t("Paling lama", "At most")} min={1} max={60} unit={t("hari", "days")} value={value.promises.days} change={(days) => change({ promises: { ...value.promises, days } })} error={wrong("promises.days")} />
        </div>
        <Fee value={value.late_fee} change={(late_fee) => change({ late_fee })} wrong={wrong} />
        <Switch
          label={t("Tagih juga sisa dari buku lama", "Follow up bills from the old books")}
          hint={t("Kalau mati, sisa itu tidak diingatkan dan tidak membuat isolir.", "When off, they are neither reminded of nor cut for.")}
          on={value.follow_opening_bills}
          turn={(follow_opening_bills) => change({ follow_opening_bills })}
        />
      </div>
    </Card>
  );
}

function Weekdays({ value, change }: { value: number[]; change: (days: number[]) => void }) {
  const words = [t("Sen", "Mon"), t("Sel", "Tue"), t("Rab", "Wed"), t("Kam", "Thu"), t("Jum", "Fri"), t("Sab", "Sat"), t("Min", "Sun")];
  const toggle = (day: number) => change(value.includes(day) ? value.filter((one) => one !== day) : [...value, day].sort());
  return (
    <fieldset class="min-w-0">
      <legend class="lbl mb-1">{t("Hari tanpa isolir", "Days without suspension")}</legend>
      <div class="segx w-full">
        {words.map((word, day) => (
          <button key={word} type="button" class={value.includes(day) ? "on" : ""} aria-pressed={value.includes(day)} disabled={!value.includes(day) && value.length === 6} onClick={() => toggle(day)}>
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

type Kind = "none" | "amount" | "percent";

const FEES: Record<Kind, LateFee | null> = {
  none: null,
  amount: { after_days: 1, amount: 5_000, percent: 0, most: null },
  percent: { after_days: 1, amount: 0, percent: 2, most: null },
};

function Fee({ value, change, wrong }: { value: LateFee | null; change: (fee: LateFee | null) => void; wrong: (field: string) => string | undefined }) {
  const kind: Kind = !value ? "none" : value.percent ? "percent" : "amount";
  return (
    <div>
      <Choice
        label={t("Denda keterlambatan", "Late fee")}
        value={kind}
        choose={(chosen) => chosen !== kind && change(FEES[chosen])}
        of={[["none", t("Tidak ada", "None")], ["amount", t("Jumlah tetap", "Fixed")], ["percent", t("Persen dari sisa", "Percent")]]}
      />
      {value && (
        <div class="grid grid-cols-2 lg:grid-cols-3 gap-3 mt-3">
          {kind === "amount" ? (
            <RupiahField label={t("Jumlah", "Amount")} value={String(value.amount)} change={(digits) => change({ ...value, amount: Number(digits) })} error={wrong("late_fee.amount") ?? wrong("late_fee")} />
          ) : (
            <NumberField label={t("Persen", "Percent")} min={1} max={100} unit="%" value={value.percent} change={(percent) => change({ ...value, percent })} error={wrong("late_fee.percent") ?? wrong("late_fee")} />
          )}
          <NumberField label={t("Dikenakan", "Charged")} min={1} max={120} unit={t("hari telat", "days late")} value={value.after_days} change={(after_days) => change({ ...value, after_days })} error={wrong("late_fee.after_days")} />
          {kind === "percent" && (
            <RupiahField label={t("Paling banyak", "At most")} hint={t("Kosong: tanpa batas.", "Empty: no limit.")} value={value.most === null ? "" : String(value.most)} change={(digits) => change({ ...value, most: digits === "" ? null : Number(digits) })} error={wrong("late_fee.most")} />
          )}
        </div>
      )}
      {value && <p class="text-sm text-muted mt-1.5">{t("Satu kali per tagihan, menjadi baris di tagihan itu.", "Once a bill, as a line on that bill.")}</p>}
    </div>
  );
}
