import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface DialogProps {
  title: string;
  /** Esc, a click beside it, or a button of its own. */
  close: () => void;
  children: ComponentChildren;
}

/** A question over the page. The browser's own dialog: focus stays inside, Esc closes, focus comes back. */
export function Dialog({ title, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} class="dlg" aria-labelledby={id} onCancel={(event) => (event.preventDefault(), close())} onClick={(event) => event.target === dialog.current && close()}>
      <div class="p-5">
        <h2 id={id} class="text-lg font-bold">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
