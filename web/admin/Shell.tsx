import type { ComponentChildren } from "preact";
import { Menu } from "lucide-preact";
import { Link, useLocation } from "wouter-preact";
import { t } from "../shared/language";
import { Logo } from "../shared/parts/Logo";
import { isAt, type Place, places } from "./navigation";
import { PersonMenu } from "./PersonMenu";

/** Side bar on wide screens, bar at the bottom on phones, the page between. */
export function Shell({ children }: { children: ComponentChildren }) {
  return (
    <div class="lg:flex min-h-screen">
      <SideBar />
      <div class="flex-1 min-w-0 flex flex-col min-h-screen">
        {children}
        <BottomBar />
      </div>
    </div>
  );
}

function SideBar() {
  const setup = places().filter((place) => place.group === "setup");
  return (
    <aside class="hidden lg:flex flex-col w-[224px] shrink-0 h-screen sticky top-0 px-3 py-3 border-r divx overflow-y-auto">
      <Link href="/" class="flex items-center gap-2.5 px-1.5 h-11 mb-2 rounded-field">
        <Logo />
        <span class="min-w-0">
          <span class="block font-[650] leading-[18px] clamp1">Sambung</span>
          <span class="block text-xs text-muted">{t("untuk staf", "for staff")}</span>
        </span>
      </Link>
      <Places label={t("Menu utama", "Main menu")} of={places().filter((place) => place.group === "work")} />
      {setup.length > 0 && <div class="lbl px-2.5 mt-4 mb-1">{t("Atur", "Set up")}</div>}
      {setup.length > 0 && <Places label={t("Pengaturan", "Settings")} of={setup} />}
      <div class="mt-auto">
        <PersonMenu />
      </div>
    </aside>
  );
}

function Places({ label, of }: { label: string; of: Place[] }) {
  const [location] = useLocation();
  return (
    <nav class="nav flex flex-col gap-0.5" aria-label={label}>
      {of.map(({ path, word, icon: Icon }) => (
        <Link key={path} href={path} class={isAt(path, location) ? "on" : ""} aria-current={isAt(path, location) ? "page" : undefined}>
          <Icon class="i i-18" />
          {word}
        </Link>
      ))}
    </nav>
  );
}

function BottomBar() {
  const [location] = useLocation();
  const shown: Omit<Place, "group">[] = [
    ...places().filter((place) => place.group === "work"),
    { path: "/lainnya", word: t("Lainnya", "More"), icon: Menu },
  ];
  const within = shown.some((place) => isAt(place.path, location));
  return (
    <div class="lg:hidden sticky bottom-0 z-20">
      <nav class="dockx" aria-label={t("Menu utama", "Main menu")}>
        {shown.map(({ path, word, icon: Icon }) => {
          const here = isAt(path, location) || (path === "/lainnya" && !within);
          return (
            <Link key={path} href={path} class={here ? "on" : ""} aria-current={here ? "page" : undefined}>
              <Icon class="i i-20" />
              {word}
            </Link>
          );
        })}
      </nav>
    </div>
  );
}
