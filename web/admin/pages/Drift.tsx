import { CircleCheck } from "lucide-preact";
import { Link } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { DriftView } from "../../shared/api.d";
import { moment } from "../../shared/format";
import { t } from "../../shared/language";
import { driftProblem, driftState } from "../../shared/lineState";
import { usePoll } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { Table } from "../../shared/parts/Table";
import { Page } from "../Page";
import { Tabs } from "./network/Tabs";

const EVERY_S = 10;
const AT_ONCE = 200;
const RANK = { let_on: 0, shut_out: 1, other_plan: 2 };

/** What was decided and is not yet so at the router: it vanishes by itself once the router has done it. */
export default function Drift() {
  const loaded = usePoll(() => body(GET("/api/routers/drift", { params: { query: { limit: AT_ONCE } } })), EVERY_S, () => true, []);
  return (
    <Page title={t("Selisih router", "Differences")} above={{ path: "/jaringan", word: t("Jaringan", "Network") }}>
      <div class="flex flex-col gap-4">
        <Tabs at="drift" />
        <p class="text-muted max-w-[760px]">{t("Keputusan yang belum dijalankan router. Biasanya hilang sendiri dalam satu menit, paling lambat saat router kembali tersambung.", "Decisions that a router has not carried out yet. They usually vanish within a minute, at the latest when the router is back.")}</p>
        <Show of={loaded} failed={t("Selisih tidak termuat", "The differences could not be read")}>
          {({ items, next_cursor }) => (
            <div class="kartu overflow-hidden">
              {items.length ? (
                <DriftTable rows={[...items].sort((one, other) => RANK[one.kind] - RANK[other.kind] || one.decided_at.localeCompare(other.decided_at))} />
              ) : (
                <Empty icon={CircleCheck} title={t("Semua router sesuai.", "All routers are as they shall be.")} next={t("Tidak ada yang menunggu dijalankan.", "Nothing waits to be carried out.")} />
              )}
              {next_cursor && <p class="px-4 py-3 border-t divx text-muted">{t("Masih ada lagi di belakangnya.", "There are more behind these.")}</p>}
            </div>
          )}
        </Show>
      </div>
    </Page>
  );
}

function DriftTable({ rows }: { rows: DriftView[] }) {
  const who = (row: DriftView) => (
    <Link href={`/pelanggan/${row.customer_id}`} data-row class="font-semibold">
      {row.customer_name || row.customer_id}
    </Link>
  );
  const router = (row: DriftView) => (
    <Link href={`/jaringan/router/${row.router_id}`} class="lnk">
      {row.router_id}
    </Link>
  );
  const heard = (row: DriftView) => (row.router_heard_at ? t(`terakhir ${moment(row.router_heard_at)}`, `last heard ${moment(row.router_heard_at)}`) : t("belum pernah melapor", "never heard"));
  const why = (row: DriftView) => driftProblem(row.problem) || t("Menunggu laporan router.", "Waits for the router's report.");
  return (
    <Table
      label={t("Selisih", "Differences")}
      rows={rows}
      keyOf={(row) => row.subscription_id}
      columns={[
        { head: t("Pelanggan", "Customer"), cell: who },
        { head: t("Selisih", "Difference"), cell: (row) => <Badge state={driftState(row.kind)} /> },
        { head: t("Diputuskan", "Decided"), cell: (row) => <span class="num">{moment(row.decided_at)}</span> },
        {
          head: "Router",
          cell: (row) => (
            <>
              {router(row)} <span class="block text-xs text-muted num">{heard(row)}</span>
            </>
          ),
        },
        { head: t("Sebab", "Reason"), cell: (row) => <span class={row.problem ? "text-error font-[550]" : "text-muted"}>{why(row)}</span> },
      ]}
      card={(row) => (
        <div class="flex flex-col gap-1.5">
          <span class="flex items-baseline gap-3">
            {who(row)}
            <span class="ml-auto text-xs text-muted num whitespace-nowrap">{moment(row.decided_at)}</span>
          </span>
          <span>
            <Badge state={driftState(row.kind)} />
          </span>
          <span class="text-sm text-muted">
            {router(row)} · <span class="num">{heard(row)}</span>
          </span>
          <span class={`text-sm ${row.problem ? "text-error font-[550]" : "text-muted"}`}>{why(row)}</span>
        </div>
      )}
    />
  );
}
