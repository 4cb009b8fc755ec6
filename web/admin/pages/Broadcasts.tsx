import { Megaphone, MessageSquareText, Plus } from "lucide-preact";
import { Link, useLocation } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { BroadcastView } from "../../shared/api.d";
import { count, moment } from "../../shared/format";
import { t } from "../../shared/language";
import { useList } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Card } from "../../shared/parts/Card";
import { Empty } from "../../shared/parts/Empty";
import { ErrorBox } from "../../shared/parts/ErrorBox";
import { More } from "../../shared/parts/More";
import { Skeleton } from "../../shared/parts/Skeleton";
import { type Column, Table } from "../../shared/parts/Table";
import { Page } from "../Page";
import { usePageKeys } from "../pageKeys";
import { may } from "../session";
import { broadcastState } from "./broadcast/words";

/** Announcements to many, the newest first. */
export default function Broadcasts() {
  const list = useList((cursor) => body(GET("/api/broadcasts", { params: { query: { cursor } } })), []);
  const [, go] = useLocation();
  usePageKeys([{ key: "n", does: t("Siaran baru", "New broadcast"), act: may("broadcasts.write") ? () => go("/siaran/baru") : undefined }]);
  const columns: Column<BroadcastView>[] = [
    { head: t("Siaran", "Broadcast"), cell: (one) => <Name of={one} /> },
    { head: t("Keadaan", "State"), cell: (one) => <Badge state={broadcastState(one.phase)} plain={one.phase === "done"} /> },
    { head: t("Pesan", "Messages"), cell: (one) => (one.queued ? count(one.queued) : ""), right: true },
    { head: t("Ditulis", "Written"), cell: (one) => `${one.created_by_name}, ${moment(one.created_at)}`, class: "num text-muted" },
    { head: t("Disetujui", "Approved by"), cell: (one) => one.approved_by_name, class: "text-muted" },
  ];
  return (
    <Page
      title={t("Siaran", "Broadcasts")}
      above={{ path: "/pesan", word: t("Pesan", "Messages") }}
      actions={
        <>
          {may("templates.read") && (
            <Link href="/templat" class="btn btn-line btn-sm max-lg:size-11" aria-label={t("Templat pesan", "Message templates")}>
              <MessageSquareText class="i" />
              <span class="max-lg:sr-only">{t("Templat", "Templates")}</span>
            </Link>
          )}
          {may("broadcasts.write") && (
            <Link href="/siaran/baru" class="btn btn-primary btn-sm max-lg:h-11">
              <Plus class="i" />
              {t("Siaran baru", "New broadcast")}
            </Link>
          )}
        </>
      }
    >
      <Card>
        {list.problem && (
          <div class="p-4">
            <ErrorBox title={t("Siaran tidak termuat", "The broadcasts could not be read")} problem={list.problem} again={list.reload} />
          </div>
        )}
        {!list.items ? (
          list.loading && <Skeleton rows={5} />
        ) : list.items.length ? (
          <Table
            label={t("Daftar siaran", "List of broadcasts")}
            rows={list.items}
            keyOf={(one) => one.id}
            columns={columns}
            card={(one) => (
              <>
                <span class="flex items-baseline gap-3">
                  <Name of={one} />
                  <span class="ml-auto num text-sm text-muted whitespace-nowrap">{one.queued > 0 && t(`${count(one.queued)} pesan`, `${count(one.queued)} messages`)}</span>
                </span>
                <span class="flex flex-wrap items-center gap-2 mt-1 text-sm text-muted num">
                  <Badge state={broadcastState(one.phase)} plain={one.phase === "done"} />
                  {moment(one.created_at)}
                </span>
              </>
            )}
          />
        ) : (
          <Empty icon={Megaphone} title={t("Belum ada siaran.", "No broadcasts yet.")} next={t("Tulis kabar untuk satu wilayah, satu paket, atau semua pelanggan.", "Write news to an area, a plan, or everybody.")}>
            {may("broadcasts.write") && (
              <Link href="/siaran/baru" class="btn btn-line max-lg:h-11">
                {t("Tulis siaran", "Write a broadcast")}
              </Link>
            )}
          </Empty>
        )}
        <More of={list} />
      </Card>
    </Page>
  );
}

function Name({ of }: { of: BroadcastView }) {
  return (
    <Link href={`/siaran/${of.id}`} data-row class="lnk font-semibold min-w-0 clamp1">
      {of.name}
    </Link>
  );
}
