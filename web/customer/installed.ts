/** The site as something on the telephone: it starts without a network, and may be put on the home screen. */
import { signal } from "@preact/signals";

interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>;
}

/** The browser's own question, held back until it is asked for; null: it does not offer to. */
export const installPrompt = signal<InstallPrompt | null>(null);

/** From now on the site starts off line too. After everything else: on a slow line the page itself comes first. */
export function beginInstalling(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallPrompt;
  });
  addEventListener("appinstalled", () => (installPrompt.value = null));
  if (!("serviceWorker" in navigator)) return;
  const register = () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
