import { Ellipsis } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../shared/language";
import { roleWord } from "./navigation";
import { Preferences } from "./Preferences";
import { access } from "./session";

/** Who is signed in, with theme, language, keys and the way out above it. */
export function PersonMenu() {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event) => {
      const outside = event instanceof KeyboardEvent ? event.key === "Escape" : !whole.current?.contains(event.target as Node);
      if (outside) setOpen(false);
    };
    document.addEventListener("click", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("click", close);
      document.removeEventListener("keydown", close);
    };
  }, [open]);
  return (
    <div ref={whole} class="border-t divx pt-2 relative">
      {open && (
        <div class="kartu absolute bottom-full left-0 right-0 mb-2 p-3 shadow-lg">
          <Preferences />
        </div>
      )}
      <button type="button" class="w-full flex items-center gap-2.5 px-1.5 py-1 rounded-field text-left cursor-pointer" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Person />
        <span class="sr-only">{t("Akun dan tampilan", "Account and display")}</span>
        <Ellipsis class="i ml-auto text-muted" />
      </button>
    </div>
  );
}

export function Person() {
  const { name = "", role = "" } = access.value ?? {};
  const initials = name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join("");
  return (
    <>
      <span class="ava" aria-hidden="true">
        {initials.toUpperCase()}
      </span>
      <span class="min-w-0 leading-[16px]">
        <span class="block text-sm font-semibold clamp1">{name}</span>
        <span class="block text-xs text-muted">{roleWord(role)}</span>
      </span>
    </>
  );
}
