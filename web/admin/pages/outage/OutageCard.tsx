import { Check, CircleCheck, Megaphone, PencilLine, X } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { body, GET, PATCH, POST } from "../../../shared/api";
import type { OutageChanges, OutageView } from "../../../shared/api.d";
import { outageState } from "../../../shared/complaintState";
import { count, duration, moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { EndDialog } from "./EndDialog";
import { EstimateDialog } from "./EstimateDialog";

/** For so long after its end one looks at how many were hit. */
const FRESH_MS = 14 * 86_400_000;

/** Opened by lines that fell. */
const ROUTERS = "routers";

/** One outage: where, since when, how many; what is decided next. Lists leave the counting of those that are over to us. */
export function OutageCard({ of: listed, changed }: { of: OutageView; changed: () => void }) {
  const counting = listed.affected === null && (listed.status === "suggested" || Date.now() - Date.parse(listed.ended_at ?? listed.opened_at) < FRESH_MS);
  const counted = useLoad(async () => (counting ? body(GET("/api/outages/{id}", { params: { path: { id: listed.id } } })) : undefined), [listed.id, listed.status, listed.credit, counting]);
  const of = counting && counted.value ? counted.value : listed;
  const [asking, setAsking] = useState<"end" | "estimate">();
  const lasted = ((of.ended_at ? Date.parse(of.ended_at) : Date.now()) - Date.parse(of.started_at)) / 1000;
  const done = () => {
    setAsking(undefined);
    changed();
  };
  return (
    <article class="kartu p-4" aria-label={of.place}>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 class="text-md font-[650] min-w-0 break-words">{of.place}</h2>
        <Badge state={outageState(of)} />
        <span class="text-sm text-muted num lg:ml-auto">
          {t("sejak", "since")} {moment(of.started_at)} · {duration(Math.max(60, lasted))}
        </span>
      </div>
      <p class="mt-1 break-words">{of.ended_at ? of.remedy || of.cause : of.cause || <span class="text-muted">{t("Penyebab belum diketahui.", "The cause is not known yet.")}</span>}</p>
      {of.merged_into && <p class="text-sm text-muted mt-1">{t("Menjadi bagian dari gangguan yang lebih luas.", "Became part of a wider outage.")}</p>}
      {of.status === "open" && of.opened_by === ROUTERS && (
        <p class="text-sm text-muted mt-1">{t(`Terlihat dari router, putus di ${of.node_id}. Ditutup sendiri begitu jalurnya tersambung.`, `Seen by the routers, broken at ${of.node_id}. It closes by itself once its lines are back.`)}</p>
      )}
      {of.affected !== null && (
        <dl class="grid grid-cols-3 gap-3 mt-3 max-w-[560px] num">
          <Figure word={t("Pelanggan dikabari", "Customers told")} value={count(of.affected)} />
          <Figure word={t("Pengaduan", "Complaints")} value={count(of.complaints ?? 0)} />
          {of.ended_at ? <Figure word={t("Masih terganggu", "Still down")} value={count(of.still_down ?? 0)} bad={!!of.still_down} /> : <Figure word={t("Perkiraan pulih", "Expected end")} value={of.expected_at ? moment(of.expected_at) : t("belum ada", "none yet")} small bad={of.late} />}
        </dl>
      )}
      {of.credit !== "none" && <Credit of={of} changed={changed} />}
      {may("outages.write") && <Next of={of} ask={setAsking} changed={changed} />}
      {asking === "end" && <EndDialog of={of} close={() => setAsking(undefined)} done={done} />}
      {asking === "estimate" && <EstimateDialog of={of} close={() => setAsking(undefined)} done={done} />}
    </article>
  );
}

function Figure({ word, value, bad, small }: { word: string; value: string; bad?: boolean; small?: boolean }) {
  return (
    <div>
      <dt class="lbl">{word}</dt>
      <dd class={`${small ? "font-semibold" : "text-xl font-bold"} ${bad ? "text-error" : ""}`}>{value}</dd>
    </div>
  );
}

/** Does one thing at the API, and says where it failed. */
function useAct(changed: () => void) {
  const [busy, setBusy] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const act = async (name: string, call: () => Promise<unknown>) => {
    setBusy(name);
    setProblem(undefined);
    try {
      await call();
      changed();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy("");
  };
  return { busy, problem, act };
}

function Next({ of, ask, changed }: { of: OutageView; ask: (what: "end" | "estimate") => void; changed: () => void }) {
  const { busy, problem, act } = useAct(changed);
  const at = { params: { path: { id: of.id } } };
  const row = (children: ComponentChildren) => (
    <>
      {problem && (
        <div class="mt-3">
          <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />
        </div>
      )}
      <div class="flex flex-wrap gap-2 mt-4 max-lg:*:flex-1 max-lg:*:h-11">{children}</div>
    </>
  );
  if (of.status === "suggested") {
    return row(
      <>
        <Button look="primary" icon={Megaphone} onClick={() => ask("estimate")}>
          {t("Ini gangguan", "It is an outage")}
        </Button>
        <Button icon={X} busy={busy === "dismiss" && t("Sebentar…", "One moment…")} onClick={() => void act("dismiss", () => body(POST("/api/outages/{id}/dismiss", at)))}>
          {t("Bukan gangguan", "It is not")}
        </Button>
      </>,
    );
  }
  if (of.status !== "open") return problem ? row(null) : null;
  const undecided = of.opened_by === ROUTERS && !of.confirmed_by;
  const said = { cause: of.cause, expected_at: of.expected_at, announce: of.announce };
  return row(
    <>
      <Button look="primary" icon={CircleCheck} onClick={() => ask("end")}>
        {t("Sudah pulih", "It is over")}
      </Button>
      <Button icon={PencilLine} onClick={() => ask("estimate")}>
        {t("Ubah kabar", "Change the news")}
      </Button>
      {undecided && (
        <>
          <Button icon={Check} busy={busy === "confirm" && t("Sebentar…", "One moment…")} onClick={() => void act("confirm", () => body(POST("/api/outages/{id}/confirm", { ...at, body: said })))}>
            {t("Ini gangguan", "It is an outage")}
          </Button>
          <Button icon={X} busy={busy === "dismiss" && t("Sebentar…", "One moment…")} onClick={() => void act("dismiss", () => body(POST("/api/outages/{id}/dismiss", at)))}>
            {t("Bukan gangguan", "It is not")}
          </Button>
        </>
      )}
      {!of.announce && (
        <Button look="bad" icon={Megaphone} busy={busy === "announce" && t("Mengumumkan…", "Announcing…")} onClick={() => void act("announce", () => body(PATCH("/api/outages/{id}", { ...at, body: { announce: true } as OutageChanges })))}>
          {t("Umumkan", "Announce")}
        </Button>
      )}
    </>,
  );
}

/** Days of service given back: offered once, decided by the heads. */
function Credit({ of, changed }: { of: OutageView; changed: () => void }) {
  const { busy, problem, act } = useAct(changed);
  const decide = (give: boolean) => act(give ? "give" : "decline", () => body(POST("/api/outages/{id}/credit", { params: { path: { id: of.id } }, body: { give } })));
  if (of.credit === "offered") {
    return (
      <div class="rounded-box tintbox t-warn p-3 mt-3 flex flex-wrap items-center gap-3">
        <p class="flex-1 min-w-[200px] num">
          <b>{t(`Beri potongan ${of.credit_days} hari?`, `Give ${of.credit_days} days back?`)}</b> {t("Dipotong dari tagihan berikutnya tiap pelanggan terdampak.", "Taken off the next bill of everybody affected.")}
        </p>
        {may("outages.credit") && (
          <span class="flex gap-2 max-lg:w-full max-lg:*:flex-1 max-lg:*:h-11">
            <Button look="soft" busy={busy === "give" && t("Menyimpan…", "Saving…")} onClick={() => void decide(true)}>
              {t("Beri potongan", "Give it")}
            </Button>
            <Button busy={busy === "decline" && t("Menyimpan…", "Saving…")} onClick={() => void decide(false)}>
              {t("Tanpa potongan", "No credit")}
            </Button>
          </span>
        )}
        {problem && <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />}
      </div>
    );
  }
  if (of.credit === "declined") return <p class="text-sm text-muted mt-3">{t("Tanpa potongan.", "No credit.")}</p>;
  return (
    <p class="text-sm mt-3 num">
      {of.credit === "running" ? t("Potongan sedang dicatat. ", "The credit is being written. ") : t("Potongan diberikan. ", "Credit given. ")}
      {of.credits !== null && <b>{t(`${count(of.credits)} langganan, ${rupiah(of.credit_amount ?? 0)}`, `${count(of.credits)} lines, ${rupiah(of.credit_amount ?? 0)}`)}</b>}
    </p>
  );
}
