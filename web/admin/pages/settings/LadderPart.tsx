import { Bell, CircleAlert, Lock, type LucideIcon, Megaphone, Plus, Trash2 } from "lucide-preact";
import type { BillingRules, LadderStep } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { dayWord } from "../reminder/words";
import type { Part } from "./draft";

type Action = LadderStep["action"];

const MOST_STEPS = 20;
const ICONS: Record<Action, LucideIcon> = { remind: Bell, warn: Megaphone, suspend: Lock };
const TONES: Record<Action, string> = { remind: "brand", warn: "warn", suspend: "err" };

/** What happens around the due date of a bill, step by step. */
export function LadderPart({ value: { ladder }, change, wrong }: Part<BillingRules>) {
  const put = (index: number, changes: Partial<LadderStep>) => change({ ladder: ladder.map((step, at) => (at === index ? { ...step, ...changes } : step)) });
  const last = Math.max(0, ...ladder.map((step) => step.day).filter((day) => !Number.isNaN(day)));
  return (
    <Card title={t("Tangga pengingat", "Reminder ladder")} aside={<span class="text-muted">{t("dari jatuh tempo (H)", "from the due date (D)")}</span>}>
      <ol class="px-4 pb-3 pt-1 hair">
        {ladder.map((step, index) => (
          <Step key={index} step={step} number={index + 1} put={(changes) => put(index, changes)} remove={() => change({ ladder: ladder.filter((_, at) => at !== index) })} wrong={wrong(`ladder.${index}.day`)} />
        ))}
      </ol>
      {!ladder.length && <p class="px-4 pb-2 text-sm text-muted">{t("Tanpa langkah: tidak ada yang diingatkan, tidak ada yang diisolir.", "No steps: nobody is reminded or suspended.")}</p>}
      {ladder.length < MOST_STEPS && (
        <div class="px-4 pb-4">
          <Button size="small" icon={Plus} class="max-lg:h-11" onClick={() => change({ ladder: [...ladder, { day: last + 1, action: "remind" }] })}>
            {t("Tambah langkah", "Add a step")}
          </Button>
        </div>
      )}
    </Card>
  );
}

interface StepProps {
  step: LadderStep;
  number: number;
  put: (changes: Partial<LadderStep>) => void;
  remove: () => void;
  wrong?: string;
}

function Step({ step: { day, action }, number, put, remove, wrong }: StepProps) {
  const Icon = ICONS[action];
  const before = day < 0;
  const days = Math.abs(day);
  return (
    <li class="py-3">
      <div class="grid grid-cols-[76px_minmax(0,1fr)_44px] items-center gap-2">
        <span class={`st st-lg num justify-center t-${TONES[action]}`}>
          <Icon class="i" />
          {dayWord(day)}
        </span>
        <select class="inp max-lg:h-11 col-span-2" value={action} aria-label={t(`Langkah ${number}: tindakan`, `Step ${number}: action`)} onChange={(event) => put({ action: event.currentTarget.value as Action })}>
          <option value="remind">{t("Ingatkan", "Remind")}</option>
          <option value="warn">{t("Peringatkan isolir", "Warn of suspension")}</option>
          <option value="suspend">{t("Isolir", "Suspend")}</option>
        </select>
        <span class={`inp max-lg:h-11 num ${wrong ? "err" : ""}`}>
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={before ? 30 : 120}
            value={Number.isNaN(days) ? "" : days}
            aria-invalid={!!wrong}
            aria-label={t(`Langkah ${number}: berapa hari`, `Step ${number}: how many days`)}
            onInput={(event) => put({ day: event.currentTarget.value === "" ? NaN : Number(event.currentTarget.value) * (before ? -1 : 1) })}
          />
        </span>
        <select class="inp max-lg:h-11" value={before ? "before" : "after"} aria-label={t(`Langkah ${number}: sebelum atau setelah`, `Step ${number}: before or after`)} onChange={(event) => put({ day: days * (event.currentTarget.value === "before" ? -1 : 1) })}>
          <option value="before">{t("hari sebelum", "days before")}</option>
          <option value="after">{t("hari setelah", "days after")}</option>
        </select>
        <Button look="ghost" icon={Trash2} class="btn-square max-lg:h-11 max-lg:w-11" aria-label={t(`Hapus langkah ${number}`, `Remove step ${number}`)} onClick={remove} />
      </div>
      {wrong && (
        <p class="flex items-start gap-1.5 text-sm text-error font-[550] mt-1">
          <CircleAlert class="i mt-px" />
          {wrong}
        </p>
      )}
    </li>
  );
}

