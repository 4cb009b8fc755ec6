import type { LucideIcon } from "lucide-preact";
import type { ComponentChildren } from "preact";

interface EmptyProps {
  icon: LucideIcon;
  /** One sentence of state. */
  title: string;
  /** One sentence of what comes next. */
  next: ComponentChildren;
  children?: ComponentChildren;
}

export function Empty({ icon: Icon, title, next, children }: EmptyProps) {
  return (
    <div class="px-4 py-10 text-center flex flex-col items-center">
      <span class="w-11 h-11 rounded-full grid place-items-center tint t-brand">
        <Icon class="i i-20" />
      </span>
      <p class="font-semibold mt-3">{title}</p>
      <p class="text-muted mt-0.5 max-w-[420px]">{next}</p>
      {children && <div class="flex flex-wrap gap-2 justify-center mt-4">{children}</div>}
    </div>
  );
}
