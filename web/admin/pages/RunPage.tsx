import type { RunView } from "../../shared/api.d";
import { body, GET } from "../../shared/api";
import { clock, day } from "../../shared/format";
import { t } from "../../shared/language";
import { usePoll } from "../../shared/load";
import { Show } from "../../shared/parts/Show";
import { Stepper } from "../../shared/parts/Stepper";
import type { At } from "../App";
import { Page } from "../Page";
import { issueSteps } from "./issue/steps";
import { RunProgress } from "./issue/RunProgress";
import { RunResult } from "./issue/RunResult";

/** A billing run: how far it is while it works, what came of it afterwards. May be left and opened again. */
export default function RunPage({ id }: At) {
  const run = usePoll(() => readRun(id), 1, (value) => value?.status !== "done", [id]);
  const done = run.value?.status === "done";
  return (
    <Page title={t("Terbitkan tagihan", "Issue invoices")} sub={run.value && day(run.value.on, "weekday")} above={{ path: "/tagihan", word: t("Tagihan", "Invoices") }}>
      <div class={`${done ? "max-w-[1120px]" : "max-w-[760px]"} mx-auto flex flex-col gap-4`}>
        <div class="flex flex-wrap items-center gap-3">
          <Stepper at={done ? 2 : 1} steps={issueSteps()} />
          {run.value && <span class="text-sm text-muted num lg:ml-auto">{t("mulai", "started")} {clock(run.value.started_at, true)}</span>}
        </div>
        <Show of={run} failed={t("Keadaan penerbitan tidak termuat", "The run could not be read")}>
          {(view) => (done ? <RunResult run={view} /> : <RunProgress run={view} />)}
        </Show>
      </div>
    </Page>
  );
}

function readRun(id: string): Promise<RunView> {
  return body(GET("/api/billing/runs/{id}", { params: { path: { id } } }));
}
