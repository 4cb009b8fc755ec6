import { Ban, Check, CheckCheck, CircleQuestionMark, CircleX, Clock, type LucideIcon } from "lucide-preact";
import { Link } from "wouter-preact";
import type { OutboxCounts, RunView } from "../../../shared/api.d";
import { body, GET } from "../../../shared/api";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { usePoll } from "../../../shared/load";
import { Card } from "../../../shared/parts/Card";
import { Show } from "../../../shared/parts/Show";
import { may } from "../../session";
import { health } from "../../whatsapp/health";

const EVERY_S = 3;
/** While all that is left waits for a phone to come on, for the next day's quota, or for a person. */
const SELDOM_S = 10;

interface Stage {
  word: string;
  icon: LucideIcon;
  colour: string;
  number: number;
  /** The tab of the messages page that lists them. */
  tab?: string;
}

/** How the messages of a run fare, read again until none is on its way. */
export function Delivery({ run }: { run: RunView }) {
  if (!may("messages.totals")) return null;
  return <Deliveries run={run} />;
}

function Deliveries({ run }: { run: RunView }) {
  const read = () => body(GET("/api/messages/counts", { params: { query: { run_id: run.id } } }));
  const counts = usePoll(read, pace, (value) => !value || onTheWay(value), [run.id]);
  return (
    <Card title={t("Pengiriman pesan", "Delivery of messages")} aside={counts.value && <AllOfThem run={run} total={counts.value.total} />}>
      <Show of={counts} failed={t("Pengiriman tidak termuat", "Delivery could not be read")} rows={2}>
        {(value) => <Stages run={run} counts={value} />}
      </Show>
    </Card>
  );
}

function Stages({ run, counts }: { run: RunView; counts: OutboxCounts }) {
  const stages = stagesOf(counts);
  const unsent = run.created - counts.total;
  return (
    <div class="px-4 pb-4">
      <div class="bar" aria-hidden="true">
        {stages.map((stage) => (
          <i key={stage.word} style={{ width: `${counts.total ? (stage.number / counts.total) * 100 : 0}%`, background: stage.colour, transition: "width .2s" }} />
        ))}
      </div>
      <dl class="grid grid-cols-2 gap-x-6 gap-y-1.5 mt-3">
        {stages.map(({ word, icon: Icon, colour, number, tab }) => (
          <div key={word} class="flex items-center gap-2 min-h-6">
            <dt class="flex items-center gap-2">
              <span style={{ color: colour }}>
                <Icon class="i i-14" />
              </span>
              {word}
            </dt>
            <dd class="ml-auto font-[650] num">
              {number && tab ? (
                <Link href={`/pesan?run_id=${run.id}&status=${tab}`} class="lnk inline-grid place-items-center min-w-6 min-h-6" aria-label={t(`Lihat ${count(number)} pesan: ${word}`, `See ${count(number)} messages: ${word}`)}>
                  {count(number)}
                </Link>
              ) : (
                count(number)
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p class="text-sm text-muted num mt-3 pt-3 border-t divx">
        {stages.map((stage) => count(stage.number)).join(" + ")} = {count(counts.total)}
        {unsent > 0 && ` · ${t(`${count(unsent)} tagihan tanpa pesan (tanpa nomor HP)`, `${count(unsent)} invoices without a message (no phone)`)}`}
      </p>
    </div>
  );
}

function AllOfThem({ run, total }: { run: RunView; total: number }) {
  return (
    <Link href={`/pesan?run_id=${run.id}`} class="lnk num inline-flex items-center min-h-6">
      {t(`Lihat ${count(total)} pesan`, `See ${count(total)} messages`)}
    </Link>
  );
}

function onTheWay({ counts, total }: OutboxCounts): boolean {
  const settled = (counts.delivered ?? 0) + (counts.read ?? 0) + (counts.failed ?? 0) + (counts.cancelled ?? 0);
  return settled < total;
}

function pace(value: OutboxCounts | undefined): number {
  const { queued = 0, released = 0, sending = 0 } = value?.counts ?? {};
  const moves = released + sending > 0 || (queued > 0 && health.value?.status === "ok");
  return moves || !value ? EVERY_S : SELDOM_S;
}

function stagesOf({ counts }: OutboxCounts): Stage[] {
  const of = (...statuses: string[]) => statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  const stages: Stage[] = [
    { word: t("Dibaca", "Read"), icon: CheckCheck, colour: "var(--color-primary)", number: of("read"), tab: "read" },
    { word: t("Sampai", "Delivered"), icon: CheckCheck, colour: "var(--color-success)", number: of("delivered"), tab: "sent" },
    { word: t("Terkirim", "Sent"), icon: Check, colour: "var(--color-info)", number: of("sent"), tab: "sent" },
    { word: t("Antre", "Queued"), icon: Clock, colour: "var(--muted)", number: of("queued", "released", "sending"), tab: "waiting" },
    { word: t("Gagal", "Failed"), icon: CircleX, colour: "var(--color-error)", number: of("failed"), tab: "failed" },
    { word: t("Belum pasti", "Uncertain"), icon: CircleQuestionMark, colour: "var(--color-warning)", number: of("unknown"), tab: "unknown" },
  ];
  const cancelled = of("cancelled");
  if (cancelled) stages.push({ word: t("Dibatalkan", "Cancelled"), icon: Ban, colour: "var(--field-line)", number: cancelled });
  return stages;
}
