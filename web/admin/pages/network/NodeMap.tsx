import { useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { nodeState } from "../../../shared/lineState";
import { useWidth } from "../../../shared/width";
import { all, alive, type Branch } from "./branches";

const HEIGHT = 460;
const EDGE = 34;
const LETTER = 7.2;
const LINE = 16;

interface Spot {
  branch: Branch;
  x: number;
  y: number;
}

/** Where the nodes stand to each other, drawn by their places alone: circle well, triangle weak, cross down, diamond ODC, square OLT. */
export function NodeMap({ of }: { of: Branch[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const placed = flat(of).filter((one) => one.node.location);
  if (placed.length < 2) return <p class="p-4 text-muted">{t("Isi lokasi titik agar tampil di sini.", "Give the nodes a place and they are shown here.")}</p>;
  return (
    <div ref={frame} class="px-4 pb-3">
      {width > 0 && <Drawing spots={spotsOf(placed, width)} width={width} />}
      <Legend />
    </div>
  );
}

function Drawing({ spots, width }: { spots: Map<string, Spot>; width: number }) {
  const [, go] = useLocation();
  const named = namedOf(spots);
  return (
    <svg width={width} height={HEIGHT} role="group" aria-label={t("Letak titik jaringan", "Where the nodes are")} class="block" font-size="12">
      {[...spots.values()].map(({ branch, x, y }) => {
        const above = branch.node.parent_id ? spots.get(branch.node.parent_id) : undefined;
        const isDown = nodeState(branch.sum).tone === "err";
        return above && <path key={branch.node.id} d={`M${above.x} ${above.y}L${x} ${y}`} stroke={isDown ? "var(--color-error)" : "var(--color-primary)"} stroke-opacity={isDown ? 1 : 0.5} stroke-width="2" stroke-dasharray={isDown ? "3 5" : undefined} />;
      })}
      {[...spots.values()].map(({ branch, x, y }) => {
        const { node, sum } = branch;
        const label = `${node.name}, ${nodeState(sum).word}, ${count(alive(sum))}/${count(all(sum))} online`;
        return (
          <a key={node.id} href={`/admin/jaringan/titik/${node.id}`} aria-label={label} onClick={(event) => (event.preventDefault(), go(`/jaringan/titik/${node.id}`))}>
            <title>{label}</title>
            <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
              <circle r="14" fill="transparent" />
              <Mark branch={branch} />
              {named.has(node.id) && (
                <text y="26" text-anchor="middle" fill="var(--color-base-content)" stroke="var(--color-base-100)" stroke-width="3" paint-order="stroke" font-weight={node.kind === "odp" ? 500 : 650}>
                  {node.name}
                </text>
              )}
            </g>
          </a>
        );
      })}
    </svg>
  );
}

function Mark({ branch: { node, sum } }: { branch: Branch }) {
  const { tone } = nodeState(sum);
  const colour = { ok: "var(--color-success)", warn: "var(--color-warning)", err: "var(--color-error)", info: "var(--color-info)", brand: "var(--color-primary)", mute: "var(--muted)" }[tone];
  const ring = { fill: "var(--color-base-100)", stroke: colour, "stroke-width": 3 };
  if (node.kind === "olt") return <rect x="-11" y="-11" width="22" height="22" rx="5" fill={colour} stroke="var(--color-base-100)" stroke-width="2" />;
  if (node.kind === "odc") return <rect x="-8" y="-8" width="16" height="16" rx="3" transform="rotate(45)" fill={colour} stroke="var(--color-base-100)" stroke-width="2" />;
  if (tone === "err")
    return (
      <>
        <circle r="10" fill={colour} />
        <path d="M-4 -4L4 4M4 -4L-4 4" stroke="var(--color-error-content)" stroke-width="2.5" stroke-linecap="round" />
      </>
    );
  if (tone === "warn") return <path d="M0 -9L10 8H-10Z" stroke-linejoin="round" {...ring} />;
  return <circle r="7" stroke-dasharray={tone === "mute" ? "3 2" : undefined} {...ring} />;
}

function Legend() {
  const shapes: [string, string][] = [
    ["○", t("Normal", "Normal")],
    ["△", t("Perlu dilihat", "Worth a look")],
    ["✕", t("Putus", "Down")],
    ["◇", "ODC"],
    ["□", "OLT"],
  ];
  return (
    <p class="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted mt-2">
      {shapes.map(([shape, word]) => (
        <span key={word} class="inline-flex items-center gap-1.5">
          <span aria-hidden="true">{shape}</span>
          {word}
        </span>
      ))}
    </p>
  );
}

function flat(branches: Branch[]): Branch[] {
  return branches.flatMap((one) => [one, ...flat(one.children)]);
}

/** Places on the ground as places on the drawing, north above, as large as fits. */
function spotsOf(placed: Branch[], width: number): Map<string, Spot> {
  const middle = placed.reduce((sum, one) => sum + (one.node.location?.latitude ?? 0), 0) / placed.length;
  const squeeze = Math.cos((middle * Math.PI) / 180);
  const ground = placed.map((branch) => ({ branch, east: (branch.node.location?.longitude ?? 0) * squeeze, north: branch.node.location?.latitude ?? 0 }));
  const west = Math.min(...ground.map((one) => one.east));
  const east = Math.max(...ground.map((one) => one.east));
  const south = Math.min(...ground.map((one) => one.north));
  const north = Math.max(...ground.map((one) => one.north));
  const scale = Math.min((width - 2 * EDGE) / (east - west || 1e-6), (HEIGHT - 2 * EDGE) / (north - south || 1e-6));
  const left = (width - (east - west) * scale) / 2;
  const top = (HEIGHT - (north - south) * scale) / 2;
  return new Map(ground.map((one) => [one.branch.node.id, { branch: one.branch, x: left + (one.east - west) * scale, y: top + (north - one.north) * scale }]));
}

/** Whose names have room: the upper nodes first, then those in trouble; a name hides neither a mark nor another name. */
function namedOf(spots: Map<string, Spot>): Set<string> {
  const rank = ({ branch }: Spot) => ({ olt: 0, odc: 1, odp: 3 })[branch.node.kind] - (nodeState(branch.sum).tone === "err" ? 1 : 0);
  const taken: [number, number, number, number][] = [...spots.values()].map(({ x, y }) => [x - 9, y - 9, x + 9, y + 9]);
  const named = new Set<string>();
  for (const spot of [...spots.values()].sort((one, other) => rank(one) - rank(other))) {
    const half = (spot.branch.node.name.length * LETTER) / 2;
    const box: [number, number, number, number] = [spot.x - half, spot.y + 13, spot.x + half, spot.y + 13 + LINE];
    if (taken.some(([left, top, right, bottom]) => left < box[2] && box[0] < right && top < box[3] && box[1] < bottom)) continue;
    taken.push(box);
    named.add(spot.branch.node.id);
  }
  return named;
}
