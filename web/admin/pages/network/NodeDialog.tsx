import { LocateFixed } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, PATCH, POST } from "../../../shared/api";
import type { NodeView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Choice } from "../../../shared/parts/Choice";
import { Field } from "../../../shared/parts/Field";
import { NumberField } from "../../../shared/parts/NumberField";
import { Select } from "../../../shared/parts/Select";
import { useAreas } from "../complaint/areas";
import { FormDialog } from "../subscription/FormDialog";

type Kind = NodeView["kind"];

const ABOVE: Record<Kind, Kind[]> = { olt: [], odc: ["olt"], odp: ["odc", "olt"] };
const PORTS: Record<Kind, number> = { olt: 16, odc: 24, odp: 8 };
const MOST_PORTS = 4096;

export function kindWord(kind: Kind): string {
  return { olt: t("OLT (sentral)", "OLT (exchange)"), odc: t("ODC (kabinet)", "ODC (cabinet)"), odp: t("ODP (tiang)", "ODP (pole box)") }[kind];
}

interface NodeDialogProps {
  /** The node to change; without it a new one is made. */
  node?: NodeView;
  nodes: NodeView[];
  close: () => void;
  done: (node: NodeView) => void;
}

/** A node as it is written down: what it is, what it hangs on, how many ports, where. */
export function NodeDialog({ node, nodes, close, done }: NodeDialogProps) {
  const areas = useAreas();
  const [kind, setKind] = useState<Kind>(node?.kind ?? "odp");
  const [name, setName] = useState(node?.name ?? "");
  const [parent, setParent] = useState(node?.parent_id ?? "");
  const [area, setArea] = useState(node?.area_id ?? "");
  const [ports, setPorts] = useState(node?.ports ?? PORTS[kind]);
  const [place, setPlace] = useState(node?.location ? `${node.location.latitude}, ${node.location.longitude}` : "");
  const [note, setNote] = useState(node?.note ?? "");
  const [missing, setMissing] = useState({ name: false, ports: false, place: false });
  const parents = nodes.filter((one) => ABOVE[kind].includes(one.kind) && one.id !== node?.id);
  const location = readPlace(place);
  const save = async () => {
    const wrong = { name: !name.trim(), ports: !(ports >= 1 && ports <= MOST_PORTS), place: !!place.trim() && !location };
    setMissing(wrong);
    if (wrong.name || wrong.ports || wrong.place) return false;
    const told = { name: name.trim(), parent_id: parent || null, area_id: area || null, ports, location, note: note.trim() };
    done(
      node
        ? await body(PATCH("/api/nodes/{id}", { params: { path: { id: node.id } }, body: told }))
        : await body(POST("/api/nodes", { body: { id: null, ...told, kind } })),
    );
  };
  return (
    <FormDialog title={node ? t(`Ubah ${node.name}`, `Change ${node.name}`) : t("Tambah titik", "Add a node")} close={close} save={save} button={t("Simpan titik", "Save the node")} busyWord={t("Menyimpan…", "Saving…")} failed={t("Titik belum tersimpan", "The node is not saved")}>
      {(problem) => (
        <>
          {!node && (
            <Choice
              label={t("Jenis", "Kind")}
              value={kind}
              choose={(chosen) => {
                setKind(chosen);
                setParent("");
                setPorts(PORTS[chosen]);
              }}
              of={[
                ["odp", "ODP"],
                ["odc", "ODC"],
                ["olt", "OLT"],
              ]}
            />
          )}
          <Field label={t("Nama", "Name")} name="name" maxLength={200} placeholder={kind === "odp" ? "ODP-A1" : kind === "odc" ? "ODC-1" : "OLT Kantor"} value={name} onInput={(event) => setName(event.currentTarget.value)} error={(missing.name && t("Wajib diisi.", "Required.")) || problem?.of("name")} />
          {ABOVE[kind].length > 0 && <Select label={t("Tersambung ke", "Hangs on")} value={parent} choose={setParent} of={[["", t("Belum dicatat", "Not written down")], ...parents.map((one): [string, string] => [one.id, one.name])]} error={problem?.of("parent_id")} />}
          <NumberField label={t("Jumlah port", "Ports")} value={ports} change={setPorts} min={1} max={MOST_PORTS} error={missing.ports && t("Isi 1 sampai 4.096.", "From 1 to 4,096.")} />
          <Select label={t("Wilayah", "Area")} value={area} choose={setArea} of={[["", t("Tanpa wilayah", "No area")], ...areas.map((one): [string, string] => [one.id, one.name])]} error={problem?.of("area_id")} />
          <div class="flex items-end gap-2">
            <Field label={t("Lokasi", "Location")} optional={t("(boleh kosong)", "(optional)")} class="flex-1" inputMode="text" placeholder="-8.09512, 112.16034" value={place} onInput={(event) => setPlace(event.currentTarget.value)} error={missing.place && t("Tulis lintang, bujur.", "Write latitude, longitude.")} />
            <Button class="btn-square max-lg:size-11" icon={LocateFixed} aria-label={t("Pakai lokasi saya", "Use my location")} onClick={() => navigator.geolocation?.getCurrentPosition(({ coords }) => setPlace(`${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`))} />
          </div>
          <Field label={t("Catatan", "Note")} optional={t("(boleh kosong)", "(optional)")} maxLength={400} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </>
      )}
    </FormDialog>
  );
}

/** "-8.09512, 112.16034" as a place; null for anything else. */
function readPlace(text: string): { latitude: number; longitude: number } | null {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!found) return null;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
