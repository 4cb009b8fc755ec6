import { Check, CheckCheck, Copy, ExternalLink, FileText, List, MapPin, QrCode, Reply } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { clock } from "shared/format";
import { RichText } from "./RichText";
import { openLink } from "./openLink";
import type { Button, Message } from "./sandbox";

interface BubbleProps {
  message: Message;
  act: (what: object) => void;
  openMenu: (message: Message) => void;
}

/** One message: the business' on the left, with what can be tapped below it; the owner's own on the right. */
export function Bubble({ message, act, openMenu }: BubbleProps) {
  const own = message.direction === "in";
  const file = message.document;
  const tappable = message.buttons.filter((button) => button.type !== "list");
  const picture = message.image ?? message.sticker;
  return (
    <div class={`text-sm max-w-[88%] p-0! overflow-hidden ${own ? "bub-out" : "bub-in"}`}>
      {picture && (
        <a href={picture.url} target="_blank" rel="noreferrer">
          <img src={picture.url} alt={message.text || picture.filename} class="block w-full max-h-56 object-cover" />
        </a>
      )}
      {file && (
        <a href={file.url} target="_blank" rel="noreferrer" class="m-1 mb-0 p-2.5 rounded-[10px] bg-base-200 flex items-center gap-2.5">
          <span class="w-9 h-9 grid place-items-center rounded-field tint t-err shrink-0">
            <FileText class="i i-20" aria-hidden="true" />
          </span>
          <span class="min-w-0">
            <span class="block font-semibold break-all leading-4">{file.filename}</span>
            <span class="block text-xs text-muted">{file.filename.split(".").pop()?.toUpperCase()} · ketuk untuk membuka</span>
          </span>
        </a>
      )}
      <div class="px-3 pt-2 pb-1.5">
        {message.header && <p class="font-[650] mb-0.5">{message.header}</p>}
        {message.location && (
          <p class="flex items-center gap-1.5 font-semibold">
            <MapPin class="i text-primary" aria-hidden="true" />
            {message.location.name ?? `${message.location.latitude}, ${message.location.longitude}`}
          </p>
        )}
        {!message.location && <RichText text={message.text} />}
        {message.footer && <p class="text-xs text-muted mt-1">{message.footer}</p>}
        <p class="text-xs text-muted flex gap-2 justify-end num mt-0.5">
          {clock(message.at).replace(" WIB", "")}
          {own && <Tick read={message.status === "read"} />}
        </p>
      </div>
      {tappable.map((button) => (
        <Action key={button.id + button.text} button={button} message={message} act={act} />
      ))}
      {message.choices && (
        <button type="button" class="bub-action" onClick={() => openMenu(message)}>
          <List class="i i-14" aria-hidden="true" />
          {message.choices.button}
        </button>
      )}
    </div>
  );
}

function Tick({ read }: { read: boolean }) {
  return read ? (
    <span class="inline-flex items-center gap-1 text-primary font-semibold">
      <CheckCheck class="i i-12" aria-hidden="true" />
      Dibaca
    </span>
  ) : (
    <span class="inline-flex items-center gap-1">
      <Check class="i i-12" aria-hidden="true" />
      Terkirim
    </span>
  );
}

function Action({ button, message, act }: { button: Button; message: Message; act: (what: object) => void }) {
  const look = (icon: ComponentChildren, tap: () => void) => (
    <button type="button" class="bub-action" onClick={tap}>
      {icon}
      {button.text}
    </button>
  );
  if (button.type === "url" && button.url) {
    const url = button.url;
    const pays = url.includes("/t/");
    return look(pays ? <QrCode class="i i-14" aria-hidden="true" /> : <ExternalLink class="i i-14" aria-hidden="true" />, () => openLink(url));
  }
  if (button.type === "copy_code") {
    return look(<Copy class="i i-14" aria-hidden="true" />, () => void navigator.clipboard?.writeText(button.code ?? ""));
  }
  return look(<Reply class="i i-14" aria-hidden="true" />, () => act({ button_id: button.id, message_id: message.id }));
}
