import type { ComponentChildren } from "preact";
import { language, speak, t } from "../shared/language";
import { Kawung } from "../shared/parts/Kawung";
import { Logo } from "../shared/parts/Logo";

/** The green block every page begins with: whose bill this is, and what it says first; `done` where all is well. */
export function Header({ company, done, children }: { company: string; done?: boolean; children: ComponentChildren }) {
  const other = language.value === "en" ? "id" : "en";
  return (
    <header class={`relative overflow-hidden text-white px-5 pt-3 pb-16 ${done ? "done" : ""}`} style={{ background: "var(--brandblock)" }}>
      <Kawung fade={done ? "down" : "left"} />
      <div class="relative">
        <div class="flex items-center gap-3 h-11">
          <Logo size={32} light />
          <span class="font-[650] clamp1">{company}</span>
          <button type="button" class="ml-auto h-11 px-2 text-sm font-semibold cursor-pointer" lang={other} onClick={() => speak(other)}>
            {t("English", "Indonesia")}
          </button>
        </div>
        {children}
      </div>
    </header>
  );
}

/** One column, as wide as a phone. */
export function Column({ children }: { children: ComponentChildren }) {
  return <div class="max-w-[430px] mx-auto min-h-screen bg-base-200">{children}</div>;
}
