/** Whether a bill is paid, asked for again and again while somebody looks at it. */
import { useEffect, useRef } from "preact/hooks";
import type { BillStanding } from "../shared/api.d";
import { type Loaded, usePoll } from "../shared/load";
import type { WaysIn } from "./waysIn";

/** Who has the page before them may be paying: every 4 s; who left it open for long is looked after less often. */
const SOON_MS = 10 * 60_000;
const eagerness = (since: number) => (Date.now() - since < SOON_MS ? 4 : 30);

/** `changed` is told once something was paid, so that the bill is read anew. */
export function useStanding(door: WaysIn, changed: () => void): Loaded<BillStanding> {
  const since = useRef(Date.now()).current;
  const loaded = usePoll(door.standing, () => eagerness(since), (last) => !last || last.status === "open", [door]);
  const paid = loaded.value?.paid;
  const before = useRef(paid);
  useEffect(() => {
    if (before.current !== undefined && paid !== before.current) changed();
    before.current = paid;
  }, [paid]);
  return loaded;
}
