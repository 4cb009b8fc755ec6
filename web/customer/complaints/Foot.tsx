import type { ComponentChildren } from "preact";

/** The main thing to do, always within reach of a thumb. */
export function Foot({ children }: { children: ComponentChildren }) {
  return (
    <div class="fixed bottom-0 inset-x-0 bg-base-100 border-t divx z-10">
      <div class="max-w-[430px] mx-auto p-3 px-4 flex gap-2 *:flex-1 *:min-w-0">{children}</div>
    </div>
  );
}
