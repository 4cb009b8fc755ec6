import { KeyRound, PencilLine, Power } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, PATCH, POST } from "../../shared/api";
import type { RouterChanges, RouterToken, RouterView, SessionView } from "../../shared/api.d";
import { count, duration, moment } from "../../shared/format";
import { t } from "../../shared/language";
import { lineState, routerState, type Standing } from "../../shared/lineState";
import { useList, usePoll } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Dialog } from "../../shared/parts/Dialog";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { Facts } from "../../shared/parts/Facts";
import { More } from "../../shared/parts/More";
import { Show } from "../../shared/parts/Show";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Table } from "../../shared/parts/Table";
import { type Problem, toProblem } from "../../shared/problem";
import type { At } from "../App";
import { Page } from "../Page";
import { may } from "../session";
import { areaName, useAreas } from "./complaint/areas";
import { Install } from "./network/Install";
import { RouterDialog } from "./network/RouterDialog";

const EVERY_S = 15;

/** One router: how it is, what it is called, and the lines it serves. */
export default function RouterPage({ id }: At) {
  const loaded = usePoll(() => body(GET("/api/routers/{id}", { params: { path: { id } } })), EVERY_S, () => true, [id]);
  return (
    <Page title={loaded.value?.name ?? "Router"} above={{ path: "/jaringan/router", word: "Router" }}>
      <Show of={loaded} failed={t("Router tidak termuat", "The router could not be read")}>
        {(router) => (
          <div class="grid gap-4 lg:grid-cols-[380px_minmax(0,1fr)] items-start">
            <About router={router} changed={loaded.reload} />
            {may("sessions.read") && <Lines router={router} />}
          </div>
        )}
      </Show>
    </Page>
  );
}

