/** Builds the three sites into dist/, and fails when one is heavier than people on slow phones can bear. */
import { copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { build } from "vite";
import { firstLoad, report } from "./sizes.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));
process.chdir(web);

/** Budgets in kB, gzip: what a first visit fetches before the page can be used, font aside; with what is imported late. */
const SITES = [
  { name: "admin", base: "/admin/", budget: 120, visits: { admin: ["admin/firebase.ts", "admin/pages/Today.tsx"] } },
  {
    name: "customer",
    base: "/",
    budget: 40,
    visits: {
      "customer, a bill by its link": ["customer/PayPage.tsx"],
      "customer, signing in": ["customer/App.tsx", "customer/SignIn.tsx"],
      "customer, signed in": ["customer/App.tsx", "customer/Inside.tsx"],
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
  for (const [name, also] of Object.entries(site.visits)) {
    loads.push({ name, budget: site.budget, files: firstLoad(output, also.map((path) => `${web}/${path}`.replaceAll("//", "/"))) });
  }
}
await build({ configFile: fileURLToPath(new URL("../../local/sandbox/page/vite.config.mts", import.meta.url)), logLevel: "warn" });
await copyFile("openapi.json", "dist/openapi.json");

process.exitCode = report(loads) ? 0 : 1;
