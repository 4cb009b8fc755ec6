import { Unplug } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, POST } from "../../../shared/api";
import type { SessionView, SubscriptionView } from "../../../shared/api.d";
import { moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { lightState, lineState } from "../../../shared/lineState";
import { useLoad, usePoll } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Facts } from "../../../shared/parts/Facts";
import { Show } from "../../../shared/parts/Show";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { History } from "./History";
import { decibels } from "./figures";

const EVERY_S = 30;

/** Whether a customer's lines are on line, since when, and how they were; a line of no router is left out. */
export function Connections({ customerId }: { customerId: string }) {
  const lines = useLoad(() => body(GET("/api/subscriptions", { params: { query: { customer_id: customerId } } })), [customerId]);
  const shown = (lines.value?.items ?? []).filter((line) => line.status !== "stopped" && line.status !== "pending" && (line.network.pppoe_user || line.network.address));
  return (
    <>
      {shown.map((line) => (
        <Connection key={line.id} line={line} named={shown.length > 1} />
      ))}
    </>
  );
}

function Connection({ line, named }: { line: SubscriptionView; named: boolean }) {
  const at = { params: { path: { id: line.id } } };
  const session = usePoll(async () => (line.router_id ? body(GET("/api/sessions/{id}", at)).catch(nothingTold) : null), EVERY_S, () => true, [line.id, line.router_id]);
  return (
    <Card title={named ? t(`Koneksi ${line.id}`, `Connection ${line.id}`) : t("Koneksi", "Connection")} aside={session.value && <Badge state={lineState(session.value.state, session.value.light)} plain={session.value.state === "on" && session.value.light !== "weak" && session.value.light !== "bad"} />}>
      <Show of={session} failed={t("Koneksi tidak termuat", "The connection could not be read")} rows={3}>
        {(told) => (told ? <Told session={told} changed={session.reload} /> : <p class="px-4 pb-4 text-muted">{t("Belum ada router yang melaporkan sambungan ini.", "No router has told of this line yet.")}</p>)}
      </Show>
    </Card>
  );
}

/** Where no router has told of a line the API knows no session of it. */
function nothingTold(failure: unknown): null {
  if (toProblem(failure).status === 404) return null;
  throw failure;
}

function Told({ session, changed }: { session: SessionView; changed: () => void }) {
  const history = useLoad(() => body(GET("/api/sessions/{id}/history", { params: { path: { id: session.subscription_id ?? "" } } })), [session.subscription_id]);
  const light = session.light === "weak" || session.light === "bad" ? lightState(session.light) : null;
  return (
    <>
      <Facts
        of={[
          [t("Sejak", "Since"), session.since && <span class="num">{moment(session.since)}</span>],
          [
            "Router",
            may("routers.read") ? (
              <Link href={`/jaringan/router/${session.router_id}`} class="lnk">
                {session.router_id}
              </Link>
            ) : (
              session.router_id
            ),
          ],
          [t("Alamat IP", "Address"), <span class="num">{session.address}</span>],
          [t("Profil", "Profile"), session.is_shut_out ? <span class="text-error">{t("diisolir", "cut")}</span> : session.profile],
          [
            t("Redaman", "Light"),
            session.rx_dbm !== null && (
              <span class={`num t-${light?.tone ?? "ok"}`}>
                {decibels(session.rx_dbm)} <span style={{ color: "var(--c)" }}>{light ? (session.light === "weak" ? t("lemah, batas −27", "weak, the limit is −27") : t("buruk, batas −27", "bad, the limit is −27")) : t("baik", "good")}</span>
              </span>
            ),
          ],
        ]}
      />
      <Show of={history} failed={t("Riwayat tidak termuat", "The history could not be read")} rows={3}>
        {(told) => <History of={told} />}
      </Show>
      {may("sessions.end") && session.state === "on" && <EndSession session={session} changed={changed} />}
    </>
  );
}

/** The modem dials again by itself, within a minute. */
function EndSession({ session, changed }: { session: SessionView; changed: () => void }) {
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const end = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await body(POST("/api/sessions/{id}/disconnect", { params: { path: { id: session.subscription_id ?? "" } } }));
      setAsked(true);
      changed();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  return (
    <div class="px-4 pb-4 flex flex-col gap-2">
      <Button size="small" icon={Unplug} class="self-start max-lg:h-11 max-lg:w-full" disabled={asked} busy={busy && t("Meminta…", "Asking…")} onClick={() => void end()}>
        {t("Sambung ulang", "Reconnect")}
      </Button>
      <p role="status" class="text-sm text-muted">
        {asked && t("Router diminta memutus sesi; modem menyambung lagi sendiri.", "The router is asked to end the session; the modem dials again by itself.")}
      </p>
      {problem && <ErrorBox title={t("Belum diminta", "Not asked")} problem={problem} />}
    </div>
  );
}
