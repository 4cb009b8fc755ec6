import { Megaphone, MessageCircleMore, MessageSquareText, SearchX, X } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Link, useLocation, useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { MessageView } from "../../shared/api.d";
import { count } from "../../shared/format";
import { t } from "../../shared/language";
import { useList, usePoll } from "../../shared/load";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import { Page } from "../Page";
import { may } from "../session";
import { useHealthWatch } from "../whatsapp/health";
import { Health } from "./message/Health";
import { MessageDialog } from "./message/MessageDialog";
import { MessageTable } from "./message/MessageTable";
import { SearchMessages } from "./message/SearchMessages";
import { MOVING, numberOf, type Tab, tabs } from "./message/tabs";

const EVERY_S = 5;
/** How long after the last change receipts are still looked for. */
const STILL_MS = 60_000;
const NARROWED_BY = ["run_id", "cause", "to", "customer_id"] as const;

/** Every message to customers: how WhatsApp is doing, what waits, what arrived, what failed and why. */
export default function Messages() {
  useHealthWatch(true, true);
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const [run, cause, to, customer] = NARROWED_BY.map((name) => asked.get(name) ?? undefined);
  const tab = tabs().find((one) => one.key === asked.get("status")) ?? tabs()[0]!;
  const [opened, setOpened] = useState<MessageView>();

  const lastChange = useRef(Date.now());
  const counts = usePoll(
    () => body(GET("/api/messages/counts", { params: { query: { run_id: run } } })),
    EVERY_S,
    (value) => !!value && (numberOf(MOVING, value) > 0 || Date.now() - lastChange.current < STILL_MS),
    [run],
  );
  const list = useList(
    (cursor) => body(GET("/api/messages", { params: { query: { run_id: run, cause, to, customer_id: customer, status: tab.statuses, cursor } } })),
    [run, cause, to, customer, tab.key],
  );
  const changed = () => {
    counts.reload();
    list.reload();
  };
  // Messages move on while one looks; who has read further down is left in peace.
  const standing = JSON.stringify(counts.value?.counts);
  const seen = useRef(standing);
  useEffect(() => {
    if (seen.current && list.items && !list.further) list.reload();
    seen.current = standing;
    lastChange.current = Date.now();
  }, [standing]);

  const narrow = (changes: Partial<Record<(typeof NARROWED_BY)[number] | "status", string>>) => {
    const next = new URLSearchParams(asked);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    go(`/pesan${query ? `?${query}` : ""}`, { replace: true });
  };

  return (
    <Page title={t("Pesan", "Messages")} sub="WhatsApp" actions={<Ways />}>
      <div class="flex flex-col gap-4">
        <Health showUnknown={() => narrow({ status: "unknown" })} />
        <Card>
          <div class="flex flex-wrap items-center gap-2 p-4">
            <SearchMessages to={to} customer={customer} problem={list.problem?.of("to")} find={narrow} />
            <div class="flex gap-2 overflow-x-auto noscroll max-lg:-mx-4 max-lg:px-4 max-lg:w-[calc(100%+32px)]" role="group" aria-label={t("Status", "Status")}>
              {tabs().map((one) => (
                <TabButton key={one.key} tab={one} on={one.key === tab.key} number={counts.value && numberOf(one.statuses, counts.value)} choose={() => narrow({ status: one.key })} />
              ))}
            </div>
            {run && <Narrowed word={t("Penerbitan", "Run")} value={run} clear={() => narrow({ run_id: undefined })} />}
            {cause && <Narrowed word={t("Tentang", "About")} value={cause} clear={() => narrow({ cause: undefined })} />}
          </div>
          {list.problem && !list.problem.of("to") && (
            <div class="px-4 pb-4">
              <ErrorBox title={t("Pesan tidak termuat", "The messages could not be read")} problem={list.problem} again={list.reload} />
            </div>
          )}
          {!list.items ? (
            list.loading && <Skeleton rows={8} />
          ) : list.items.length ? (
            <MessageTable messages={list.items} open={setOpened} changed={changed} />
          ) : (
            <None tab={tab} narrowed={!!(run || cause || to || customer)} />
          )}
          <More of={list} />
        </Card>
      </div>
      {opened && <MessageDialog message={opened} close={() => setOpened(undefined)} changed={changed} />}
    </Page>
  );
}

function TabButton({ tab, on, number, choose }: { tab: Tab; on: boolean; number?: number; choose: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (on) button.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [on]);
  return (
    <button ref={button} type="button" class={`chip cursor-pointer max-lg:h-11 ${on ? "on" : ""}`} aria-pressed={on} onClick={choose}>
      {tab.word} {number !== undefined && <span class="n">{count(number)}</span>}
    </button>
  );
}

function Narrowed({ word, value, clear }: { word: string; value: string; clear: () => void }) {
  return (
    <button type="button" class="chip on cursor-pointer max-lg:h-11 max-w-full" onClick={clear}>
      <span class="sr-only">{t("Hapus saringan", "Clear the filter")}</span> {word}
      <span class="num clamp1">{value}</span>
      <X class="i i-14" />
    </button>
  );
}

function None({ tab, narrowed }: { tab: Tab; narrowed: boolean }) {
  if (narrowed || !tab.none) {
    return (
      <Empty
        icon={narrowed ? SearchX : MessageCircleMore}
        title={narrowed ? t("Tidak ada pesan yang cocok", "No message matches") : t("Belum ada pesan", "No messages yet")}
        next={narrowed ? t("Ubah atau hapus saringannya.", "Change or clear the filters.") : t("Pesan dibuat saat tagihan terbit.", "They are written when invoices are issued.")}
      >
        {narrowed && (
          <Link href="/pesan" class="btn btn-line">
            {t("Hapus saringan", "Clear filters")}
          </Link>
        )}
      </Empty>
    );
  }
  return <Empty icon={MessageCircleMore} title={tab.none.title} next={tab.none.next} />;
}

function Ways() {
  return (
    <>
      {may("templates.read") && (
        <Link href="/templat" class="btn btn-line btn-sm max-lg:size-11">
          <MessageSquareText class="i" />
          <span class="max-lg:sr-only">{t("Templat", "Templates")}</span>
        </Link>
      )}
      {may("broadcasts.read") && (
        <Link href="/siaran" class="btn btn-line btn-sm max-lg:h-11">
          <Megaphone class="i" />
          {t("Siaran", "Broadcasts")}
        </Link>
      )}
    </>
  );
}
