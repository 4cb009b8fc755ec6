import { Trash2 } from "lucide-preact";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Choice } from "../../../shared/parts/Choice";
import { Field } from "../../../shared/parts/Field";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { type Draft, isBackwards, numberOf } from "./terms";

interface DraftFieldsProps {
  draft: Draft;
  /** A discount may be a percent; an add-on has a price. */
  discount?: boolean;
  /** Someone has tried to save: say what is missing. */
  asked: boolean;
  change: (draft: Draft) => void;
  remove: () => void;
}

/** The fields of one discount or one add-on. */
export function DraftFields({ draft, discount, asked, change, remove }: DraftFieldsProps) {
  const required = t("Wajib diisi.", "Required.");
  const set = (changes: Partial<Draft>) => change({ ...draft, ...changes });
  const percent = draft.kind === "percent";
  const tooMuch = percent && numberOf(draft) > 100 && t("Paling banyak 100.", "At most 100.");
  const missing = asked && numberOf(draft) <= 0 && required;
  return (
    <fieldset class="rounded-box border divx p-3 flex flex-col gap-3 min-w-0" aria-label={draft.name || (discount ? t("Diskon baru", "New discount") : t("Tambahan baru", "New add-on"))}>
      <div class="flex items-end gap-2">
        <Field label={discount ? t("Nama diskon", "Name") : t("Nama tambahan", "Name")} class="flex-1 min-w-0" value={draft.name} maxLength={200} placeholder={discount ? t("Promo Desember", "December promotion") : t("IP publik", "Public IP")} onInput={(event) => set({ name: event.currentTarget.value })} error={asked && !draft.name.trim() && required} />
        <Button look="ghost" icon={Trash2} class="btn-square" aria-label={t(`Hapus ${draft.name}`, `Remove ${draft.name}`)} onClick={remove} />
      </div>
      <div class={discount ? "grid grid-cols-2 gap-3 items-end" : ""}>
        {discount && (
          <Choice
            label={t("Berupa", "As")}
            value={draft.kind}
            choose={(kind) => set({ kind, value: "" })}
            of={[
              ["percent", t("Persen", "Percent")],
              ["amount", "Rupiah"],
            ]}
          />
        )}
        {percent ? (
          <Field label={t("Besar", "How much")} inputMode="decimal" autoComplete="off" after={<span class="text-muted">%</span>} value={draft.value} onInput={(event) => set({ value: event.currentTarget.value.replace(/[^\d,.]/g, "").slice(0, 6) })} error={tooMuch || missing} />
        ) : (
          <RupiahField label={discount ? t("Per bulan", "A month") : t("Harga per bulan", "Price a month")} value={draft.value} change={(value) => set({ value })} error={missing} />
        )}
      </div>
      <div class="grid sm:grid-cols-2 gap-3">
        <Field label={t("Mulai", "From")} optional={t("(boleh kosong)", "(optional)")} type="date" value={draft.from} onInput={(event) => set({ from: event.currentTarget.value })} />
        <Field label={t("Sampai", "Until")} optional={t("(boleh kosong)", "(optional)")} type="date" value={draft.until} onInput={(event) => set({ until: event.currentTarget.value })} error={isBackwards(draft) && t("Sebelum mulai.", "Before it starts.")} />
      </div>
    </fieldset>
  );
}
