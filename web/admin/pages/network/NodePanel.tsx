import { MapPin, PencilLine } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { NodeDetail, PortView } from "../../../shared/api.d";
import { count, moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { lineState } from "../../../shared/lineState";
import { usePoll } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { Facts } from "../../../shared/parts/Facts";
import { Show } from "../../../shared/parts/Show";
import { Table } from "../../../shared/parts/Table";
import { subscriptionState } from "../../../shared/states";
import { may } from "../../session";
import { areaName, useAreas } from "../complaint/areas";
import { kindWord, NodeDialog } from "./NodeDialog";
import { last } from "./tree";

const EVERY_S = 30;

/** One node: where it is, its ports with who is on each, what hangs on it. */
export function NodePanel({ id, changed }: { id: string; changed: () => void }) {
  const loaded = usePoll(() => body(GET("/api/nodes/{id}", { params: { path: { id } } })), EVERY_S, () => true, [id]);
  return (
    <div class="flex flex-col gap-4 min-w-0">
      <Show of={loaded} failed={t("Titik tidak termuat", "The node could not be read")}>
        {(node) => (
          <Opened
            node={node}
            changed={() => {
              loaded.reload();
              changed();
            }}
          />
        )}
      </Show>
    </div>
  );
}

function Opened({ node, changed }: { node: NodeDetail; changed: () => void }) {
  const [editing, setEditing] = useState(false);
  useAreas();
  const nodes = last.value?.items ?? [];
  const parent = nodes.find((one) => one.id === node.parent_id);
  const used = node.lines.length + node.children.length;
  return (
    <>
      <Card
        title={node.name}
        aside={
          may("nodes.write") && (
            <Button size="small" class="max-lg:h-11" icon={PencilLine} onClick={() => setEditing(true)}>
              {t("Ubah", "Change")}
            </Button>
          )
        }
      >
        <dl class="grid grid-cols-3 gap-2 px-4 pb-3 num max-w-[480px]">
          <Figure word={t("Port", "Ports")} value={node.ports} />
          <Figure word={t("Terpakai", "Taken")} value={used} bad={used > node.ports} />
          <Figure word={t("Kosong", "Free")} value={node.free_ports} />
        </dl>
        {used > node.ports && <p class="px-4 pb-3 text-sm text-error font-[550]">{t("Lebih banyak sambungan daripada port. Perbaiki jumlah port atau ODP pelanggan.", "More lines than ports. Correct the ports, or the customers' box.")}</p>}
        <Facts
          of={[
            [t("Jenis", "Kind"), kindWord(node.kind)],
            [
              t("Induk", "Hangs on"),
              parent && (
                <Link href={`/jaringan/titik/${parent.id}`} class="lnk">
                  {parent.name}
                </Link>
              ),
            ],
            [t("Wilayah", "Area"), node.area_id && areaName(node.area_id)],
            [
              t("Lokasi", "Location"),
              node.location && (
                <a href={`geo:${node.location.latitude},${node.location.longitude}`} class="lnk num">
                  <MapPin class="i i-14 inline mr-1" />
                  {node.location.latitude.toFixed(5)}, {node.location.longitude.toFixed(5)}
                </a>
              ),
            ],
            [t("Catatan", "Note"), node.note],
          ]}
        />
      </Card>
      {node.kind === "odp" ? <Ports node={node} /> : <Beneath node={node} />}
      {editing && (
        <NodeDialog
          node={node}
          nodes={nodes}
          close={() => setEditing(false)}
          done={() => {
            setEditing(false);
            changed();
          }}
        />
      )}
    </>
  );
}

function Figure({ word, value, bad }: { word: string; value: number; bad?: boolean }) {
  return (
    <div class="rounded-field bg-base-200 px-3 py-2">
      <dd class={`text-lg font-bold ${bad ? "text-error" : ""}`}>{count(value)}</dd>
      <dt class="text-xs text-muted">{word}</dt>
    </div>
  );
}

/** Who is on which port, and which are free; two on one port stand out. */
function Ports({ node }: { node: NodeDetail }) {
  const taken = new Map<number, number>();
  for (const { port } of node.lines) if (port) taken.set(port, (taken.get(port) ?? 0) + 1);
  const unnamed = node.lines.filter((line) => !line.port).length;
  const free = Array.from({ length: node.ports }, (_, index) => index + 1).filter((port) => !taken.has(port));
  const port = (line: PortView) =>
    line.port ? (
      <span class="num">
        {line.port}
        {(taken.get(line.port) ?? 0) > 1 && <span class="text-error font-semibold"> {t("ganda", "twice")}</span>}
      </span>
    ) : (
      <span class="text-muted">?</span>
    );
  const state = (line: PortView) => (line.status === "active" ? <Badge state={lineState(line.state, line.light)} plain={line.state === "on" && line.light !== "weak" && line.light !== "bad"} /> : <Badge state={subscriptionState(line.status)} />);
  const name = (line: PortView) => (
    <Link href={`/pelanggan/${line.customer_id}`} data-row class="font-semibold">
      {line.customer_name || line.customer_id}
    </Link>
  );
  const light = (line: PortView) => (line.rx_dbm === null ? "" : `${line.rx_dbm.toFixed(1).replace("-", "−").replace(".", ",")} dBm`);
  return (
    <Card title={t("Pelanggan di titik ini", "Customers on this box")}>
      {node.lines.length ? (
        <Table
          label={t("Pelanggan di titik ini", "Customers on this box")}
          rows={node.lines}
          keyOf={(line) => line.subscription_id}
          columns={[
            { head: "Port", cell: port },
            { head: t("Pelanggan", "Customer"), cell: name },
            { head: t("Koneksi", "Connection"), cell: state },
            { head: t("Sejak", "Since"), cell: (line) => <span class="text-muted num">{line.since ? moment(line.since) : ""}</span> },
            { head: t("Redaman", "Light"), cell: light, right: true },
          ]}
          card={(line) => (
            <div class="flex items-center gap-3">
              <span class="w-8 text-center">{port(line)}</span>
              <span class="min-w-0 flex-1">
                {name(line)}
                <span class="block text-xs text-muted num">{[line.since && moment(line.since), light(line)].filter(Boolean).join(" · ")}</span>
              </span>
              {state(line)}
            </div>
          )}
        />
      ) : (
        <p class="px-4 pb-4 text-muted">{t("Belum ada pelanggan di titik ini.", "No customer on this box yet.")}</p>
      )}
      <p class="px-4 py-3 border-t divx text-sm text-muted num">
        {free.length === 0
          ? t("Semua port terpakai.", "Every port is taken.")
          : unnamed
            ? t(`${count(node.free_ports)} port kosong; ${count(unnamed)} pelanggan belum dicatat port-nya.`, `${count(node.free_ports)} free ports; of ${count(unnamed)} customers the port is not written down.`)
            : t(`Port kosong: ${free.join(", ")}`, `Free ports: ${free.join(", ")}`)}
      </p>
    </Card>
  );
}

function Beneath({ node }: { node: NodeDetail }) {
  return (
    <Card title={t("Di bawahnya", "Beneath it")}>
      {node.children.length ? (
        <ul class="hair pb-1">
          {node.children.map((child) => (
            <li key={child.id}>
              <Link href={`/jaringan/titik/${child.id}`} class="flex items-center gap-3 px-4 h-11">
                <span class="font-[550]">{child.name}</span>
                <span class="ml-auto text-sm text-muted num">
                  {kindWord(child.kind)} · {count(child.ports)} port
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p class="px-4 pb-4 text-muted">{t("Belum ada yang tersambung ke titik ini.", "Nothing hangs on this node yet.")}</p>
      )}
    </Card>
  );
}
