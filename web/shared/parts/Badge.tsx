import type { State } from "../states";

/** A state as icon, word and colour. `plain` has no background: the normal state in a table. */
export function Badge({ state, plain, large }: { state: State; plain?: boolean; large?: boolean }) {
  const Icon = state.icon;
  return (
    <span class={`st t-${state.tone} ${plain ? "st-plain" : ""} ${large ? "st-lg" : ""}`}>
      <Icon class="i" />
      {state.word}
    </span>
  );
}
