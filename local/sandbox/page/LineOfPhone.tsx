import { Power, Wifi, WifiOff } from "lucide-preact";
import { type Line, type NetworkNode, cutNode, powerLine } from "./sandbox";

const WORDS: Record<string, string> = { los: "LOS, tanpa sinyal", gasp: "listrik padam" };

/** The line of whoever holds the phone: what the router sees of it, and what may happen to it. */
export function LineOfPhone({ line, node, refresh }: { line: Line; node: NetworkNode | undefined; refresh: () => void }) {
  const Icon = line.on_line ? Wifi : WifiOff;
  const boxUp = node?.up ?? true;
  return (
    <div class="py-2">
      <dl class="grid grid-cols-[76px_minmax(0,1fr)] gap-y-0.5 text-sm">
        <Fact term="HP ini">
          {line.user}, {line.odp}
        </Fact>
        <Fact term="Status">
          <span class={`inline-flex items-center gap-1 font-semibold ${line.on_line ? "text-success" : "text-error"}`}>
            <Icon class="i" aria-hidden="true" />
            {line.on_line ? "Tersambung" : "Terputus"}
          </span>
        </Fact>
        <Fact term="Profil">{line.allowed ? line.profile : "isolir, dijeda"}</Fact>
        <Fact term="Redaman">{WORDS[line.light] ?? (line.light ? `${line.light.replace("-", "−").replace(".", ",")} dBm` : "tidak diukur")}</Fact>
      </dl>
      <div class="grid grid-cols-2 gap-2 mt-2">
        <button type="button" class="btn btn-sm btn-line px-0" onClick={() => cutNode(line.odp, !boxUp).then(refresh, refresh)}>
          {boxUp ? "Putus kabel ODP" : "Sambung ODP"}
        </button>
        <button
          type="button"
          class="btn btn-sm btn-line px-0"
          disabled={line.light === "los"}
          onClick={() => powerLine(line.user, !line.up).then(refresh, refresh)}
        >
          <Power class="i" aria-hidden="true" />
          {line.light === "gasp" ? "Nyalakan modem" : "Cabut listrik"}
        </button>
      </div>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: preact.ComponentChildren }) {
  return (
    <>
      <dt class="text-muted">{term}</dt>
      <dd class="min-w-0">{children}</dd>
    </>
  );
}
