/** Builds the sandbox page with the packages of web/, into web/dist/sandbox where the sandbox serves it from. */
import { fileURLToPath } from "node:url";
// By file: there is no node_modules above this folder.
import tailwindcss from "../../../web/node_modules/@tailwindcss/vite/dist/index.mjs";
import type { Plugin, UserConfig } from "../../../web/node_modules/vite";

const page = fileURLToPath(new URL(".", import.meta.url));
const web = fileURLToPath(new URL("../../../web", import.meta.url));

/** What this folder imports by name is looked for where web/ would find it. */
const packagesOfWeb: Plugin = {
  name: "packages-of-web",
  enforce: "pre",
  resolveId(source, importer) {
    const named = /^[@a-z]/.test(source) && !source.startsWith("shared/");
    return named && importer?.startsWith(page) ? this.resolve(source, `${web}/package.json`, { skipSelf: true }) : null;
  },
};

const config: UserConfig = {
  root: page,
  base: "/sandbox/",
  plugins: [packagesOfWeb, tailwindcss()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: [
      { find: /^shared\//, replacement: `${web}/shared/` },
      { find: /^@fontsource-variable\//, replacement: `${web}/node_modules/@fontsource-variable/` },
    ],
  },
  build: { outDir: `${web}/dist/sandbox`, emptyOutDir: true },
};

export default config;