function About({ router, changed }: { router: RouterView; changed: () => void }) {
  const [asking, setAsking] = useState<"change" | "token">();
  const [renewed, setRenewed] = useState<RouterToken>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useAreas();
  const state = routerState(router);
  const act = async (call: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await call();
      setAsking(undefined);
      changed();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  const at = { params: { path: { id: router.id } } };
  const turn = () => act(() => body(PATCH("/api/routers/{id}", { ...at, body: { active: !router.active } as RouterChanges })));
  const renew = () => act(async () => setRenewed(await body(POST("/api/routers/{id}/token", at))));
  return (
    <div class="flex flex-col gap-4 min-w-0">
      {renewed && <Install made={renewed} close={() => setRenewed(undefined)} />}
      <Card title={router.name} aside={<Badge state={state} />}>
        <Facts
          of={[
            [t("Sejak", "Since"), router.since && moment(router.since)],
            [t("Laporan terakhir", "Last report"), router.heard_at ? moment(router.heard_at) : t("belum ada", "none yet")],
            [t("Sesi PPPoE", "PPPoE sessions"), <span class="num">{count(router.sessions)}</span>],
            [t("Identitas", "Identity"), router.identity],
            ["RouterOS", router.version],
            [t("Menyala", "Up for"), router.uptime_s > 0 && duration(router.uptime_s)],
            ["CPU", router.cpu_percent !== null && <span class="num">{router.cpu_percent}%</span>],
            [t("Wilayah", "Area"), router.area_id ? areaName(router.area_id) : t("Semua wilayah", "All areas")],
            [t("Catatan", "Note"), router.note],
          ]}
        />
        {may("routers.write") && (
          <div class="flex flex-wrap gap-2 px-4 pb-4 max-lg:*:flex-1 max-lg:*:h-11">
            <Button size="small" icon={PencilLine} onClick={() => setAsking("change")}>
              {t("Ubah", "Change")}
            </Button>
            <Button size="small" icon={KeyRound} onClick={() => setAsking("token")}>
              {t("Token baru", "New token")}
            </Button>
            <Button size="small" icon={Power} look={router.active ? "bad" : "line"} busy={busy && !asking && t("Menyimpan…", "Saving…")} onClick={() => void turn()}>
              {router.active ? t("Nonaktifkan", "Disable") : t("Aktifkan", "Enable")}
            </Button>
          </div>
        )}
        {problem && !asking && (
          <div class="px-4 pb-4">
            <ErrorBox title={t("Belum tersimpan", "Not saved")} problem={problem} />
          </div>
        )}
      </Card>
      {asking === "change" && (
        <RouterDialog
          router={router}
          close={() => setAsking(undefined)}
          done={() => {
            setAsking(undefined);
            changed();
          }}
        />
      )}
      {asking === "token" && (
        <Dialog title={t("Buat token baru?", "Make a new token?")} close={() => setAsking(undefined)}>
          <p class="mt-2">{t("Token lama langsung tidak berlaku. Router diam sampai baris pasang yang baru ditempel.", "The old token stops at once. The router stays silent until the new line is pasted.")}</p>
          {problem && (
            <div class="mt-3">
              <ErrorBox title={t("Token belum dibuat", "No token was made")} problem={problem} />
            </div>
          )}
          <div class="flex flex-wrap gap-2 justify-end mt-4 max-lg:*:flex-1 max-lg:*:h-11">
            <Button onClick={() => setAsking(undefined)}>{t("Kembali", "Back")}</Button>
            <Button look="primary" busy={busy && t("Membuat…", "Making…")} onClick={() => void renew()}>
              {t("Buat token baru", "Make a new token")}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

/** The lines this router serves, all or those in one state. */
function Lines({ router }: { router: RouterView }) {
  const [state, setState] = useState<Standing | undefined>();
  const list = useList((cursor) => body(GET("/api/sessions", { params: { query: { router_id: router.id, state, cursor } } })), [router.id, state]);
  const states: [Standing | undefined, string][] = [
    [undefined, t("Semua", "All")],
    ["on", "Online"],
    ["off", "Offline"],
    ["flapping", t("Naik-turun", "Flapping")],
    ["unknown", t("Belum terpantau", "Not known")],
  ];
  return (
    <section class="kartu overflow-hidden min-w-0">
      <div class="px-4 pt-3.5 pb-3 flex flex-wrap gap-2 items-center">
        <h2 class="h-sec mr-2 max-lg:w-full">{t("Sambungan", "Lines")}</h2>
        <div class="flex gap-2 overflow-x-auto noscroll max-lg:-mx-4 max-lg:px-4 max-lg:w-[calc(100%+32px)]" role="group" aria-label={t("Keadaan", "State")}>
          {states.map(([key, word]) => (
            <button key={word} type="button" class={`chip cursor-pointer flex-none max-lg:h-11 ${key === state ? "on" : ""}`} aria-pressed={key === state} onClick={() => setState(key)}>
              {word}
            </button>
          ))}
        </div>
      </div>
      {list.problem && <ErrorBox title={t("Sambungan tidak termuat", "The lines could not be read")} problem={list.problem} again={list.reload} />}
      {!list.items ? list.loading && <Skeleton /> : list.items.length ? <LineTable lines={list.items} /> : <p class="px-4 pb-4 text-muted">{state ? t("Tidak ada sambungan dengan keadaan ini.", "No line is in this state.") : t("Router ini belum melaporkan sambungan.", "This router has told of no lines yet.")}</p>}
      <More of={list} />
    </section>
  );
}

function LineTable({ lines }: { lines: SessionView[] }) {
  const who = (line: SessionView) =>
    line.customer_id ? (
      <Link href={`/pelanggan/${line.customer_id}`} data-row class="font-semibold">
        {line.customer_name || line.customer_id}
      </Link>
    ) : (
      <span class="text-muted">{t("Belum dikenal", "Nobody we know")}</span>
    );
  const badge = (line: SessionView) => <Badge state={lineState(line.state, line.light)} plain={line.state === "on" && line.light !== "weak" && line.light !== "bad"} />;
  const cut = (line: SessionView) => line.is_shut_out && <span class="text-error font-[550]">{t("diisolir", "cut")}</span>;
  const since = (line: SessionView) => (line.since ? moment(line.since) : "");
  return (
    <Table
      label={t("Sambungan router ini", "Lines of this router")}
      rows={lines}
      keyOf={(line) => line.target}
      columns={[
        { head: t("User", "User"), cell: (line) => <span class="num">{line.target}</span> },
        { head: t("Pelanggan", "Customer"), cell: who },
        { head: t("Koneksi", "Connection"), cell: badge },
        { head: t("Sejak", "Since"), cell: (line) => <span class="text-muted num">{since(line)}</span> },
        { head: t("Alamat IP", "Address"), cell: (line) => <span class="num">{line.address}</span> },
        { head: t("Profil", "Profile"), cell: (line) => cut(line) || line.profile },
      ]}
      card={(line) => (
        <div class="flex items-center gap-3">
          <span class="min-w-0 flex-1">
            {who(line)}
            <span class="block text-xs text-muted num break-all">{[line.target, since(line)].filter(Boolean).join(" · ")}</span>
            {cut(line)}
          </span>
          {badge(line)}
        </div>
      )}
    />
  );
}
