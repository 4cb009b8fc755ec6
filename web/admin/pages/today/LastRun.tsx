import { CircleCheck, LoaderCircle } from "lucide-preact";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { RunView } from "../../../shared/api.d";
import { count, day, moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { usePoll } from "../../../shared/load";
import { Progress } from "../../../shared/parts/Progress";
import { Show } from "../../../shared/parts/Show";
import { runPath } from "../issue/runPath";

const EVERY_S = 3;

/** The billing run started last, while it works and after. */
export function LastRun() {
  const read = () => body(GET("/api/billing/runs", { params: { query: { limit: 1 } } }));
  const runs = usePoll(read, EVERY_S, (page) => page?.items[0]?.status === "running", []);
  return (
    <Show of={runs} failed={t("Penerbitan terakhir tidak termuat", "The last run could not be read")} rows={1}>
      {(page) => (page.items[0] ? <Run run={page.items[0]} /> : null)}
    </Show>
  );
}

function Run({ run }: { run: RunView }) {
  const running = run.status === "running";
  const Icon = running ? LoaderCircle : CircleCheck;
  const done = run.created + run.already + run.skipped + run.failed;
  return (
    <section class="kartu p-4">
      <div class="flex items-center gap-3">
        <Icon class={`i i-20 ${running ? "spin text-primary" : "text-success"}`} />
        <div class="min-w-0">
          <h3 class="font-semibold num">{running ? t("Tagihan sedang terbit", "Invoices are being issued") : t(`${count(run.created)} tagihan terbit, ${rupiah(run.total_amount)}`, `${count(run.created)} invoices issued, ${rupiah(run.total_amount)}`)}</h3>
          <p class="text-sm text-muted num">
            {t(`Sampai ${day(run.on)} · mulai ${moment(run.started_at)}`, `Up to ${day(run.on)} · started ${moment(run.started_at)}`)}
            {run.failed > 0 && <span class="text-error"> · {t(`${count(run.failed)} gagal`, `${count(run.failed)} failed`)}</span>}
          </p>
        </div>
        <Link href={runPath(run.id)} class="lnk ml-auto">
          {t("Lihat", "See")}
        </Link>
      </div>
      {running && (
        <div class="mt-3">
          <Progress done={done} total={Math.max(run.expected, run.due)} label={t("Tagihan diterbitkan", "Invoices issued")} />
        </div>
      )}
    </section>
  );
}
