import { BellRing, CircleCheck, TriangleAlert } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, PATCH } from "../../shared/api";
import type { AlertView, HealthView } from "../../shared/api.d";
import { count, duration, moment, phone as spoken } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad, usePoll } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Facts } from "../../shared/parts/Facts";
import { Field } from "../../shared/parts/Field";
import { Show } from "../../shared/parts/Show";
import { type Problem, toProblem } from "../../shared/problem";
import { Page } from "../Page";
import { may } from "../session";

const EVERY_S = 30;
const AT_ONCE = 200;

/** What is wrong just now, what was within a week, and who is warned of it. */
export default function Health() {
  const loaded = usePoll(() => body(GET("/api/health")), EVERY_S, () => true, []);
  return (
    <Page title={t("Kesehatan", "Health")}>
      <div class="max-w-[760px] mx-auto flex flex-col gap-4">
        <Show of={loaded} failed={t("Kesehatan tidak termuat", "The health could not be read")}>
          {(health) => <Now health={health} />}
        </Show>
        {may("routers.read") && <Routers />}
        {may("settings.read") && <Warned />}
      </div>
    </Page>
  );
}

function Now({ health }: { health: HealthView }) {
  const alerts = health.alerts ?? [];
  const open = alerts.filter((one) => !one.ended_at);
  const over = alerts.filter((one) => one.ended_at);
  const standing = health.standing;
  return (
    <>
      {open.length === 0 ? (
        <section class="rounded-box tintbox t-ok p-4 flex items-center gap-3" role="status">
          <CircleCheck class="i i-24 text-success" />
          <div>
            <h2 class="text-lg font-bold">{t("Tidak ada peringatan", "No warnings")}</h2>
            <p class="text-muted">{t("Router, pesan, dan tagihan dicek otomatis tiap lima menit.", "Routers, messages and bills are looked at every five minutes.")}</p>
          </div>
        </section>
      ) : (
        <section class="rounded-box tintbox t-err p-4" role="status">
          <h2 class="text-lg font-bold flex items-center gap-2.5">
            <TriangleAlert class="i i-20 text-error" />
            {t(`${count(open.length)} masalah`, `${count(open.length)} troubles`)}
          </h2>
          <ul class="mt-2 flex flex-col gap-2">
            {open.map((one) => (
              <li key={one.id}>
                <p class="font-[550]">{one.text}</p>
                <p class="text-sm text-muted num">
                  {t("sejak", "since")} {moment(one.since)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {standing && (
        <Card title={t("Antrean", "Queues")}>
          <Facts
            of={[
              [t("Pesan tertua", "Oldest message"), standing.outbox_oldest_s ? duration(standing.outbox_oldest_s) : t("tidak ada yang menunggu", "none waits")],
              [t("Tagihan hari ini", "Today's bills"), standing.run_missing ? <span class="text-error">{t("belum dimulai", "not begun")}</span> : standing.run_oldest_s ? t(`berjalan ${duration(standing.run_oldest_s)}`, `running for ${duration(standing.run_oldest_s)}`) : t("selesai", "done")],
            ]}
          />
        </Card>
      )}
      {over.length > 0 && (
        <Card title={t("Selesai dalam seminggu", "Over within a week")}>
          <ul class="hair pb-1">
            {over.map((one) => (
              <li key={one.id} class="px-4 py-2.5">
                <p>{one.text}</p>
                <p class="text-sm text-muted num">{lasted(one)}</p>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function lasted(alert: AlertView): string {
  const end = alert.ended_at ?? alert.since;
  return `${moment(alert.since)} · ${duration(Math.max(60, (Date.parse(end) - Date.parse(alert.since)) / 1000))}`;
}

function Routers() {
  const loaded = useLoad(() => body(GET("/api/routers", { params: { query: { limit: AT_ONCE } } })), []);
  const routers = (loaded.value?.items ?? []).filter((one) => one.active && one.heard_at);
  const silent = routers.filter((one) => one.is_silent);
  if (!routers.length) return null;
  return (
    <Card
      title={t("Router", "Routers")}
      aside={
        <Link href="/jaringan/router" class="lnk">
          {t("Lihat router", "See the routers")}
        </Link>
      }
    >
      <p class={`px-4 pb-4 num ${silent.length ? "text-error font-[550]" : ""}`}>
        {silent.length
          ? t(`${count(silent.length)} dari ${count(routers.length)} router diam: ${silent.map((one) => one.name).join(", ")}`, `${count(silent.length)} of ${count(routers.length)} routers are silent: ${silent.map((one) => one.name).join(", ")}`)
          : t(`${count(routers.length)} router tersambung.`, `${count(routers.length)} routers are connected.`)}
      </p>
    </Card>
  );
}

/** Who is written to when something goes wrong, once for each cause and once when it is over. */
function Warned() {
  const loaded = useLoad(() => body(GET("/api/settings/alerts")), []);
  const [number, setNumber] = useState<string>();
  const [last, setLast] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [kept, setKept] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setKept(false);
    setProblem(undefined);
    try {
      const told = { ...(number !== undefined && { phone: number.trim() || null }), ...(last !== undefined && { token_expires_on: last || null }) };
      await body(PATCH("/api/settings/alerts", { body: told as never }));
      setKept(true);
      loaded.reload();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  return (
    <Card title={t("Peringatan lewat WhatsApp", "Warnings by WhatsApp")}>
      <Show of={loaded} failed={t("Pengaturan tidak termuat", "The settings could not be read")} rows={2}>
        {(rules) =>
          may("settings.write") ? (
            <form class="px-4 pb-4 flex flex-col gap-4" onSubmit={(event) => void save(event)} noValidate>
              <p class="text-muted">{t("Satu pesan tiap masalah, dan satu lagi saat selesai.", "One message for each trouble, and one when it is over.")}</p>
              <Field label={t("Nomor WhatsApp pemilik", "The owner's WhatsApp")} hint={t("Kosong: peringatan hanya di halaman ini.", "Empty: warnings are only on this page.")} type="tel" autoComplete="tel" value={number ?? (rules.phone ? spoken(rules.phone) : "")} onInput={(event) => setNumber(event.currentTarget.value)} error={problem?.of("phone")} />
              <Field label={t("Token WhatsApp berlaku sampai", "The WhatsApp token is valid until")} optional={t("(boleh kosong)", "(optional)")} type="date" value={last ?? rules.token_expires_on ?? ""} onInput={(event) => setLast(event.currentTarget.value)} error={problem?.of("token_expires_on")} />
              {problem && <ErrorBox title={t("Peringatan belum tersimpan", "The warnings are not saved")} problem={problem} />}
              <div class="flex items-center gap-3">
                <Button type="submit" look="primary" icon={BellRing} class="max-lg:h-11" busy={busy && t("Menyimpan…", "Saving…")}>
                  {t("Simpan", "Save")}
                </Button>
                <span role="status" class="text-success font-[550]">
                  {kept && t("Tersimpan.", "Saved.")}
                </span>
              </div>
            </form>
          ) : (
            <p class="px-4 pb-4">{rules.phone ? spoken(rules.phone) : t("Belum ada nomor. Pemilik bisa mengaturnya.", "No number yet. The owner can set it.")}</p>
          )
        }
      </Show>
    </Card>
  );
}
