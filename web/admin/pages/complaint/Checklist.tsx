import type { ChecklistItem } from "../../../shared/api.d";
import { t } from "../../../shared/language";

/** What is ticked off on a visit. */
export function Checklist({ of, change }: { of: ChecklistItem[]; change: (items: ChecklistItem[]) => void }) {
  const done = of.filter((item) => item.done).length;
  return (
    <fieldset>
      <legend class="font-semibold">
        {t("Daftar cek", "Checklist")}{" "}
        <span class="text-muted font-normal num">
          {done}/{of.length}
        </span>
      </legend>
      {of.map((item, index) => (
        <label key={item.text} class="flex items-center gap-3 min-h-11 cursor-pointer">
          <input type="checkbox" class="size-5 accent-primary flex-none" checked={item.done} onChange={(event) => change(of.map((one, at) => (at === index ? { ...one, done: event.currentTarget.checked } : one)))} />
          <span class={item.done ? "text-muted" : ""}>{item.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
