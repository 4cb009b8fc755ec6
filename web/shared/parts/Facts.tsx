import type { ComponentChildren } from "preact";

/** Facts about one thing, name beside value; empty ones are left out. */
export function Facts({ of }: { of: [string, ComponentChildren][] }) {
  return (
    <dl class="px-4 pb-3.5 grid gap-y-1.5">
      {of
        .filter(([, value]) => value !== "" && value !== false && value != null)
        .map(([name, value]) => (
          <div key={name} class="grid grid-cols-[128px_1fr] gap-3">
            <dt class="text-muted">{name}</dt>
            <dd class="font-[550] min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
