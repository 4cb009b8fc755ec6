/** Where acts wait on this device: a small database of the browser's, so that closing the page loses nothing. */
import type { Unsent } from "./acts";

const NAME = "sambung";
const STORE = "unsent";

let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

async function run<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction(STORE, mode);
  const request = ask(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** Kept once this answers. */
export async function keep(item: Unsent): Promise<void> {
  await run("readwrite", (store) => store.put(item));
}

export async function drop(id: string): Promise<void> {
  await run("readwrite", (store) => store.delete(id));
}

/** What this account has waiting, in the order in which it was done. */
export async function keptOf(who: string): Promise<Unsent[]> {
  const all: Unsent[] = await run("readonly", (store) => store.getAll());
  return all.filter((one) => one.who === who).sort((one, other) => one.order - other.order);
}
