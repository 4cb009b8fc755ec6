import { Link } from "wouter-preact";
import { health, unreadable } from "./health";
import { healthState } from "./healthState";

/** WhatsApp's health at the foot of the side bar, and the way to its page. */
export function HealthLink() {
  const { word, icon: Icon, tone } = healthState(health.value, !!unreadable.value);
  const calm = tone === "ok" || tone === "mute";
  return (
    <div role="status">
      <Link href="/pesan" class={`flex items-center gap-2 px-2.5 h-8 mb-1.5 rounded-field text-sm t-${tone} ${calm ? "text-muted" : "tint font-semibold"}`}>
        <span style={{ color: "var(--c)" }}>
          <Icon class="i" />
        </span>
        <span class="clamp1">{word}</span>
      </Link>
    </div>
  );
}
