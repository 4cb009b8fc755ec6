import { openLink } from "./openLink";

const PARTS = /(https?:\/\/[^\s]+|\*[^*\n]+\*|_[^_\n]+_)/g;

/** A message's text as WhatsApp shows it: *bold*, _italic_, links, line breaks. */
export function RichText({ text }: { text: string }) {
  return (
    <p class="whitespace-pre-line break-words">
      {text.split(PARTS).map((part, place) => {
        if (place % 2 === 0) return part;
        if (part.startsWith("*")) return <b key={place}>{part.slice(1, -1)}</b>;
        if (part.startsWith("_")) return <i key={place}>{part.slice(1, -1)}</i>;
        return (
          <a key={place} href={part} class="text-primary font-semibold break-all" onClick={(event) => (event.preventDefault(), openLink(part))}>
            {part}
          </a>
        );
      })}
    </p>
  );
}
