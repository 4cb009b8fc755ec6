import { CircleCheck, CloudOff, MapPin, Navigation } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import type { ComplaintView } from "../../../shared/api.d";
import { complaintState, priorityState, slaState } from "../../../shared/complaintState";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { doOnce, unsent } from "../../unsent/unsent";
import { titleOf, visitWord } from "../complaint/ComplaintCard";
import { doable, type Step } from "../complaint/steps";
import { mapLink } from "../route/visits";
import { nextStep, waits } from "./jobs";

interface JobCardProps {
  of: ComplaintView;
  /** Its place in the day, from 1. */
  number: number;
  /** The one to do now: large, with its buttons. */
  next?: boolean;
  changed: () => void;
}

/** A job in the day's list; the next one with its way there and its next step. */
export function JobCard({ of, number, next, changed }: JobCardProps) {
  const urgency = priorityState(of.priority);
  const Icon = urgency.icon;
  const done = of.status === "resolved";
  return (
    <li class={`kartu overflow-hidden relative ${next ? "border-2 border-primary" : ""}`}>
      <Link href={`/tugas/${of.id}`} data-row class="block p-4">
        <span class="flex items-center gap-2.5">
          <span class={`w-7 h-7 rounded-full grid place-items-center text-sm font-semibold num flex-none ${next ? "bg-primary text-primary-content" : done ? "bg-success text-success-content" : "border border-fieldline"}`}>{done ? <CircleCheck class="i" /> : number}</span>
          {done ? (
            <Badge plain state={complaintState(of.status)} />
          ) : (
            <span class={`inline-flex items-center gap-1 text-sm font-[650] t-${urgency.tone}`} style={{ color: "var(--c)" }}>
              <Icon class="i" />
              {urgency.word}
            </span>
          )}
          <span class="ml-auto text-sm font-semibold num text-right">{of.visit ? visitWord(of.visit) : !done && slaState(of.sla).word}</span>
        </span>
        <span class={`block font-bold tracking-[-.01em] mt-2.5 clamp2 ${next ? "text-lg" : "text-md"}`}>{titleOf(of)}</span>
        <span class="block text-muted num clamp1">{[of.customer_name, of.number].join(" · ")}</span>
        <span class="flex items-start gap-1.5 text-muted mt-1">
          <MapPin class="i mt-0.5 flex-none" />
          <span class="clamp2">{[of.address || t("Alamat belum ditulis", "No address yet"), of.odp].filter(Boolean).join(" · ")}</span>
        </span>
        <span class="flex flex-wrap gap-2 mt-2 empty:hidden">
          {!done && of.status !== "assigned" && of.status !== "scheduled" && <Badge state={complaintState(of.status)} />}
          {waits(of.id, unsent.value) && <Badge state={{ word: t("menunggu sinyal", "waits for a signal"), icon: CloudOff, tone: "info" }} />}
        </span>
      </Link>
      {next && <Buttons of={of} changed={changed} />}
    </li>
  );
}

function Buttons({ of, changed }: { of: ComplaintView; changed: () => void }) {
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const act = nextStep(of.status);
  const map = mapLink(of);
  if (!act) return null;
  const { word, icon } = doable(act, { ...of, events: [] });
  const step = async () => {
    if (act === "resolve") return go(`/tugas/${of.id}`);
    setBusy(true);
    setProblem(undefined);
    try {
      await doOnce({ kind: "step", complaint_id: of.id, step: { kind: act as Step["kind"] } });
      changed();
      if (act === "arrive") go(`/tugas/${of.id}`);
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  return (
    <div class="px-4 pb-4 flex flex-col gap-2">
      {problem && <ErrorBox title={t("Langkah belum tercatat", "The step is not recorded")} problem={problem} />}
      <div class="flex gap-2.5">
        {map && (
          <a class="btn btn-line btn-hp px-5" style={{ height: 52 }} href={map} target="_blank" rel="noreferrer">
            <Navigation class="i i-18" />
            {t("Rute", "Way")}
          </a>
        )}
        <Button look="primary" size="large" icon={icon} class="flex-1 min-w-0" style={{ height: 52 }} busy={busy && t("Sebentar…", "One moment…")} onClick={() => void step()}>
          {word}
        </Button>
      </div>
    </div>
  );
}
