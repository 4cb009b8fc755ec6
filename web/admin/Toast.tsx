import { CircleAlert, CircleCheck, X } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { canUndo, justDone, left, refused, takeBack, takingBack } from "./undo";
import { UndoButton } from "./UndoButton";

/** Says what was done and offers to take it back, by click or Z; stays while somebody points at it. */
export function Toast() {
  const done = justDone.value;
  const [held, setHeld] = useState(false);
  const waits = takingBack.value || !!refused.value;
  useEffect(() => {
    if (!done || waits) return;
    if (left.value <= 0) {
      if (!held) justDone.value = null;
      return;
    }
    // The server's seconds go on, whoever points at it.
    if (held && done.within === undefined) return;
    const timer = setTimeout(() => left.value--, 1000);
    return () => clearTimeout(timer);
  }, [done, held, waits, left.value]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key.toLowerCase() !== "z" || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !canUndo()) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
      const dialog = document.querySelector("dialog[open]");
      if (dialog && !dialog.querySelector("[data-undo]")) return;
      event.preventDefault();
      void takeBack();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  const Icon = refused.value ? CircleAlert : CircleCheck;
  return (
    <div class="fixed z-30 inset-x-0 bottom-20 lg:bottom-6 px-4 grid place-items-center pointer-events-none" role="status">
      {done && (
        <div
          class="pointer-events-auto flex max-lg:flex-wrap items-center gap-x-3 rounded-box bg-neutral text-neutral-content pl-4 pr-2 py-1.5 min-h-12 max-lg:w-full max-w-[560px] shadow-lg"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocusIn={() => setHeld(true)}
          onFocusOut={() => setHeld(false)}
        >
          <Icon class="i i-18 flex-none" />
          <span class="min-w-0 flex-1">
            {refused.value || done.text}
            {done.undo && !refused.value && <span class="sr-only"> {t("Tekan Z untuk mengurungkan.", "Press Z to undo.")}</span>}
          </span>
          <UndoButton look="ghost" class="btn-sm text-inherit bg-transparent border-transparent underline underline-offset-4 flex-none max-lg:order-last max-lg:w-full" />
          <Button look="ghost" size="small" icon={X} class="btn-square text-inherit bg-transparent border-transparent max-lg:h-11 max-lg:w-11" aria-label={t("Tutup", "Close")} onClick={() => (justDone.value = null)} />
        </div>
      )}
    </div>
  );
}
