import { Menu, TriangleAlert } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { t } from "../shared/language";
import { Logo } from "../shared/parts/Logo";
import { companyName, readCompany } from "./company";
import { dock, isAt, type Place, places } from "./navigation";
import { PersonMenu } from "./PersonMenu";
import { may } from "./session";
import { health, unreadable, useHealthWatch } from "./whatsapp/health";
import { HealthLink } from "./whatsapp/HealthLink";
import { healthState } from "./whatsapp/healthState";
import { useWaitingWatch, waiting } from "./waiting";

/** Side bar on wide screens; on phones a bar below the page, which scrolls between it and its own name. */
export function Shell({ children }: { children: ComponentChildren }) {
  useHealthWatch(may("messages.totals"));
  useWaitingWatch(may("complaints.read"));
  useEffect(() => void readCompany(), []);
  useEffect(() => {
    if (!may("payments.take") && !may("complaints.write")) return;
    let stop = () => {};
    // What was done where there was no signal is sent from any page; its code comes after the page.
    const begun = import("./unsent/unsent").then((module) => (stop = module.watchUnsent()));
    return () => void begun.then(() => stop());
  }, []);
  return (
    <div class="lg:flex lg:min-h-screen">
      <SideBar />
      <div class="flex-1 min-w-0 flex flex-col lg:min-h-screen max-lg:h-dvh">
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
          <span class="block font-[650] leading-[18px] clamp1">{companyName.value || "Sambung"}</span>
          <span class="block text-xs text-muted">{companyName.value ? "sambung" : t("untuk staf", "for staff")}</span>
        </span>
      </Link>
      <Places label={t("Menu utama", "Main menu")} of={places().filter((place) => place.group === "work")} />
      {setup.length > 0 && <div class="lbl px-2.5 mt-4 mb-1">{t("Atur", "Set up")}</div>}
      {setup.length > 0 && <Places label={t("Pengaturan", "Settings")} of={setup} />}
      <div class="mt-auto pt-3">
        {may("messages.totals") && <HealthLink />}
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
          {path === "/pengaduan" && <Waiting />}
        </Link>
      ))}
    </nav>
  );
}

/** Work that waits: a plain number, in red with a sign once something is past its time. */
function Waiting() {
  const now = waiting.value;
  if (!now?.open) return null;
  return (
    <span class={`cnt ${now.over ? "hot" : ""}`}>
      {now.over > 0 && <TriangleAlert class="i i-14" />}
      {now.open}
      <span class="sr-only">{now.over ? t(`terbuka, ${now.over} lewat batas`, `open, ${now.over} too late`) : t("terbuka", "open")}</span>
    </span>
  );
}

function BottomBar() {
  const [location] = useLocation();
  const shown: Omit<Place, "group">[] = [
    ...dock(),
    { path: "/lainnya", word: t("Lainnya", "More"), icon: Menu },
  ];
  const within = shown.some((place) => isAt(place.path, location));
  return (
    <div class="lg:hidden z-20">
      <nav class="dockx" aria-label={t("Menu utama", "Main menu")}>
        {shown.map(({ path, word, short, icon: Icon }) => {
          const here = isAt(path, location) || (path === "/lainnya" && !within);
          return (
            <Link key={path} href={path} class={here ? "on" : ""} aria-current={here ? "page" : undefined}>
              <Icon class="i i-20" />
              {short ?? word}
              {path === "/pesan" && <Alarm />}
              {path === "/pengaduan" && waiting.value?.over ? <span class="bub num">{waiting.value.over}</span> : null}
            </Link>
          );
        })}
      </nav>
    </div>
  );
}

/** On phones, where there is no side bar: that something about WhatsApp needs a look. */
function Alarm() {
  const { word, tone } = healthState(health.value, !!unreadable.value);
  if (tone !== "err" && tone !== "warn") return null;
  return (
    <>
      <span class={`bub ${tone === "warn" ? "bub-warn" : ""}`} aria-hidden="true">
        !
      </span>
      <span class="sr-only">{word}</span>
    </>
  );
}
