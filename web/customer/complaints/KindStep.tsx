import { Cable, Ellipsis, Gauge, KeyRound, type LucideIcon, Unplug, WifiOff } from "lucide-preact";
import { Link } from "wouter-preact";
import type { ReportForm } from "../../shared/api.d";
import { t } from "../../shared/language";
import type { Draft } from "./draft";
import { News } from "./News";
import { Recovered } from "./Recovered";

const ICONS: Record<ReportForm["categories"][number]["id"], LucideIcon> = {
  no_connection: WifiOff,
  slow: Gauge,
  unstable: Unplug,
  hardware: Cable,
  account: KeyRound,
  other: Ellipsis,
};

interface KindStepProps {
  form: ReportForm;
  draft: Draft;
  write: (changes: Partial<Draft>) => void;
}

/** What happened; what we know already comes first. */
export function KindStep({ form, draft, write }: KindStepProps) {
  const cut = form.lines.length > 0 && form.lines.every((line) => line.cut);
  const going = form.open_complaints.find((one) => !one.request);
  return (
    <>
      <h1 class="text-xl font-bold">{t("Apa yang terjadi?", "What happened?")}</h1>
      {form.outage && <News of={form.outage} />}
      {form.recovered && <Recovered of={form.recovered} />}
      {cut && (
        <section class="rounded-box tintbox t-warn p-4">
          <p class="font-semibold">{t("Layanan Anda dijeda sementara.", "Your service is paused.")}</p>
          <p>{t("Internet menyala lagi setelah tagihan dibayar.", "It comes back once the bill is paid.")}</p>
          <Link href="/tagihan" class="btn btn-line btn-hp w-full mt-3">
            {t("Lihat tagihan", "See the bills")}
          </Link>
        </section>
      )}
      {going && (
        <section class="rounded-box tintbox t-info p-4">
          <p class="font-semibold num">{t(`Laporan ${going.number} sedang kami tangani.`, `We are on your report ${going.number}.`)}</p>
          <p>{t("Ini masalah yang sama? Tambahkan keterangan di sana.", "Is it the same? Add to that one.")}</p>
          <Link href={`/lapor/${going.id}`} class="btn btn-line btn-hp w-full mt-3">
            {t("Buka laporan", "Open the report")}
          </Link>
        </section>
      )}
      <fieldset class="flex flex-col gap-2">
        <legend class="sr-only">{t("Jenis gangguan", "Kind of trouble")}</legend>
        {form.categories.map(({ id, title, hint }) => {
          const Icon = ICONS[id];
          const on = draft.category === id;
          return (
            <label key={id} class="kartu flex items-center gap-3 p-3 min-h-16 cursor-pointer focus-within:outline-2 focus-within:outline-primary" style={on ? { borderColor: "var(--color-primary)", boxShadow: "0 0 0 1px var(--color-primary)" } : undefined}>
              <span class="w-10 h-10 rounded-field grid place-items-center tint t-brand flex-none">
                <Icon class="i i-20" />
              </span>
              <span class="min-w-0 flex-1">
                <span class="block font-semibold">{title}</span>
                <span class="block text-base text-muted">{hint}</span>
              </span>
              <input type="radio" name="kind" class="size-5 accent-primary flex-none" checked={on} onChange={() => write({ category: id })} />
            </label>
          );
        })}
      </fieldset>
      {form.lines.length > 1 && (
        <fieldset class="flex flex-col gap-1">
          <legend class="font-semibold">{t("Langganan yang mana?", "Which line?")}</legend>
          {form.lines.map((line) => (
            <label key={line.subscription_id} class="flex items-center gap-3 min-h-11 cursor-pointer">
              <input type="radio" name="line" class="size-5 accent-primary" checked={draft.line === line.subscription_id} onChange={() => write({ line: line.subscription_id })} />
              <span>{line.title}</span>
              {line.cut && <span class="text-sm text-muted">{t("dijeda sementara", "paused")}</span>}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
