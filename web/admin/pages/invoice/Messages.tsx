import type { MessageView } from "../../../shared/api.d";
import { body, GET } from "../../../shared/api";
import { moment, phone } from "../../../shared/format";
import { t } from "../../../shared/language";
import { usePoll } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Card } from "../../../shared/parts/Card";
import { Show } from "../../../shared/parts/Show";
import { messageState } from "../../../shared/states";

const EVERY_S = 3;
const ON_THE_WAY = new Set<MessageView["status"]>(["queued", "released", "sending"]);

/** What the customer was told of something, and whether it arrived. */
export function Messages({ cause }: { cause: string }) {
  const list = usePoll(
    () => body(GET("/api/messages", { params: { query: { cause } } })),
    EVERY_S,
    (page) => !!page?.items.some((message) => ON_THE_WAY.has(message.status)),
    [cause],
  );
  return (
    <Card title={t("Pesan ke pelanggan", "Messages to the customer")}>
      <Show of={list} failed={t("Pesan tidak termuat", "The messages could not be read")} rows={1}>
        {(page) =>
          page.items.length ? (
            <ul class="hair">
              {page.items.map((message) => (
                <Message key={message.id} message={message} />
              ))}
            </ul>
          ) : (
            <p class="px-4 pb-4 text-muted">{t("Tidak ada pesan. Pelanggan ini tanpa nomor HP, atau pesannya belum dibuat.", "No message: there is no phone, or it is not written yet.")}</p>
          )
        }
      </Show>
    </Card>
  );
}

function Message({ message }: { message: MessageView }) {
  const at = message.read_at ?? message.delivered_at ?? message.sent_at ?? message.created_at;
  return (
    <li class="px-4 py-3">
      <div class="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <span class="num font-[550]">WhatsApp {phone(message.to)}</span>
        <span class="text-muted num">{moment(at)}</span>
        <span class="ml-auto">
          <Badge state={messageState(message.status)} />
        </span>
      </div>
      <p class="rounded-[14px_4px_14px_14px] px-3 py-2 mt-2 text-sm whitespace-pre-line break-words" style={{ background: "var(--chat-out)" }}>
        {message.text}
      </p>
      {message.failure && (
        <p class="text-sm text-error mt-1.5">
          {message.failure.title} ({message.failure.code})
        </p>
      )}
    </li>
  );
}
