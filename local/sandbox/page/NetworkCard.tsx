import { useEffect, useState } from "preact/hooks";
import { count } from "shared/format";
import { LineOfPhone } from "./LineOfPhone";
import { NodeCut } from "./NodeCut";
import { RouterRow } from "./RouterRow";
import { type Network, chosen, readNetwork } from "./sandbox";

const EVERY_MS = 3000;

export function NetworkCard() {
  const { network, refresh } = useNetwork();
  if (!network || network.items.length === 0) return null;
  const lines = network.items.flatMap((router) => router.lines);
  const on = lines.filter((line) => line.on_line).length;
  const own = lines.find((line) => line.phone === chosen.value);
  return (
    <section class="kartu px-4 pt-3 pb-2 shrink-0" aria-label="Jaringan">
      <div class="flex items-center mb-1">
        <h2 class="h-sec">Jaringan</h2>
        <span class="ml-auto text-xs text-muted num">
          {count(on)} dari {count(lines.length)} tersambung
        </span>
      </div>
      <div class="hair">
        {network.items.map((router) => (
          <RouterRow key={router.id} router={router} refresh={refresh} />
        ))}
        <NodeCut nodes={network.nodes} refresh={refresh} />
        {own && <LineOfPhone line={own} node={network.nodes.find((node) => node.name === own.odp)} refresh={refresh} />}
      </div>
    </section>
  );
}

/** The network as it is now, asked for every three seconds while the page is looked at, and after each act. */
function useNetwork() {
  const [network, setNetwork] = useState<Network | null>(null);
  const refresh = () => readNetwork().then(setNetwork, () => undefined);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void (document.hidden || refresh()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return { network, refresh };
}
