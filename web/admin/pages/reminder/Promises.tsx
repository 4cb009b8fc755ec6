import { CalendarClock } from "lucide-preact";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import { day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useList } from "../../../shared/load";
import { Card } from "../../../shared/parts/Card";
import { Empty } from "../../../shared/parts/Empty";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { More } from "../../../shared/parts/More";
import { Skeleton } from "../../../shared/parts/Skeleton";
import { today } from "../../session";

/** Promises to pay that stand, the next one first. */
export function Promises() {
  const list = useList((cursor) => body(GET("/api/collections/promises", { params: { query: { cursor, limit: 20 } } })), []);
  return (
    <Card title={t("Janji bayar", "Promises to pay")}>
      {list.problem && (
        <div class="px-4 pb-4">
          <ErrorBox title={t("Janji bayar tidak termuat", "The promises could not be read")} problem={list.problem} again={list.reload} />
        </div>
      )}
      {!list.items ? (
        list.loading && <Skeleton rows={3} />
      ) : list.items.length ? (
        <ul class="hair">
          {list.items.map((one) => (
            <li key={one.customer_id} class="px-4 py-2.5">
              <span class="flex items-baseline gap-3">
                <Link href={`/pelanggan/${one.customer_id}`} class="lnk font-semibold min-w-0 clamp1">
                  {one.customer_name}
                </Link>
                <span class="ml-auto num font-semibold">{rupiah(one.owed)}</span>
              </span>
              <span class="block text-sm text-muted num">
                <span class={one.until === today.value ? "text-warning font-[550]" : ""}>{one.until === today.value ? t("hari ini", "today") : t(`sampai ${day(one.until, "short")}`, `until ${day(one.until, "short")}`)}</span>
                {one.broken_promises > 0 && ` · ${t(`${one.broken_promises} kali tidak ditepati`, `${one.broken_promises} broken`)}`}
                {one.note && ` · ${one.note}`}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Empty icon={CalendarClock} title={t("Tidak ada janji bayar.", "No promises stand.")} next={t("Janji dari WhatsApp dan kasir muncul di sini.", "Promises by WhatsApp or at the desk appear here.")} />
      )}
      <More of={list} />
    </Card>
  );
}
