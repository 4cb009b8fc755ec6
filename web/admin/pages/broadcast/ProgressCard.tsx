import { Link } from "wouter-preact";
import type { BroadcastView } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Progress } from "../../../shared/parts/Progress";
import { messageState } from "../../../shared/states";

const OVER = ["sent", "delivered", "read", "failed", "cancelled", "unknown"];

/** How far its messages are, state by state. */
export function ProgressCard({ of }: { of: BroadcastView }) {
  const counts = Object.entries(of.counts ?? {});
  const total = counts.reduce((sum, [, many]) => sum + many, 0);
  const over = counts.filter(([status]) => OVER.includes(status)).reduce((sum, [, many]) => sum + many, 0);
  const words = new Map<string, { many: number; state: ReturnType<typeof messageState> }>();
  for (const [status, many] of counts) {
    const state = messageState(status as Parameters<typeof messageState>[0]);
    words.set(state.word, { state, many: (words.get(state.word)?.many ?? 0) + many });
  }
  return (
    <section class="kartu p-4 flex flex-col gap-3" aria-label={t("Perjalanan", "Progress")}>
      <p class="flex items-baseline gap-2">
        <span class="text-2xl font-bold num tracking-[-.02em]">{count(over)}</span>
        <span class="text-muted num">{t(`dari ${count(total)} pesan berangkat`, `of ${count(total)} messages have gone out`)}</span>
      </p>
      <Progress done={over} total={total} label={t("Pesan yang berangkat", "Messages that went out")} />
      <ul class="flex flex-wrap gap-x-5 gap-y-2">
        {[...words.values()].map(({ state, many }) => (
          <li key={state.word} class="flex items-center gap-1.5 num">
            <Badge state={state} plain />
            <span class="font-semibold">{count(many)}</span>
          </li>
        ))}
      </ul>
      <p class="text-sm text-muted num">
        {[
          of.phase === "writing" && t("Masih disusun.", "Still being written."),
          of.opted_out > 0 && t(`${count(of.opted_out)} tidak mau menerima kabar.`, `${count(of.opted_out)} want no news.`),
          of.without_phone > 0 && t(`${count(of.without_phone)} tanpa nomor HP.`, `${count(of.without_phone)} have no number.`),
        ]
          .filter(Boolean)
          .join(" ")}{" "}
        <Link href={`/pesan?cause=${of.id}`} class="lnk">
          {t("Lihat pesannya", "See the messages")}
        </Link>
      </p>
    </section>
  );
}
