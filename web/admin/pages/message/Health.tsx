import { CirclePause, CircleQuestionMark, Clock, RefreshCw } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import type { HoldView, OutboxHealth } from "../../../shared/api.d";
import { clock, count, moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Skeleton } from "../../../shared/parts/Skeleton";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { health, readHealth, tryHoldAgain, unreadable } from "../../whatsapp/health";
import { healthState } from "../../whatsapp/healthState";
import { refusalOf } from "../../whatsapp/refusals";
import { Quota } from "./Quota";

/** How WhatsApp is doing: the day's quota, what waits, what stands still and the way on. */
export function Health({ showUnknown }: { showUnknown: () => void }) {
  const known = health.value;
  return (
    <>
      {unreadable.value && <ErrorBox title={t("Keadaan WhatsApp tidak termuat", "WhatsApp's health could not be read")} problem={unreadable.value} again={() => void readHealth()} />}
      {known?.holds.map((hold) => <Hold key={hold.id} hold={hold} waiting={known.queued} />)}
      {known ? <Figures of={known} showUnknown={showUnknown} /> : !unreadable.value && <Skeleton rows={2} />}
    </>
  );
}

function Figures({ of, showUnknown }: { of: OutboxHealth; showUnknown: () => void }) {
  return (
    <section class="kartu p-4 grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_auto_auto_auto] items-start" aria-label={t("Keadaan WhatsApp", "WhatsApp's health")}>
      <Quota limit={of.recipients_limit} used={of.recipients_used} />
      <dl class="max-lg:grid grid-cols-2 gap-4 lg:contents">
        <div>
          <dt class="lbl flex items-center gap-1.5">
            <Clock class="i i-14" />
            {t("Antre", "Queued")}
          </dt>
          <dd class="text-xl font-bold num">{count(of.queued)}</dd>
        </div>
        <div>
          <dt class="lbl flex items-center gap-1.5">
            <CircleQuestionMark class="i i-14" />
            {t("Belum pasti", "Uncertain")}
          </dt>
          <dd class="text-xl font-bold num">
            {of.unknown ? (
              <button type="button" class="text-warning cursor-pointer underline underline-offset-4" onClick={showUnknown} aria-label={t(`Lihat ${count(of.unknown)} pesan belum pasti`, `See ${count(of.unknown)} uncertain messages`)}>
                {count(of.unknown)}
              </button>
            ) : (
              0
            )}
          </dd>
        </div>
      </dl>
      <div class="lg:text-right max-lg:order-first">
        <Badge state={healthState(of, false)} large />
      </div>
    </section>
  );
}

function Hold({ hold, waiting }: { hold: HoldView; waiting: number }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { what, todo } = refusalOf(hold.code);
  const alone = hold.action === "slow_down";
  const retry = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await tryHoldAgain(hold.id);
    } catch (reason) {
      const refused = toProblem(reason);
      // Someone else, or the clock, was faster: it no longer stands still.
      if (refused.status === 404) await readHealth();
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class={`rounded-box tintbox t-${alone ? "warn" : "err"} p-4 flex flex-wrap items-start gap-3`} role="alert">
      <span style={{ color: "var(--c)" }}>
        <CirclePause class="i i-20 mt-px" />
      </span>
      <div class="flex-1 min-w-[220px]">
        <h2 class="font-semibold">{whatStands(hold)}</h2>
        <p>{what}</p>
        <p class="mt-1">{todo}</p>
        <p class="text-sm text-muted num mt-2">
          {t(`Sejak ${moment(hold.since)}`, `Since ${moment(hold.since)}`)} · {nextTry(hold.until)} · {t(`${count(waiting)} pesan menunggu, tidak ada yang hilang`, `${count(waiting)} messages wait, none is lost`)} · Meta {hold.code}
        </p>
        {problem && <p class="text-sm text-error mt-2">{problem.message}</p>}
        {hold.code === PAYMENT && (
          <Link href="/pengaturan" class="lnk text-sm">
            {t("Lihat tarif di Pengaturan", "See the rates in Settings")}
          </Link>
        )}
      </div>
      {may("messages.release") && (
        <Button look={alone ? "line" : "primary"} icon={RefreshCw} class="max-lg:w-full max-lg:btn-hp" busy={busy && t("Mencoba…", "Trying…")} onClick={() => void retry()}>
          {t("Coba lagi sekarang", "Try again now")}
        </Button>
      )}
    </section>
  );
}

const PAYMENT = 131042;

function whatStands({ id }: HoldView): string {
  if (id === "all") return t("Semua pesan WhatsApp berhenti", "All WhatsApp messages stand still");
  if (id === "bulk") return t("Tagihan dan pengingat ditahan, balasan tetap jalan", "Bills and reminders are held, answers go on");
  const name = id.replace(/^template\./, "").replaceAll("_", " ");
  return t(`Pesan “${name}” ditahan, yang lain tetap jalan`, `“${name}” is held, others go on`);
}

function nextTry(until: string): string {
  const ahead = Date.parse(until) > Date.now();
  return ahead ? t(`dicoba lagi otomatis ${clock(until)}`, `tried again by itself at ${clock(until)}`) : t("dicoba lagi otomatis sebentar lagi", "tried again by itself soon");
}
