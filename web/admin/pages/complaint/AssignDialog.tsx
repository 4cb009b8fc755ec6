import { useState } from "preact/hooks";
import type { Technician } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { areaName } from "./areas";
import { StepForm, type StepProps } from "./StepForm";

/** Who takes it: those of its area, with how much each has to do. */
export function AssignDialog({ technicians, ...step }: StepProps & { technicians: Technician[] }) {
  const able = technicians.filter((one) => !one.areas.length || one.areas.includes(step.of.area_id ?? ""));
  const others = able.filter((one) => one.id !== step.of.assignee_id);
  const least = [...others].sort((one, other) => one.open_jobs - other.open_jobs)[0];
  const [chosen, setChosen] = useState(least?.id ?? "");
  return (
    <StepForm {...step} title={step.of.assignee_id ? t(`Alihkan dari ${step.of.assignee_name}`, `Hand over from ${step.of.assignee_name}`) : t("Tugaskan teknisi", "Assign a technician")} action={t("Tugaskan", "Assign")} blocked={!chosen} step={() => (chosen ? { kind: "assign", assignee_id: chosen } : undefined)}>
      {() => (
        <fieldset>
          <legend class="sr-only">{t("Teknisi", "Technician")}</legend>
          <div class="hair">
            {others.map((one) => (
              <label key={one.id} class="flex items-center gap-3 min-h-13 py-1.5 cursor-pointer">
                <input type="radio" name="technician" class="size-5 accent-primary" checked={chosen === one.id} onChange={() => setChosen(one.id)} />
                <span class="min-w-0">
                  <span class="block font-semibold">{one.name}</span>
                  <span class="block text-sm text-muted">{one.areas.map(areaName).join(", ") || t("semua wilayah", "all areas")}</span>
                </span>
                <span class="ml-auto text-sm text-muted num whitespace-nowrap">{t(`${one.open_jobs} tugas`, `${one.open_jobs} jobs`)}</span>
              </label>
            ))}
            {others.length === 0 && <p class="text-muted">{t("Belum ada teknisi lain di wilayah ini. Tambahkan di Staf.", "No other technician in this area. Add one under Staff.")}</p>}
          </div>
        </fieldset>
      )}
    </StepForm>
  );
}
