import { Plus, Router as RouterIcon } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { RouterToken, RouterView } from "../../shared/api.d";
import { count, moment } from "../../shared/format";
import { t } from "../../shared/language";
import { routerState } from "../../shared/lineState";
import { usePoll } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Button } from "../../shared/parts/Button";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { Table } from "../../shared/parts/Table";
import { Page } from "../Page";
import { may } from "../session";
import { Install } from "./network/Install";
import { RouterDialog } from "./network/RouterDialog";
import { Tabs } from "./network/Tabs";

const EVERY_S = 15;
const AT_ONCE = 200;

/** All routers: which are heard, since when, and how they are; a new one is added here. */
export default function Routers() {
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<RouterToken>();
  const loaded = usePoll(() => body(GET("/api/routers", { params: { query: { limit: AT_ONCE } } })), EVERY_S, () => true, []);
  const add = (look: "primary" | "soft") => (
    <Button look={look} size="small" icon={Plus} class="max-lg:h-11" onClick={() => setAdding(true)}>
      {t("Tambah router", "Add a router")}
    </Button>
  );
  return (
    <Page title={t("Router", "Routers")} above={{ path: "/jaringan", word: t("Jaringan", "Network") }} actions={may("routers.write") && !!loaded.value?.items.length && add("primary")}>
      <div class="flex flex-col gap-4">
        <Tabs at="routers" />
        {made?.token && <Install made={made} close={() => setMade(undefined)} />}
        <Show of={loaded} failed={t("Router tidak termuat", "The routers could not be read")}>
          {({ items }) => (
            <div class="kartu overflow-hidden">
              {items.length ? (
                <RouterTable routers={items} />
              ) : (
                <Empty icon={RouterIcon} title={t("Belum ada router.", "No router yet.")} next={t("Tambahkan MikroTik Anda: ia melapor sendiri tiap 30 detik, tanpa IP publik.", "Add your MikroTik: it reports by itself every 30 seconds, without a public address.")}>
                  {may("routers.write") && add("soft")}
                </Empty>
              )}
            </div>
          )}
        </Show>
      </div>
      {adding && (
        <RouterDialog
          close={() => setAdding(false)}
          done={(router) => {
            setAdding(false);
            setMade(router);
            loaded.reload();
          }}
        />
      )}
    </Page>
  );
}

function RouterTable({ routers }: { routers: RouterView[] }) {
  const state = (router: RouterView) => {
    const shown = routerState(router);
    return <Badge state={shown} plain={shown.tone === "ok"} />;
  };
  const name = (router: RouterView) => (
    <Link href={`/jaringan/router/${router.id}`} data-row class="font-semibold">
      {router.name}
    </Link>
  );
  return (
    <Table
      label={t("Daftar router", "List of routers")}
      rows={routers}
      keyOf={(router) => router.id}
      columns={[
        { head: t("Nama", "Name"), cell: name },
        { head: t("Keadaan", "State"), cell: state },
        { head: t("Sejak", "Since"), cell: (router) => <span class="num">{router.since ? moment(router.since) : ""}</span> },
        { head: t("Laporan terakhir", "Last report"), cell: (router) => <span class="num">{router.heard_at ? moment(router.heard_at) : t("belum ada", "none yet")}</span> },
        { head: t("Versi", "Version"), cell: (router) => <span class="num">{router.version}</span> },
        { head: "CPU", cell: (router) => (router.cpu_percent === null ? "" : `${router.cpu_percent}%`), right: true },
        { head: t("Sesi", "Sessions"), cell: (router) => count(router.sessions), right: true },
      ]}
      card={(router) => (
        <Link href={`/jaringan/router/${router.id}`} data-row class="block -mx-4 -my-3 px-4 py-3">
          <span class="flex items-center gap-3">
            <span class="font-semibold clamp1">{router.name}</span>
            <span class="ml-auto">{state(router)}</span>
          </span>
          <span class="block text-sm text-muted num mt-1">
            {[router.since && `${t("sejak", "since")} ${moment(router.since)}`, router.version, router.cpu_percent !== null && `CPU ${router.cpu_percent}%`, t(`${count(router.sessions)} sesi`, `${count(router.sessions)} sessions`)].filter(Boolean).join(" · ")}
          </span>
        </Link>
      )}
    />
  );
}
