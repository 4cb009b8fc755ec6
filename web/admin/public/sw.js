/* Lets people in the field open the site where there is no signal: what was loaded once is kept, and what is newer
   is fetched first wherever it can be. Answers of the API are never kept here. */
const KEPT = "sambung-admin";
const HOME = "/admin/";
const PATIENCE_MS = 4000;
const MOST_FILES = 150;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page that began this worker had loaded its files already: it names them.
self.addEventListener("message", (event) => {
  event.waitUntil(keepAll(event.data));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(newest(request, HOME));
  else if (pathname === "/config.json") event.respondWith(newest(request, pathname));
  else if (pathname.startsWith("/admin/assets/")) event.respondWith(kept(request));
});

/** From the network, and what was kept under this name where it does not answer in time. */
async function newest(request, name) {
  const cache = await caches.open(KEPT);
  const before = await cache.match(name);
  try {
    const answer = await fetch(request, before ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});
    if (answer.ok) await cache.put(name, answer.clone());
    return answer;
  } catch (failure) {
    if (before) return before;
    throw failure;
  }
}

/** Files whose names change with what they hold. */
async function kept(request) {
  const cache = await caches.open(KEPT);
  const before = await cache.match(request);
  if (before) return before;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await forgetOldest(cache);
  }
  return answer;
}

async function keepAll(addresses) {
  const cache = await caches.open(KEPT);
  for (const address of addresses) if (!(await cache.match(address))) await cache.add(address).catch(() => undefined);
}

async function forgetOldest(cache) {
  const files = (await cache.keys()).filter((one) => one.url.includes("/admin/assets/"));
  for (const file of files.slice(0, Math.max(0, files.length - MOST_FILES))) await cache.delete(file);
}
