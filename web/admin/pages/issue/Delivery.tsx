import { Check, CheckCheck, CircleQuestionMark, CircleX, Clock, type LucideIcon } from "lucide-preact";
import type { OutboxCounts, RunView } from "../../../shared/api.d";
import { body, GET } from "../../../shared/api";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { usePoll } from "../../../shared/load";
import { Card } from "../../../shared/parts/Card";
import { Show } from "../../../shared/parts/Show";
import { may } from "../../session";

const EVERY_S = 3;

interface Stage {
  word: string;
  icon: LucideIcon;
  colour: string;
  number: number;
}

/** How the messages of a run fare, read again until none is on its way. */
export function Delivery({ run }: { run: RunView }) {
  if (!may("messages.read")) return null;
  return <Deliveries run={run} />;
}

function Deliveries({ run }: { run: RunView }) {
  const read = () => body(GET("/api/messages/counts", { params: { query: { run_id: run.id } } }));
  const counts = usePoll(read, EVERY_S, (value) => !value || onTheWay(value), [run.id]);
  return (
    <Card title={t("Pengiriman pesan", "Delivery of messages")} aside={counts.value && <span class="num text-muted">{count(counts.value.total)} {t("pesan", "messages")}</span>}>
      <Show of={counts} failed={t("Pengiriman tidak termuat", "Delivery could not be read")} rows={2}>
        {(value) => <Stages counts={value} unsent={run.created - value.total} />}
      </Show>
    </Card>
  );
}

function Stages({ counts, unsent }: { counts: OutboxCounts; unsent: number }) {
  const stages = stagesOf(counts);
  return (
    <div class="px-4 pb-4">
      <div class="bar" aria-hidden="true">
        {stages.map((stage) => (
          <i key={stage.word} style={{ width: `${counts.total ? (stage.number / counts.total) * 100 : 0}%`, background: stage.colour, transition: "width .2s" }} />
        ))}
      </div>
      <dl class="grid grid-cols-2 gap-x-6 gap-y-1.5 mt-3">
        {stages.map(({ word, icon: Icon, colour, number }) => (
          <div key={word} class="flex items-center gap-2">
            <dt class="flex items-center gap-2">
              <span style={{ color: colour }}>
                <Icon class="i i-14" />
              </span>
              {word}
            </dt>
            <dd class="ml-auto font-[650] num">{count(number)}</dd>
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

function onTheWay({ counts, total }: OutboxCounts): boolean {
  const settled = (counts.delivered ?? 0) + (counts.read ?? 0) + (counts.failed ?? 0) + (counts.cancelled ?? 0);
  return settled < total;
}

function stagesOf({ counts }: OutboxCounts): Stage[] {
  const of = (...statuses: string[]) => statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  const stages: Stage[] = [
    { word: t("Dibaca", "Read"), icon: CheckCheck, colour: "var(--color-primary)", number: of("read") },
    { word: t("Sampai", "Delivered"), icon: CheckCheck, colour: "var(--color-success)", number: of("delivered") },
    { word: t("Terkirim", "Sent"), icon: Check, colour: "var(--color-info)", number: of("sent") },
    { word: t("Antre", "Queued"), icon: Clock, colour: "var(--muted)", number: of("queued", "released", "sending") },
    { word: t("Gagal", "Failed"), icon: CircleX, colour: "var(--color-error)", number: of("failed", "cancelled") },
  ];
  const uncertain = of("unknown");
  if (uncertain) stages.push({ word: t("Belum pasti", "Uncertain"), icon: CircleQuestionMark, colour: "var(--color-warning)", number: uncertain });
  return stages;
}
