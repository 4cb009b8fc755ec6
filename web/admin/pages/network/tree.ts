/** The tree, kept while one goes from node to node. */
import { signal } from "@preact/signals";
import { body, GET } from "../../../shared/api";
import type { NodeTree } from "../../../shared/api.d";
import { type Loaded, usePoll } from "../../../shared/load";

const EVERY_S = 60;

/** As it was last read. */
export const last = signal<NodeTree>();

/** All nodes with their lines; what was read before is shown until the new has come. */
export function useTree(): Loaded<NodeTree> {
  const loaded = usePoll(
    async () => {
      const tree = await body(GET("/api/nodes/tree"));
      last.value = tree;
      return tree;
    },
    EVERY_S,
    () => true,
    [],
  );
  return { ...loaded, value: loaded.value ?? last.value };
}
