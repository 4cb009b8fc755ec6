/** Keeps the site itself on the devices of people in the field, so that it opens where there is no signal. */

/** Begins the worker, and names to it what is loaded already. A browser without one does without. */
export async function keepSite(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/admin/sw.js", { scope: "/admin/" });
    const { active } = await navigator.serviceWorker.ready;
    const files = performance.getEntriesByType("resource").map((one) => new URL(one.name));
    const ours = files.filter((one) => one.origin === location.origin && one.pathname.startsWith("/admin/assets/"));
    active?.postMessage(["/admin/", "/config.json", ...new Set(ours.map((one) => one.pathname))]);
  } catch {
    // Without it the site needs a signal to open, as any site does.
  }
}
