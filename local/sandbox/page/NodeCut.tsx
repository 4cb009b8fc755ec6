import { Plug, Unplug } from "lucide-preact";
import { useState } from "preact/hooks";
import { count } from "shared/format";
import { type NetworkNode, cutNode } from "./sandbox";

/** Cut the cable to a node of the tree, and mend it. */
export function NodeCut({ nodes, refresh }: { nodes: NetworkNode[]; refresh: () => void }) {
  const [name, setName] = useState("");
  const act = (node: string, up: boolean) => cutNode(node, up).then(refresh, refresh);
  const cut = nodes.filter((node) => !node.up && nodes.find((one) => one.name === node.above)?.up !== false);
  const picked = nodes.find((node) => node.name === name);
  return (
    <div class="py-2">
      <div class="flex gap-2">
        <select class="inp flex-1 min-w-0" aria-label="Titik jaringan" value={name} onChange={(event) => setName(event.currentTarget.value)}>
          <option value="">Pilih titik</option>
          {inTree(nodes).map(({ node, depth }) => (
            <option key={node.name} value={node.name}>
              {`${"\u00a0\u00a0".repeat(depth)}${node.name}, ${count(node.lines)} jalur`}
            </option>
          ))}
        </select>
        <button type="button" class="btn btn-sm btn-line h-9!" disabled={!picked?.up} onClick={() => act(name, false)}>
          <Unplug class="i" aria-hidden="true" />
          Putus kabel
        </button>
      </div>
      {cut.map((node) => (
        <p key={node.name} class="flex items-center gap-2 pt-2 text-sm">
          <span class="st st-plain t-err">
            <Unplug class="i" aria-hidden="true" />
            {node.name} putus
          </span>
          <span class="text-xs text-muted num">{count(node.lines)} jalur</span>
          <button type="button" class="lnk ml-auto inline-flex items-center gap-1" aria-label={`Sambung ${node.name}`} onClick={() => act(node.name, true)}>
            <Plug class="i" aria-hidden="true" />
            Sambung
          </button>
        </p>
      ))}
    </div>
  );
}

/** What hangs on nothing first, beneath each node what hangs on it. */
function inTree(nodes: NetworkNode[], above: string | null = null, depth = 0): { node: NetworkNode; depth: number }[] {
  const names = new Set(nodes.map((node) => node.name));
  return nodes
    .filter((node) => (node.above && names.has(node.above) ? node.above : null) === above)
    .flatMap((node) => [{ node, depth }, ...inTree(nodes, node.name, depth + 1)]);
}
