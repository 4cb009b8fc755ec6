/** How WhatsApp is doing, read once for the side bar and every page: each minute, and when the tab is looked at again. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { body, GET, POST } from "../../shared/api";
import type { OutboxHealth } from "../../shared/api.d";
import { type Problem, toProblem } from "../../shared/problem";
import { whenSeen } from "../../shared/visible";

const EVERY_S = 60;
/** On the page that shows it, while something stands still or is on its way. */
const CLOSELY_S = 5;

export const health = signal<OutboxHealth | null>(null);
/** Why it could not be read last time. */
export const unreadable = signal<Problem | null>(null);

export async function readHealth(): Promise<void> {
  try {
    tell(await body(GET("/api/messages/health")));
  } catch (reason) {
    unreadable.value = toProblem(reason);
  }
}

/** Lets one message through at once. Throws a Problem. */
export async function tryHoldAgain(id: string): Promise<void> {
  tell(await body(POST("/api/messages/holds/{id}/retry", { params: { path: { id } } })));
}

/** Keeps `health` fresh while mounted and `wanted`. */
export function useHealthWatch(wanted: boolean, closely = false): void {
  useEffect(() => {
    if (!wanted) return;
    let cancel = () => {};
    let over = false;
    const again = async () => {
      cancel();
      await readHealth();
      const busy = !health.value || health.value.status !== "ok" || health.value.queued > 0;
      if (!over) cancel = whenSeen(closely && busy ? CLOSELY_S : EVERY_S, again);
    };
    const seen = () => void (document.hidden || again());
    document.addEventListener("visibilitychange", seen);
    void again();
    return () => {
      over = true;
      cancel();
      document.removeEventListener("visibilitychange", seen);
    };
  }, [wanted, closely]);
}

function tell(answer: OutboxHealth): void {
  health.value = answer;
  unreadable.value = null;
}
