/** Starts the customer site without a network: its files are kept, and nothing else is touched.
    What the API says is never kept here; the pages keep what they last showed. */
const KEPT = "sambung-BUILD";
const FILES = ["FILES"];
const OTHERS = ["admin", "api", "sandbox", "webhooks", "agent", "t"];
const NOT_OURS = new RegExp(`^/(${OTHERS.join("|")})(/|$)`);

self.addEventListener("install", (event) => {
  // Where the browser can be told so, what is not ours does not even wait for this to start.
  event.addRoutes?.(OTHERS.map((name) => ({ condition: { urlPattern: { pathname: `/${name}/*` } }, source: "network" })));
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)));
});

// Only once no page of the version before is open does this one begin: nobody loses files they still need.
self.addEventListener("activate", (event) => {
  const others = caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))));
  event.waitUntil(others.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || NOT_OURS.test(url.pathname)) return;
  const wanted = request.mode === "navigate" ? "/" : request;
  event.respondWith(caches.match(wanted).then((kept) => kept ?? fetch(request)));
});
