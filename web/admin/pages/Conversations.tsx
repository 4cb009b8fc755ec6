import { CircleCheck, MessagesSquare } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { useLocation, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import { duration } from "../../shared/format";
import { t } from "../../shared/language";
import { useList } from "../../shared/load";
import { Choice } from "../../shared/parts/Choice";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import type { At } from "../App";
import { useLive } from "../live";
import { Page } from "../Page";
import { Chat } from "./conversation/Chat";
import { ConversationList } from "./conversation/ConversationList";
import { waitedFor } from "./conversation/standing";

type Tab = "waiting" | "mine" | "all";

const ASKED: Record<Tab, { status?: "waiting"; mine?: true }> = { waiting: { status: "waiting" }, mine: { mine: true }, all: {} };
const CLOCK_S = 30;

/** Everybody who writes on WhatsApp: who waits for a person, and the talk itself beside it. */
export default function Conversations({ id }: At) {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const customer = asked.get("customer_id") ?? undefined;
  const tab: Tab = customer ? "all" : ((asked.get("tampil") as Tab | null) ?? "waiting");
  const list = useList((cursor) => body(GET("/api/conversations", { params: { query: { ...ASKED[tab], customer_id: customer, cursor } } })), [tab, customer]);
  const now = useClock();
  const [name, setName] = useState("");
  useLive("conversations", list.reload);

  // Who waits longest comes first; elsewhere the latest.
  const shown = list.items && tab === "waiting" ? [...list.items].sort((one, other) => one.last_at.localeCompare(other.last_at)) : list.items;
  const query = customer ? `?customer_id=${customer}` : tab === "waiting" ? "" : `?tampil=${tab}`;
  const longest = tab === "waiting" && shown?.[0];
  const sub = longest && t(`${shown.length}${list.more ? "+" : ""} menunggu orang · terlama ${duration(waitedFor(longest, now))}`, `${shown.length}${list.more ? "+" : ""} waiting · longest ${duration(waitedFor(longest, now))}`);
  return (
    <Page title={(id && name) || t("Percakapan", "Conversations")} sub={sub || undefined} above={id ? { path: `/percakapan${query}`, word: t("Percakapan", "Conversations") } : undefined} full>
      <div class="h-full min-h-0 flex">
        <section class={`lg:w-[300px] lg:flex-none max-lg:w-full lg:border-r divx flex flex-col min-h-0 ${id ? "max-lg:hidden" : ""}`} aria-label={t("Daftar percakapan", "List of conversations")}>
          <div class="p-3 border-b divx flex-none">
            <Choice
              label={t("Tampilkan", "Show")}
              value={tab}
              choose={(chosen) => go(`/percakapan${chosen === "waiting" ? "" : `?tampil=${chosen}`}`, { replace: true })}
              of={[
                ["waiting", t("Menunggu", "Waiting")],
                ["mine", t("Saya", "Mine")],
                ["all", t("Semua", "All")],
              ]}
            />
          </div>
          <div class="flex-1 min-h-0 overflow-y-auto">
            {list.problem && (
              <div class="p-3">
                <ErrorBox title={t("Percakapan tidak termuat", "The conversations could not be read")} problem={list.problem} again={list.reload} />
              </div>
            )}
            {!shown ? list.loading && <Skeleton rows={6} /> : shown.length ? <ConversationList of={shown} chosen={id} now={now} query={query} /> : <Nobody tab={tab} />}
            <More of={list} />
          </div>
        </section>
        <div class={`flex-1 min-w-0 min-h-0 bg-base-100 ${id ? "" : "max-lg:hidden"}`}>
          {id ? <Chat key={id} id={id} now={now} moved={list.reload} named={setName} /> : <Empty icon={MessagesSquare} title={t("Pilih percakapan", "Choose a conversation")} next={t("Isi, tagihan, dan pengaduannya muncul di sini.", "Its words, bills and complaints appear here.")} />}
        </div>
      </div>
    </Page>
  );
}

function Nobody({ tab }: { tab: Tab }) {
  if (tab === "waiting") return <Empty icon={CircleCheck} title={t("Tidak ada yang menunggu", "Nobody waits")} next={t("Bot menjawab yang lain. Lihat semuanya di Semua.", "The bot answers the others. See them under All.")} />;
  if (tab === "mine") return <Empty icon={MessagesSquare} title={t("Belum ada yang Anda tangani", "You have taken none")} next={t("Ambil alih dari daftar Menunggu.", "Take one over from Waiting.")} />;
  return <Empty icon={MessagesSquare} title={t("Belum ada percakapan", "No conversations yet")} next={t("Percakapan muncul saat pelanggan menulis di WhatsApp.", "They appear when customers write on WhatsApp.")} />;
}

/** The time, so that what waits is told as it grows. */
function useClock(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), CLOCK_S * 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
