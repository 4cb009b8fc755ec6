/** Keeping a file that came with its own rights: the browser puts it where it puts downloads. */

const KEPT_FOR_MS = 60_000;

export function savePaper(paper: Blob, name: string): void {
  const address = URL.createObjectURL(paper);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR_MS);
}
