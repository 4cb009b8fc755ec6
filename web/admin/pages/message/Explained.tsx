import type { MessageView } from "../../../shared/api.d";
import { moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { refusalOf } from "../../whatsapp/refusals";
import { needsPerson } from "./Resend";

const SOON_MS = 60_000;

/** Whether it waits for an hour that is still ahead: quiet hours, or the next day's quota. */
export function isHeldBack(message: MessageView): boolean {
  return message.status === "queued" && Date.parse(message.send_after) > Date.now() + SOON_MS;
}

/** What a message's state means and what to do about it, where that is not plain. */
export function Explained({ message, whole }: { message: MessageView; whole?: boolean }) {
  if (message.failure) {
    const { what, todo } = refusalOf(message.failure.code);
    return (
      <p class="text-sm text-muted">
        {what} {(whole || needsPerson(message)) && todo}
        {whole && message.failure.code > 0 && (
          <span class="block text-xs mt-1">
            Meta {message.failure.code}: {message.failure.title}
          </span>
        )}
      </p>
    );
  }
  if (message.status === "unknown") {
    return <p class="text-sm text-muted">{t("Belum pasti terkirim: WhatsApp tidak menjawab. Kalau sudah sampai, kirim ulang membuatnya dua kali.", "WhatsApp did not answer. If it did arrive, sending again doubles it.")}</p>;
  }
  if (isHeldBack(message)) {
    return <p class="text-sm text-muted num">{t(`Berangkat paling cepat ${moment(message.send_after)}.`, `Goes out ${moment(message.send_after)} at the earliest.`)}</p>;
  }
  return null;
}
