import { Link } from "wouter-preact";
import { t } from "../../../shared/language";
import { may } from "../../session";

export type Tab = "tree" | "routers" | "drift";

/** The pages of the network, each where the role may open it. */
export function Tabs({ at }: { at: Tab }) {
  const tabs: [Tab, string, string, boolean][] = [
    ["tree", "/jaringan", t("Pohon", "Tree"), may("nodes.read")],
    ["routers", "/jaringan/router", "Router", may("routers.read")],
    ["drift", "/jaringan/selisih", t("Selisih", "Differences"), may("routers.read")],
  ];
  return (
    <nav class="flex flex-wrap gap-2" aria-label={t("Bagian jaringan", "Parts of the network")}>
      {tabs
        .filter(([, , , allowed]) => allowed)
        .map(([tab, path, word]) => (
          <Link key={tab} href={path} class={`chip max-lg:h-11 ${tab === at ? "on" : ""}`} aria-current={tab === at ? "page" : undefined}>
            {word}
          </Link>
        ))}
    </nav>
  );
}
