/** The nodes as a tree, with the sums of all that lies beneath each. */
import type { TreeLines, TreeNode } from "../../../shared/api.d";

export interface Branch {
  node: TreeNode;
  children: Branch[];
  /** Its own lines and those of all nodes beneath it. */
  sum: TreeLines;
}

const NONE: TreeLines = { on: 0, off: 0, flapping: 0, unknown: 0, cut: 0, weak: 0 };

/** Whatever hangs on nothing that we know stands at the top. */
export function grow(nodes: TreeNode[]): Branch[] {
  const here = new Set(nodes.map((node) => node.id));
  const under = new Map<string, TreeNode[]>();
  for (const node of nodes) {
    const parent = node.parent_id && here.has(node.parent_id) ? node.parent_id : "";
    under.set(parent, [...(under.get(parent) ?? []), node]);
  }
  const branch = (node: TreeNode): Branch => {
    const children = (under.get(node.id) ?? []).map(branch);
    return { node, children, sum: children.reduce((sum, child) => added(sum, child.sum), node.lines) };
  };
  const rank = { olt: 0, odc: 1, odp: 2 };
  return (under.get("") ?? []).map(branch).sort((one, other) => rank[one.node.kind] - rank[other.node.kind]);
}

export function sumOf(branches: Branch[]): TreeLines {
  return branches.reduce((sum, one) => added(sum, one.sum), NONE);
}

export function alive(lines: TreeLines): number {
  return lines.on + lines.flapping;
}

export function all(lines: TreeLines): number {
  return alive(lines) + lines.off + lines.unknown + lines.cut;
}

/** Only what is called so, with all that leads there. */
export function narrowed(branches: Branch[], words: string): Branch[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return branches;
  return branches.flatMap((one) => {
    if (one.node.name.toLowerCase().includes(wanted)) return [one];
    const children = narrowed(one.children, words);
    return children.length ? [{ ...one, children }] : [];
  });
}

function added(one: TreeLines, other: TreeLines): TreeLines {
  return { on: one.on + other.on, off: one.off + other.off, flapping: one.flapping + other.flapping, unknown: one.unknown + other.unknown, cut: one.cut + other.cut, weak: one.weak + other.weak };
}
