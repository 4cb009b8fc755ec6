import type { LucideIcon } from "lucide-preact";
import type { ComponentChildren } from "preact";

interface DoneProps {
  icon: LucideIcon;
  title: string;
  text: ComponentChildren;
  children?: ComponentChildren;
}

/** What has been achieved, with the next steps beside it. */
export function Done({ icon: Icon, title, text, children }: DoneProps) {
  return (
    <section class="rounded-box tintbox t-ok p-4 lg:p-5 flex flex-wrap items-center gap-4" role="status">
      <span class="w-12 h-12 rounded-full grid place-items-center flex-none bg-success text-success-content">
        <Icon class="i i-24" />
      </span>
      <div class="flex-1 min-w-[200px]">
        <h2 class="text-xl font-bold tracking-[-.01em] num">{title}</h2>
        <p class="text-muted num">{text}</p>
      </div>
      <div class="flex flex-wrap gap-2 max-lg:w-full max-lg:*:flex-1">{children}</div>
    </section>
  );
}
