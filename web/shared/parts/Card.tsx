import type { ComponentChildren } from "preact";

interface CardProps {
  title?: ComponentChildren;
  aside?: ComponentChildren;
  children?: ComponentChildren;
  class?: string;
}

export function Card({ title, aside, children, class: more = "" }: CardProps) {
  return (
    <section class={`kartu overflow-hidden ${more}`}>
      {title && (
        <div class="flex items-center gap-2 px-4 pt-3.5 pb-2 min-h-[46px]">
          <h2 class="h-sec">{title}</h2>
          {aside && <div class="ml-auto flex items-center gap-2 text-sm">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
