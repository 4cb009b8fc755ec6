import { CircleCheck, CircleX, Clock, Info, SkipForward } from "lucide-preact";
import type { RunView } from "../../../shared/api.d";
import { count, duration } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Progress } from "../../../shared/parts/Progress";
import type { Part } from "../../../shared/parts/Sum";
import { useTimeLeft } from "../../timeLeft";
import { FailureList } from "./FailureList";

/** A run at work: done of all, time left, failures as they happen. */
export function RunProgress({ run }: { run: RunView }) {
  const done = run.created + run.already + run.skipped + run.failed;
  const total = Math.max(run.expected, run.due);
  const left = useTimeLeft(done, total);
  const percent = total ? Math.floor((done / total) * 100) : 0;
  const parts: Part[] = [
    { number: run.created, word: t("terbit", "issued"), icon: CircleCheck, tone: "ok" },
    { number: run.failed, word: t("gagal", "failed"), icon: CircleX, tone: run.failed ? "err" : "mute" },
    { number: run.skipped + run.already, word: t("dilewati", "passed over"), icon: SkipForward, tone: "mute" },
    { number: total - done, word: t("antre", "waiting"), icon: Clock, tone: "mute" },
  ];
  return (
    <>
      <section class="kartu p-4 lg:p-6">
        <div class="flex items-baseline gap-3">
          <h2 class="text-lg font-bold">{t("Menerbitkan tagihan", "Issuing invoices")}</h2>
          <p class="ml-auto text-lg num">
            <b class="font-bold">{count(done)}</b> <span class="text-muted">/ {count(total)}</span>
          </p>
        </div>
        <div class="mt-2.5">
          <Progress done={done} total={total} label={t("Tagihan diterbitkan", "Invoices issued")} />
        </div>
        <p class="text-sm text-muted num mt-2" role="status">
          {percent}%{left !== undefined && ` · ${t("sekitar", "about")} ${duration(left)} ${t("lagi", "left")}`}
        </p>
        <div class="grid grid-cols-2 lg:grid-cols-4 gap-3 mt-4">
          {parts.map(({ number, word, icon: Icon, tone }) => (
            <div key={word} class={`rounded-field bg-base-200 p-3 t-${tone}`}>
              <div class="text-xl font-bold num">{count(number)}</div>
              <div class="text-sm flex items-center gap-1.5 font-[550]" style={{ color: "var(--c)" }}>
                <Icon class="i i-14" />
                {word}
              </div>
            </div>
          ))}
        </div>
        {run.failures.length > 0 && (
          <div class="border divx rounded-field px-3 py-2 mt-4 text-sm">
            <p class="lbl font-[550]">{t("Gagal", "Failed")}</p>
            <FailureList failures={run.failures} of={run.failed} />
          </div>
        )}
      </section>
      <section class="rounded-box tintbox t-info p-4 flex gap-3">
        <Info class="i i-18 text-info mt-px" />
        <div>
          <p class="font-semibold">{t("Anda boleh menutup halaman ini", "You may close this page")}</p>
          <p class="text-sm text-muted">
            {t("Pekerjaan tetap jalan. Hasilnya ada di Hari ini. Kalau terputus, lanjut dari tagihan terakhir tanpa dobel.", "The work goes on. The result is on Today. If cut off, it continues without doubles.")}
          </p>
        </div>
      </section>
    </>
  );
}
