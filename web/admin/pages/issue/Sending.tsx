import { CirclePause, Clock, MessageCircleMore } from "lucide-preact";
import { Link } from "wouter-preact";
import type { Forecast } from "../../../shared/api.d";
import { count, day, daysBetween, duration, moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { may, today } from "../../session";
import { health } from "../../whatsapp/health";
import { refusalOf } from "../../whatsapp/refusals";
import { Quota } from "../message/Quota";

const SOON_MS = 5 * 60_000;
const DAYS_SHOWN = 6;
const FIRST_STEP_UP = 2000;

/** In one sentence: how many messages, for how much, done when. */
export function sendingWords(forecast: Forecast): string {
  const { count: number, cost, per_day, seconds, recipients_limit } = forecast;
  if (!number) return t("Tidak ada pesan WhatsApp yang berangkat.", "No WhatsApp message goes out.");
  const days = daysTaken(forecast);
  const last = per_day.at(-1)!.on;
  const when =
    per_day.length > 1
      ? t(`selesai dalam ${days} hari (kuota ${count(recipients_limit)} per 24 jam)`, `done within ${days} days (quota ${count(recipients_limit)} in 24 hours)`)
      : last === today.value
        ? t(`selesai ± ${duration(seconds)}`, `done in about ${duration(seconds)}`)
        : t(`berangkat ${day(last, "short")}`, `going out ${day(last, "short")}`);
  return t(`Pesan WhatsApp: ${count(number)} pesan, ± ${rupiah(cost)}, ${when}.`, `WhatsApp: ${count(number)} messages, about ${rupiah(cost)}, ${when}.`);
}

/** What the messages of a run take: how many, how much, over which days, and what would make it quicker. */
export function Sending({ forecast }: { forecast: Forecast }) {
  const held = health.value?.holds[0];
  const later = Date.parse(forecast.starts_at) > Date.now() + SOON_MS;
  const starts = moment(forecast.starts_at);
  const slow = forecast.per_day.length > 1;
  if (!forecast.count) return null;
  return (
    <section class="kartu p-4 flex flex-col gap-3">
      <div class="flex gap-3">
        <MessageCircleMore class="i i-18 mt-px text-primary" />
        <p class="font-semibold num flex-1">{sendingWords(forecast)}</p>
      </div>
      {slow && <Days forecast={forecast} />}
      {(slow || forecast.recipients_used > 0) && <Quota limit={forecast.recipients_limit} used={forecast.recipients_used} />}
      {later && (
        <p class="flex gap-2 text-sm text-muted num">
          <Clock class="i mt-px" />
          {t(`Paling cepat ${starts}, setelah jam tenang.`, `${starts} at the earliest, after the quiet hours.`)}
        </p>
      )}
      {slow && <Quicker limit={forecast.recipients_limit} />}
      {held && (
        <div class="rounded-field tintbox t-err p-3 flex gap-2.5 text-sm">
          <CirclePause class="i mt-0.5 text-error" />
          <p>
            <b>{t("WhatsApp sedang menahan pesan.", "WhatsApp holds messages.")}</b> {refusalOf(held.code).what} {t("Tagihan tetap terbit, pesannya menunggu.", "Invoices are issued, their messages wait.")}{" "}
            <Link href="/pesan" class="lnk">
              {t("Lihat", "See")}
            </Link>
          </p>
        </div>
      )}
    </section>
  );
}

function Days({ forecast: { per_day } }: { forecast: Forecast }) {
  const most = Math.max(...per_day.map((one) => one.count));
  const rest = per_day.slice(DAYS_SHOWN);
  return (
    <ol class="grid gap-1 text-sm num" aria-label={t("Pesan per hari", "Messages a day")}>
      {per_day.slice(0, DAYS_SHOWN).map((one) => (
        <li key={one.on} class="flex items-center gap-3">
          <span class="w-14 text-muted">{one.on === today.value ? t("Hari ini", "Today") : day(one.on, "short")}</span>
          <span class="bar flex-1" aria-hidden="true">
            <i style={{ width: `${(one.count / most) * 100}%`, background: "var(--color-primary)" }} />
          </span>
          <span class="w-12 text-right font-[650]">{count(one.count)}</span>
        </li>
      ))}
      {rest.length > 0 && (
        <li class="text-muted">
          {t(
            `${count(rest.reduce((sum, one) => sum + one.count, 0))} lagi sampai ${day(rest.at(-1)!.on)}`,
            `${count(rest.reduce((sum, one) => sum + one.count, 0))} more until ${day(rest.at(-1)!.on)}`,
          )}
        </li>
      )}
    </ol>
  );
}

/** How to have it done sooner: Meta raises the limit of a verified business. */
function Quicker({ limit }: { limit: number }) {
  const todo =
    limit < FIRST_STEP_UP
      ? t(`Supaya lebih cepat, verifikasi usaha Anda di Meta Business Suite, Pusat keamanan. Kuotanya naik menjadi ${count(FIRST_STEP_UP)}.`, `To be quicker, verify your business in Meta Business Suite, Security Centre. The limit rises to ${count(FIRST_STEP_UP)}.`)
      : t("Meta menaikkan kuota sendiri bila separuhnya terpakai seminggu dengan mutu baik.", "Meta raises the limit by itself once half of it is used for a week with good quality.");
  return (
    <div class="rounded-field tintbox t-warn p-3 text-sm">
      <p class="font-semibold">{t("Pelanggan menerima tagihan di hari yang berbeda", "Customers get their bills on different days")}</p>
      <p>
        {todo}{" "}
        {may("settings.write") && (
          <Link href="/pengaturan" class="lnk">
            {t("Sudah naik? Ubah di Pengaturan", "Raised already? Change it in Settings")}
          </Link>
        )}
      </p>
    </div>
  );
}

function daysTaken({ per_day }: Forecast): number {
  return daysBetween(today.value, per_day.at(-1)!.on) + 1;
}
