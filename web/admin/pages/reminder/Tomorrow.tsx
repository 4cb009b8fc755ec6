import { useState } from "preact/hooks";
import { body, POST } from "../../../shared/api";
import { addDays, count, day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Card } from "../../../shared/parts/Card";
import { Show } from "../../../shared/parts/Show";
import { may, today } from "../../session";
import { stepState } from "./words";

const AHEAD = 31;

/** Who would hear what on a day under the rules as they are kept, if nobody paid before. */
export function Tomorrow({ unsaved }: { unsaved: boolean }) {
  const [on, setOn] = useState(addDays(today.value, 1));
  const loaded = useLoad(async () => (may("dunning.preview") ? body(POST("/api/billing/dunning/preview", { body: { on } })) : undefined), [on]);
  return (
    <Card
      title={t("Yang akan berjalan", "What will happen")}
      aside={
        <span class="inp max-lg:h-11" style={{ width: 150 }}>
          <input type="date" class="num" aria-label={t("Pada tanggal", "On the day")} value={on} min={today.value} max={addDays(today.value, AHEAD)} onInput={(event) => event.currentTarget.value && setOn(event.currentTarget.value)} />
        </span>
      }
    >
      <div class="px-4 pb-4">
        <Show of={loaded} failed={t("Belum bisa dihitung", "It could not be worked out")} rows={3}>
          {(told) =>
            told && (
              <>
                {told.steps.length ? (
                  <ul class="hair">
                    {told.steps.map((step) => (
                      <li key={step.kind} class="flex flex-wrap items-center gap-x-3 py-2">
                        <Badge state={stepState(step.kind)} />
                        <span class="num">{t(`${count(step.customers)} pelanggan`, `${count(step.customers)} customers`)}</span>
                        <span class="ml-auto num font-semibold">{rupiah(step.amount)}</span>
                      </li>
                    ))}
                  </ul>
                ) : (
                  <p class="text-muted">{t("Tidak ada yang diingatkan atau diisolir hari itu.", "Nobody is reminded or suspended that day.")}</p>
                )}
                {told.no_cut_because && <p class="text-sm text-muted mt-2">{t(`${day(on, "short")} tanpa isolir: ${told.no_cut_because}.`, `No suspension on ${day(on, "short")}: ${told.no_cut_because}.`)}</p>}
                {told.late_fees > 0 && <p class="text-sm text-muted mt-1 num">{t(`Denda ${rupiah(told.late_fees)}.`, `Late fees ${rupiah(told.late_fees)}.`)}</p>}
                <p class="text-sm text-muted mt-2">{unsaved ? t("Menurut aturan yang tersimpan, bukan perubahan Anda.", "By the rules that are saved, not your changes.") : t("Perkiraan bila tidak ada yang membayar sebelumnya.", "If nobody pays before.")}</p>
              </>
            )
          }
        </Show>
      </div>
    </Card>
  );
}
