/** Where reports lie that wait for a signal: the browser's own database, which keeps pictures too. */
import type { WaitingReport } from "./outbox";

const NAME = "sambung";
const REPORTS = "reports";

export function onShelf(): Promise<WaitingReport[]> {
  return within("readonly", (reports) => reports.getAll() as IDBRequest<WaitingReport[]>).then(
    (all) => all.sort((one, other) => one.writtenAt.localeCompare(other.writtenAt)),
    () => [],
  );
}

export function putOnShelf(report: WaitingReport): Promise<unknown> {
  return within("readwrite", (reports) => reports.put(report));
}

export function offShelf(id: string): Promise<unknown> {
  return within("readwrite", (reports) => reports.delete(id));
}

export function clearShelf(): Promise<unknown> {
  return within("readwrite", (reports) => reports.clear()).catch(() => undefined);
}

async function within<T>(mode: IDBTransactionMode, ask: (reports: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(REPORTS, { keyPath: "id" });
  const database = await done(opening);
  try {
    return await done(ask(database.transaction(REPORTS, mode).objectStore(REPORTS)));
  } finally {
    database.close();
  }
}

function done<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}
