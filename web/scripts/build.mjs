/** Builds the three sites into dist/, and fails when one is heavier than people on slow phones can bear. */
import { createHash } from "node:crypto";
import { copyFile, readFile, writeFile } from "node:fs/promises";
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
    // What every page needs is one file: a slow line pays for each.
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        { name: "base", test: /node_modules\/(preact|@preact|openapi-fetch)\/|lucide-preact\/dist\/esm\/(Icon|createLucideIcon|shared|context|icons\/(loader-circle|refresh-cw|circle-x))|shared\/(language|format|problem|load|visible|later|theme|api)\.|parts\/(Button|ErrorBox|Kawung|Logo)|customer\/Header/ },
        { name: "pay", test: /customer\/(HowToPay|Gateways|Charge|Qris|QrPicture|qrPng|ProofForm|proofs|waysIn|standing|Paid|Banks|Bill|BillHeader)\.|parts\/(CopyButton|BillLines)|icons\/(landmark|store|credit-card|external-link|copy|check-check)\./ },
        { name: "inside", test: /wouter|shared\/(states|complaintState)\.|parts\/Badge|customer\/(account|kept|online|OldNews|complaints\/(outbox|shelf|photos|WaitingReports|News))\./ },
      ],
    },
    visits: {
      "customer, a bill by its link": [40, "customer/PayPage.tsx"],
      "customer, signing in": [40, "customer/App.tsx", "customer/SignIn.tsx"],
      "customer, signed in": [60, "customer/App.tsx", "customer/Inside.tsx", "customer/HomePage.tsx"],
      "customer, reporting trouble": [60, "customer/App.tsx", "customer/Inside.tsx", "customer/complaints/ReportPage.tsx"],
    },
  },
];

async function buildSite({ name, base, codeSplitting }) {
  return build({
    configFile: false,
    root: `${web}/${name}`,
    base,
    logLevel: "warn",
    plugins: [tailwindcss()],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: { outDir: `${web}/dist/${name}`, emptyOutDir: true, assetsInlineLimit: 0, rolldownOptions: { output: { codeSplitting } } },
  });
}

/** What the customer site needs to start without a network, by name; a change of any of it is another version. */
async function writeServiceWorker(output) {
  const names = output.map((file) => file.fileName).filter((name) => /\.(js|css|woff2)$/.test(name));
  const files = ["/", "/manifest.json", "/icon-192.png", ...names.sort().map((name) => `/${name}`)];
  const page = await readFile("dist/customer/index.html", "utf8");
  const version = createHash("sha256").update(files.join() + page).digest("hex").slice(0, 12);
  const source = await readFile("customer/sw.js", "utf8");
  await writeFile("dist/customer/sw.js", source.replace("BUILD", version).replace('["FILES"]', JSON.stringify(files)));
}

const loads = [];
for (const site of SITES) {
  const { output } = await buildSite(site);
  if (site.name === "customer") await writeServiceWorker(output);
  for (const [name, [budget, ...also]] of Object.entries(site.visits)) {
    loads.push({ name, budget, files: firstLoad(output, also.map((path) => `${web}/${path}`.replaceAll("//", "/"))) });
  }
}
await build({ configFile: fileURLToPath(new URL("../../local/sandbox/page/vite.config.mts", import.meta.url)), logLevel: "warn" });
await copyFile("openapi.json", "dist/openapi.json");

process.exitCode = report(loads) ? 0 : 1;
