import { Check, CircleCheck, TriangleAlert } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET, PATCH } from "../../../shared/api";
import type { AlertRulesView, AlertView } from "../../../shared/api.d";
import { moment, phone as spoken } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";

/** What is wrong with the system, and who is warned of it by WhatsApp. */
export function AlertsCard() {
  const loaded = useLoad(() => Promise.all([body(GET("/api/settings/alerts")), may("reports.read") ? body(GET("/api/health")) : null]), []);
  const [saved, setSaved] = useState<AlertRulesView>();
  if (!loaded.value) return loaded.problem ? <ErrorBox title={t("Peringatan tidak termuat", "The warnings could not be read")} problem={loaded.problem} again={loaded.reload} /> : null;
  const [rules, health] = loaded.value;
  const kept = saved ?? rules;
  return (
    <div class="max-w-[760px] mx-auto mt-4">
      <Card title={t("Kesehatan sistem", "Health of the system")}>
        <div class="px-4 pb-4 pt-1 flex flex-col gap-5">
          {health?.alerts && <Warnings alerts={health.alerts} />}
          <Receiver key={JSON.stringify(kept)} kept={kept} saved={setSaved} />
        </div>
      </Card>
    </div>
  );
}

function Warnings({ alerts }: { alerts: AlertView[] }) {
  if (alerts.length === 0)
    return (
      <p class="st st-plain t-ok">
        <CircleCheck class="i" aria-hidden="true" />
        {t("Tidak ada masalah dalam 7 hari ini", "Nothing was wrong these 7 days")}
      </p>
    );
  return (
    <ul class="hair">
      {alerts.map((alert) => (
        <li key={alert.id} class="flex flex-wrap items-start gap-x-4 gap-y-1 py-2">
          <div class="flex-1 basis-56 min-w-0">
            <p class="font-semibold">{alert.text}</p>
            <p class="text-sm text-muted num">
              {alert.ended_at
                ? t(`${moment(alert.since)} sampai ${moment(alert.ended_at)}`, `${moment(alert.since)} to ${moment(alert.ended_at)}`)
                : t(`Sejak ${moment(alert.since)}`, `Since ${moment(alert.since)}`)}
            </p>
          </div>
          <span class={`st ${alert.ended_at ? "t-ok" : "t-err"}`}>
            {alert.ended_at ? <CircleCheck class="i" aria-hidden="true" /> : <TriangleAlert class="i" aria-hidden="true" />}
            {alert.ended_at ? t("Sudah pulih", "Over") : t("Masih berlangsung", "Going on")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Receiver({ kept, saved }: { kept: AlertRulesView; saved: (now: AlertRulesView) => void }) {
  const [number, setNumber] = useState(kept.phone ? spoken(kept.phone) : "");
  const [until, setUntil] = useState(kept.token_expires_on ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const changed = number !== (kept.phone ? spoken(kept.phone) : "") || until !== (kept.token_expires_on ?? "");
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      saved(await body(PATCH("/api/settings/alerts", { body: { phone: number || null, token_expires_on: until || null } })));
    } catch (reason) {
      setProblem(toProblem(reason));
      setBusy(false);
    }
  };
  return (
    <fieldset disabled={!may("settings.write") || busy} class="min-w-0 flex flex-col gap-5">
      <div class="grid lg:grid-cols-2 gap-5">
        <Field
          label={t("WhatsApp pemilik", "The owner's WhatsApp")}
          optional={t("(boleh kosong)", "(optional)")}
          inputMode="tel"
          autoComplete="off"
          class="num"
          value={number}
          onInput={(event) => setNumber(event.currentTarget.value)}
          hint={t("Peringatan dikirim sekali saat mulai, sekali saat pulih.", "A warning is sent once when it begins, once when it is over.")}
          error={problem?.of("phone")}
        />
        <Field
          label={t("Token WhatsApp berlaku sampai", "The WhatsApp token is valid until")}
          optional={t("(boleh kosong)", "(optional)")}
          type="date"
          value={until}
          onInput={(event) => setUntil(event.currentTarget.value)}
          hint={t("Kami ingatkan 7 hari sebelumnya. Kosong: tanpa batas waktu.", "We warn 7 days before. Empty: without an end.")}
          error={problem?.of("token_expires_on")}
        />
      </div>
      {problem && !problem.of("phone") && !problem.of("token_expires_on") && <ErrorBox title={t("Peringatan belum tersimpan", "The warnings are not saved")} problem={problem} />}
      {changed && (
        <div class="flex justify-end">
          <Button look="primary" icon={Check} busy={busy && t("Menyimpan…", "Saving…")} onClick={() => void save()}>
            {t("Simpan peringatan", "Save the warnings")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
