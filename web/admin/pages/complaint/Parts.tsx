import { Plus, X } from "lucide-preact";
import type { Part } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";

const MOST = 50;

/** Material that was used: what and how many. */
export function Parts({ of, change }: { of: Part[]; change: (parts: Part[]) => void }) {
  const set = (index: number, changes: Partial<Part>) => change(of.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  return (
    <fieldset class="min-w-0">
      <legend class="font-semibold">
        {t("Bahan terpakai", "Material used")} <span class="text-muted font-normal">{t("(boleh kosong)", "(optional)")}</span>
      </legend>
      <ul class="flex flex-col gap-2 mt-1.5">
        {of.map((part, index) => (
          <li key={index} class="flex items-center gap-2">
            <span class="inp max-lg:h-11 flex-1 min-w-0">
              <input aria-label={t("Nama bahan", "Material")} maxLength={200} placeholder={t("Konektor SC", "SC connector")} value={part.name} onInput={(event) => set(index, { name: event.currentTarget.value })} />
            </span>
            <span class="inp max-lg:h-11" style={{ width: 76 }}>
              <input class="num" aria-label={t("Jumlah", "Quantity")} type="number" inputMode="numeric" min={1} max={10000} step={1} value={part.quantity} onInput={(event) => set(index, { quantity: Math.max(1, Math.round(event.currentTarget.valueAsNumber) || 1) })} />
            </span>
            <span class="inp max-lg:h-11" style={{ width: 84 }}>
              <input aria-label={t("Satuan", "Unit")} maxLength={20} placeholder={t("buah", "pcs")} value={part.unit} onInput={(event) => set(index, { unit: event.currentTarget.value })} />
            </span>
            <Button look="ghost" icon={X} class="btn-square max-lg:h-11 flex-none" aria-label={t("Hapus bahan", "Remove")} onClick={() => change(of.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ul>
      {of.length < MOST && (
        <Button size="small" icon={Plus} class="mt-2 max-lg:h-11" onClick={() => change([...of, { name: "", quantity: 1, unit: "" }])}>
          {t("Tambah bahan", "Add material")}
        </Button>
      )}
    </fieldset>
  );
}
