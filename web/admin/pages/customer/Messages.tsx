import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import { moment } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Card } from "../../../shared/parts/Card";
import { Show } from "../../../shared/parts/Show";
import { messageState } from "../../../shared/states";

const LATEST = 8;
const LINES = 6;

/** What we wrote to them lately, and whether it arrived. */
export function Messages({ customerId, asOf }: { customerId: string; asOf: string }) {
  const loaded = useLoad(() => body(GET("/api/messages", { params: { query: { customer_id: customerId, limit: LATEST } } })), [customerId, asOf]);
  return (
    <Card
      title={t("Pesan", "Messages")}
      aside={
        <Link href={`/pesan?customer_id=${customerId}`} class="lnk">
          {t("Lihat semua", "See all")}
        </Link>
      }
    >
      <Show of={loaded} failed={t("Pesan tidak termuat", "The messages could not be read")} rows={3}>
        {({ items }) =>
          items.length ? (
            <ol class="flex flex-col gap-2.5 px-4 pb-4">
              {[...items].reverse().map((message) => (
                <li key={message.id} class="bub-out" style={{ maxWidth: "92%" }}>
                  <p class="whitespace-pre-line break-words clamp2" style={{ WebkitLineClamp: LINES }}>{message.text}</p>
                  <p class="flex items-center justify-end gap-2 text-xs text-muted num mt-0.5">
                    {moment(message.created_at)}
                    <Badge state={messageState(message.status)} plain />
                  </p>
                </li>
              ))}
            </ol>
          ) : (
            <p class="px-4 pb-4 text-muted">{t("Belum ada pesan.", "No messages yet.")}</p>
          )
        }
      </Show>
    </Card>
  );
}
