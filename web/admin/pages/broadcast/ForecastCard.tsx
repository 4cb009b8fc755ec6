import type { BroadcastView } from "../../../shared/api.d";
import { count, day, duration, moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";

/** What a draft would take: how many people, how long, how much. */
export function ForecastCard({ of }: { of: BroadcastView }) {
  const forecast = of.forecast!;
  const days = forecast.per_day.length;
  return (
    <section class="kartu p-4" aria-label={t("Perkiraan", "Forecast")}>
      <div class="grid gap-4 sm:grid-cols-3">
        <Figure word={t("Penerima, paling banyak", "People, at most")} value={count(forecast.count)} />
        <Figure word={t("Lama kirim", "How long")} value={forecast.count ? (days > 1 ? t(`${days} hari`, `${days} days`) : duration(forecast.seconds)) : "–"} />
        <Figure word={t("Biaya, paling banyak", "Cost, at most")} value={rupiah(forecast.cost)} />
      </div>
      {forecast.count > 0 && (
        <p class="text-sm text-muted num mt-3">
          {t("Mulai", "From")} {moment(forecast.starts_at)}. {t(`Kuota hari ini ${count(forecast.recipients_used)} dari ${count(forecast.recipients_limit)} orang.`, `${count(forecast.recipients_used)} of today's ${count(forecast.recipients_limit)} people are used.`)}
        </p>
      )}
      {days > 1 && (
        <ul class="mt-2 flex flex-wrap gap-2">
          {forecast.per_day.map((one) => (
            <li key={one.on} class="chip num">
              {day(one.on, "short")} <span class="n">{count(one.count)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="text-sm text-muted mt-2">{t("Yang tidak mau menerima kabar dan yang tanpa nomor tidak dihitung biayanya.", "Who wants no news, or has no number, costs nothing.")}</p>
    </section>
  );
}

function Figure({ word, value }: { word: string; value: string }) {
  return (
    <p>
      <span class="block text-sm text-muted">{word}</span>
      <span class="block text-2xl font-bold num tracking-[-.02em]">{value}</span>
    </p>
  );
}
