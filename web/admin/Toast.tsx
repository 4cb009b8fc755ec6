import { CircleCheck, X } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../shared/language";
import { Button } from "../shared/parts/Button";
import { toProblem } from "../shared/problem";
import { justDone } from "./undo";

const SHOWN_S = 8;

/** Says what was done and offers to take it back; waits while somebody points at it. */
export function Toast() {
  const done = justDone.value;
  const [held, setHeld] = useState(false);
  const [left, setLeft] = useState(SHOWN_S);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  useEffect(() => {
    setLeft(SHOWN_S);
    setRefused("");
  }, [done]);
  useEffect(() => {
    if (!done || held || busy || refused) return;
    if (left <= 0) {
      justDone.value = null;
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [done, held, busy, left, refused]);
  const takeBack = async () => {
    setBusy(true);
    try {
      await done?.undo?.();
      justDone.value = null;
    } catch (failure) {
      setRefused(toProblem(failure).message);
    }
    setBusy(false);
  };
  return (
    <div class="fixed z-30 inset-x-0 bottom-20 lg:bottom-6 px-4 grid place-items-center pointer-events-none" role="status">
      {done && (
        <div
          class="pointer-events-auto flex items-center gap-3 rounded-box bg-neutral text-neutral-content pl-4 pr-2 py-1.5 min-h-12 max-w-[480px] shadow-lg"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocusIn={() => setHeld(true)}
          onFocusOut={() => setHeld(false)}
        >
          <CircleCheck class="i i-18" />
          <span class="min-w-0">{refused || done.text}</span>
          {done.undo && !refused && (
            <Button look="ghost" size="small" class="text-accent max-lg:h-11" busy={busy && t("Sebentar…", "One moment…")} onClick={() => void takeBack()}>
              {t("Urungkan", "Undo")} <span class="num" aria-hidden="true">{left}</span>
            </Button>
          )}
          <Button look="ghost" size="small" icon={X} class="btn-square max-lg:h-11 max-lg:w-11" aria-label={t("Tutup", "Close")} onClick={() => (justDone.value = null)} />
        </div>
      )}
    </div>
  );
}
