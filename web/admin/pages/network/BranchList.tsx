import { ChevronDown, ChevronRight, Diamond, Server } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { nodeState } from "../../../shared/lineState";
import { all, alive, type Branch } from "./branches";

const FEW = 60;

/** The tree as a list that opens and closes; where it is long only what is in trouble is open. */
export function BranchList({ of, at, open }: { of: Branch[]; at: string; open?: boolean }) {
  return (
    <ul class="py-1">
      {of.map((one) => (
        <Row key={one.node.id} of={one} at={at} open={open} />
      ))}
    </ul>
  );
}

function Row({ of: branch, at, open }: { of: Branch; at: string; open?: boolean }) {
  const { node, children, sum } = branch;
  const state = nodeState(sum);
  const [shown, setShown] = useState(node.kind === "olt" || state.tone === "err" || children.length <= FEW || leadsTo(branch, at));
  const isOpen = open || shown;
  const Icon = node.kind === "olt" ? Server : node.kind === "odc" ? Diamond : state.icon;
  const here = node.id === at;
  return (
    <li>
      <div class={`flex items-center gap-1 rounded-field ${here ? "tint t-brand" : ""}`}>
        {children.length > 0 ? (
          <button type="button" class="grid place-items-center w-8 h-11 lg:h-9 cursor-pointer flex-none" aria-expanded={isOpen} aria-label={t(`Isi ${node.name}`, `What hangs on ${node.name}`)} onClick={() => setShown(!isOpen)}>
            {isOpen ? <ChevronDown class="i i-14 text-muted" /> : <ChevronRight class="i i-14 text-muted" />}
          </button>
        ) : (
          <span class="w-8 flex-none" />
        )}
        <Link href={`/jaringan/titik/${node.id}`} data-row class="flex items-center gap-2 h-11 lg:h-9 pr-3 flex-1 min-w-0 text-base-content" aria-current={here ? "true" : undefined}>
          <span class={`t-${state.tone} flex-none`} style={{ color: "var(--c)" }}>
            <Icon class="i i-14" />
          </span>
          <span class={`text-sm clamp1 ${node.kind === "odp" ? "" : "font-semibold"}`}>{node.name}</span>
          <span class="sr-only">{state.word},</span>
          <span class={`ml-auto num text-xs whitespace-nowrap ${state.tone === "err" ? "text-error font-[650]" : "text-muted"}`}>
            {count(alive(sum))}/{count(all(sum))}
            <span class="sr-only"> online</span>
          </span>
        </Link>
      </div>
      {isOpen && children.length > 0 && (
        <div class="pl-3.5">
          <BranchList of={children} at={at} open={open} />
        </div>
      )}
    </li>
  );
}

function leadsTo(branch: Branch, id: string): boolean {
  return branch.children.some((child) => child.node.id === id || leadsTo(child, id));
}
