/** Live boards: Firestore tells that something moved, and the page asks the API again. Its SDK is loaded here only. */
import { useEffect } from "preact/hooks";
import { whenSeen } from "../shared/visible";
import { access } from "./session";

/** Should the listener be down, or not be allowed: nobody waits longer than this. */
const EVERY_S = 20;
/** While it listens, for what does not move the newest of the board. */
const LISTENING_EVERY_S = 120;

export type Board = "conversations" | "complaints";

/** Calls `moved` whenever something newer stands on the board. People limited to some areas are asked for by time alone. */
export function useLive(board: Board, moved: () => void): void {
  useEffect(() => {
    let over = false;
    let stop = () => {};
    let every = EVERY_S;
    if (!access.value?.areas.length) {
      import("./firestore").then(
        ({ listen }) => {
          if (over) return;
          const told = (live: boolean) => (every = live ? LISTENING_EVERY_S : EVERY_S);
          stop = listen(board, () => !document.hidden && moved(), told);
        },
        // Off line: asked for by time until the page is opened again.
        () => undefined,
      );
    }
    let cancel = () => {};
    const again = () => {
      cancel = whenSeen(every, () => {
        moved();
        again();
      });
    };
    again();
    return () => {
      over = true;
      stop();
      cancel();
    };
  }, [board, moved]);
}
