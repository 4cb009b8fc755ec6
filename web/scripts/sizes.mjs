/** How heavy a first visit is: the page, and all scripts and styles it fetches before it can be used. */
import { gzipSync } from "node:zlib";

/** The files of a first visit with their gzip sizes in bytes. `also` are modules fetched at once although imported later. */
export function firstLoad(output, also) {
  const byName = new Map(output.map((file) => [file.fileName, file]));
  const wanted = new Set();
  const add = (file) => {
    if (!file || wanted.has(file)) return;
    wanted.add(file);
    for (const name of [...(file.imports ?? []), ...(file.viteMetadata?.importedCss ?? [])]) add(byName.get(name));
  };
  for (const file of output) {
    const page = file.fileName.endsWith(".html");
    if (page || file.isEntry || also.includes(file.facadeModuleId)) add(file);
  }
  return [...wanted].map((file) => ({ name: file.fileName, bytes: gzipSync(file.code ?? file.source).length }));
}

/** Prints the table; whether every site keeps its budget. */
export function report(sites) {
  let kept = true;
  for (const { name, budget, files } of sites) {
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    const within = total <= budget * 1000;
    kept &&= within;
    for (const file of files) console.log(line(`  ${file.name}`, file.bytes));
    console.log(line(`${name}, first load`, total), `of ${budget} kB gzip`, within ? "" : "TOO HEAVY");
  }
  return kept;
}

function line(words, bytes) {
  return `${words.padEnd(48)}${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}
