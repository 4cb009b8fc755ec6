import { X } from "lucide-preact";
import type { Message } from "./sandbox";

/** The rows behind a list message's button. */
export function ListSheet({ message, close, pick }: { message: Message; close: () => void; pick: (id: string) => void }) {
  return (
    <>
      <div class="shade" onClick={close} />
      <div class="sheet" role="dialog" aria-label={message.choices?.button}>
        <div class="flex items-center px-4 h-12 sticky top-0 bg-base-100 border-b divx">
          <h3 class="h-sec flex-1">{message.choices?.button}</h3>
          <button type="button" class="btn btn-ghost btn-sm btn-circle" aria-label="Tutup" onClick={close}>
            <X class="i" aria-hidden="true" />
          </button>
        </div>
        {message.choices?.sections.map((section) => (
          <div key={section.title} class="pb-2">
            {section.title && <p class="lbl px-4 pt-3 pb-1">{section.title}</p>}
            {section.rows.map((row) => (
              <button key={row.id} type="button" class="w-full text-left px-4 py-2.5 hover:bg-base-200" onClick={() => pick(row.id)}>
                <span class="block font-semibold text-sm">{row.text}</span>
                {row.description && <span class="block text-xs text-muted">{row.description}</span>}
              </button>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}
