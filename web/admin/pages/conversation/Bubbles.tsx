import { Bot, FileText, MapPin, Mic, UserRound, Video } from "lucide-preact";
import type { Bubble, ConversationDetail } from "../../../shared/api.d";
import { clock, dateOf, day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { PrivatePicture } from "../../../shared/parts/PrivatePicture";
import { messageState } from "../../../shared/states";
import { today } from "../../session";
import { nameOf } from "./ConversationList";

/** What was said, oldest first: their words left, ours right. */
export function Bubbles({ of, said }: { of: ConversationDetail; said: Bubble[] }) {
  return (
    <ol class="flex flex-col gap-2.5 p-4" aria-label={t(`Percakapan dengan ${nameOf(of)}`, `Conversation with ${nameOf(of)}`)}>
      {said.map((bubble, index) => {
        const on = dateOf(new Date(bubble.at));
        const before = said[index - 1];
        return (
          <li key={bubble.id} class="flex flex-col gap-2.5">
            {(!before || dateOf(new Date(before.at)) !== on) && <p class="text-sm text-muted text-center">{on === today.value ? t(`Hari ini, ${day(on)}`, `Today, ${day(on)}`) : day(on)}</p>}
            <Said of={bubble} by={of.id} />
          </li>
        );
      })}
    </ol>
  );
}

function Said({ of, by }: { of: Bubble; by: string }) {
  const theirs = of.by === "customer";
  const Icon = of.by === "bot" ? Bot : UserRound;
  return (
    <div class={theirs ? "bub-in" : "bub-out"}>
      {theirs ? (
        <span class="sr-only">{of.by_name || t("Pelanggan", "Customer")}</span>
      ) : (
        <p class="text-xs font-[650] text-primary flex items-center gap-1 mb-0.5">
          <Icon class="i i-14" />
          {of.by === "bot" ? t("Bot", "Bot") : of.by_name || t("Kami", "We")}
        </p>
      )}
      {of.kind === "image" && of.has_media && (
        <div class="mb-1">
          <PrivatePicture path={`/api/conversations/${by}/photos/${of.id}`} alt={t("Foto yang dikirim", "The photo they sent")} class="rounded-field w-56 max-w-full aspect-[4/3]" />
        </div>
      )}
      <Other kind={of.kind} />
      {of.text && <p class="whitespace-pre-line break-words">{of.text}</p>}
      <p class="flex items-center justify-end gap-2 text-xs text-muted num mt-0.5">
        {clock(of.at).slice(0, 5)}
        {!theirs && of.status && <Badge state={messageState(of.status)} plain />}
      </p>
    </div>
  );
}

/** What cannot be shown here is named. */
function Other({ kind }: { kind: Bubble["kind"] }) {
  const named: Partial<Record<Bubble["kind"], [typeof Mic, string]>> = {
    audio: [Mic, t("Pesan suara. Dengarkan di ponsel WhatsApp.", "Voice message. Listen on WhatsApp's phone.")],
    video: [Video, t("Video. Lihat di ponsel WhatsApp.", "Video. See it on WhatsApp's phone.")],
    document: [FileText, t("Dokumen", "Document")],
    location: [MapPin, t("Lokasi", "Location")],
    sticker: [UserRound, t("Stiker", "Sticker")],
    contacts: [UserRound, t("Kontak", "Contacts")],
    unsupported: [FileText, t("Kiriman yang tidak bisa dibaca di sini.", "Something that cannot be read here.")],
    revoked: [FileText, t("Pesan ini dihapus pengirimnya.", "The sender deleted this message.")],
  };
  const found = named[kind];
  if (!found) return null;
  const [Icon, word] = found;
  return (
    <p class="flex items-center gap-1.5 text-sm text-muted">
      <Icon class="i i-14" />
      {word}
    </p>
  );
}
