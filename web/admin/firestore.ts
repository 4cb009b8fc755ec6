/** The Firestore listener and nothing else of it; a chunk of its own, fetched by the live boards. */
import { getApp } from "firebase/app";
import { collection, connectFirestoreEmulator, type Firestore, initializeFirestore, limit, onSnapshot, orderBy, query } from "firebase/firestore";
import type { Board } from "./live";
import { readConfig } from "./session";

const MOVED_AT: Record<Board, string> = { conversations: "last_at", complaints: "updated_at" };

let opened: Promise<Firestore> | null = null;

async function open(): Promise<Firestore> {
  const config = await readConfig();
  const database = initializeFirestore(getApp(), {});
  if (config.firestore_emulator) connectFirestoreEmulator(database, location.hostname, Number(location.port));
  return database;
}

/** Reads one document per change: the board's newest. `live` is told whether the listener stands. */
export function listen(board: Board, moved: () => void, live: (stands: boolean) => void): () => void {
  let stop = () => {};
  let over = false;
  opened ??= open();
  opened.then(
    (database) => {
      if (over) return;
      let isFirst = true;
      stop = onSnapshot(
        query(collection(database, board), orderBy(MOVED_AT[board], "desc"), limit(1)),
        () => {
          live(true);
          if (!isFirst) moved();
          isFirst = false;
        },
        () => live(false),
      );
    },
    () => live(false),
  );
  return () => {
    over = true;
    stop();
  };
}
