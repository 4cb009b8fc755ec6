/** Builds the three sites into dist/, and fails when one is heavier than people on slow phones can bear. */
import { copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { build } from "vite";
import { firstLoad, report } from "./sizes.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));
process.chdir(web);

/** Budgets in kB, gzip: what a first visit fetches before the page can be used, font aside; with what is imported late.
    Whoever comes by a link in a message is on a slow line for the first time: that page stays lighter than the rest. */
const SITES = [
  { name: "admin", base: "/admin/", visits: { admin: [120, "admin/firebase.ts", "admin/pages/Today.tsx"] } },
  {
    name: "customer",
    base: "/",
    visits: {
      "customer, a bill by its link": [40, "customer/PayPage.tsx"],
      "customer, signing in": [40, "customer/App.tsx", "customer/SignIn.tsx"],
      "customer, signed in": [60, "customer/App.tsx", "customer/Inside.tsx"],
      "customer, reporting trouble": [60, "customer/App.tsx", "customer/Inside.tsx", "customer/complaints/ReportPage.tsx"],
    },
  },
];

async function buildSite({ name, base }) {
  return build({
    configFile: false,
    root: `${web}/${name}`,
    base,
    logLevel: "warn",
    plugins: [tailwindcss()],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: { outDir: `${web}/dist/${name}`, emptyOutDir: true, assetsInlineLimit: 0 },
  });
}

const loads = [];
for (const site of SITES) {
  const { output } = await buildSite(site);
  for (const [name, [budget, ...also]] of Object.entries(site.visits)) {
    loads.push({ name, budget, files: firstLoad(output, also.map((path) => `${web}/${path}`.replaceAll("//", "/"))) });
  }
}
await build({ configFile: fileURLToPath(new URL("../../local/sandbox/page/vite.config.mts", import.meta.url)), logLevel: "warn" });
await copyFile("openapi.json", "dist/openapi.json");

process.exitCode = report(loads) ? 0 : 1;
