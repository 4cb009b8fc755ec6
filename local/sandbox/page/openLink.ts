/** A tapped link: our own pages open in the phone beside, everything else in a new tab. */
import { opened } from "./sandbox";

const OURS = ["localhost", "127.0.0.1", location.hostname];

export function openLink(url: string): void {
  const target = new URL(url, location.href);
  if (OURS.includes(target.hostname) && target.port === location.port) {
    // By path: the page may have been opened as 127.0.0.1 while links say localhost.
    opened.value = target.pathname + target.search;
  } else {
    window.open(url, "_blank", "noreferrer");
  }
}
