import { Clock, Info } from "lucide-preact";
import type { ImportView } from "../../../shared/api.d";
import { count, duration } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Progress } from "../../../shared/parts/Progress";
import { useTimeLeft } from "../../timeLeft";
import { verdictParts } from "./verdicts";

/** Rows on their way in: done of all, time left, what became of them so far. */
export function ImportProgress({ view }: { view: ImportView }) {
  const left = useTimeLeft(view.done, view.total);
  const percent = view.total ? Math.floor((view.done / view.total) * 100) : 0;
  const waiting = { number: view.total - view.done, word: t("antre", "waiting"), icon: Clock, tone: "mute" };
  return (
    <>
      <section class="kartu p-4 lg:p-6">
        <div class="flex items-baseline gap-3">
          <h2 class="text-lg font-bold">{t("Memasukkan pelanggan", "Bringing customers in")}</h2>
          <p class="ml-auto text-lg num">
            <b class="font-bold">{count(view.done)}</b> <span class="text-muted">/ {count(view.total)}</span>
          </p>
        </div>
        <div class="mt-2.5">
          <Progress done={view.done} total={view.total} label={t("Baris yang sudah masuk", "Rows brought in")} />
        </div>
        <p class="text-sm text-muted num mt-2" role="status">
          {percent}%{left !== undefined && ` · ${t("sekitar", "about")} ${duration(left)} ${t("lagi", "left")}`}
        </p>
        <div class="grid grid-cols-2 lg:grid-cols-5 gap-3 mt-4">
          {[...verdictParts(view), waiting].map(({ number, word, icon: Icon, tone }) => (
            <div key={word} class={`rounded-field bg-base-200 p-3 t-${tone}`}>
              <div class="text-xl font-bold num">{count(number)}</div>
              <div class="text-sm flex items-center gap-1.5 font-[550]" style={{ color: "var(--c)" }}>
                <Icon class="i i-14" />
                {word}
              </div>
            </div>
          ))}
        </div>
      </section>
      <section class="rounded-box tintbox t-info p-4 flex gap-3">
        <Info class="i i-18 text-info mt-px" />
        <div>
          <p class="font-semibold">{t("Anda boleh menutup halaman ini", "You may close this page")}</p>
          <p class="text-sm text-muted">
            {t("Impor tetap jalan. Kalau terputus, lanjut dari baris terakhir tanpa dobel. Simpan alamat halaman ini untuk melihat hasilnya.", "The import goes on. If cut off, it continues from the last row without doubles. Keep this page's address to see the result.")}
          </p>
        </div>
      </section>
    </>
  );
}
