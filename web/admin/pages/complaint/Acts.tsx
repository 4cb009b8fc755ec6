import { ChevronDown, ChevronUp, SlidersHorizontal } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import type { ComplaintDetail, Technician } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { may } from "../../session";
import { tellDone } from "../../undo";
import { AskDialog } from "./AskDialog";
import { AssignDialog } from "./AssignDialog";
import { ChangeDialog } from "./ChangeDialog";
import { MergeDialog } from "./MergeDialog";
import { ReopenDialog } from "./ReopenDialog";
import { ResolveDialog } from "./ResolveDialog";
import { ScheduleDialog } from "./ScheduleDialog";
import { type Act, doable, mainAct, otherActs, takeStep } from "./steps";

interface ActsProps {
  of: ComplaintDetail;
  technicians: Technician[];
  changed: (after: ComplaintDetail) => void;
}

/** Steps that need no further word. */
const AT_ONCE: Partial<Record<Act, true>> = { depart: true, arrive: true, resume: true, close: true };

/** One main button, the other steps beside it; steps that need to know more ask first. */
export function Acts({ of, technicians, changed }: ActsProps) {
  const [asking, setAsking] = useState<Act | "change">();
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState<Act>();
  const [problem, setProblem] = useState<Problem>();
  const main = mainAct(of);
  useEffect(() => setProblem(undefined), [of.status]);

  const begin = async (act: Act) => {
    if (!AT_ONCE[act]) return setAsking(act);
    setBusy(act);
    setProblem(undefined);
    try {
      changed(await takeStep(of.id, { kind: act as "depart" }));
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(undefined);
  };
  useMainKey(() => main && may("complaints.write") && void begin(main));
  if (!may("complaints.write")) return null;

  const step = {
    of,
    close: () => setAsking(undefined),
    done: (after: ComplaintDetail) => {
      setAsking(undefined);
      changed(after);
    },
  };
  const assigned = (after: ComplaintDetail) => {
    step.done(after);
    const before = of.assignee_id;
    tellDone({
      text: t(`Ditugaskan ke ${after.assignee_name}`, `Assigned to ${after.assignee_name}`),
      undo: before ? () => takeStep(of.id, { kind: "assign", assignee_id: before }).then(changed) : undefined,
    });
  };
  const { near, far } = otherActs(of);
  return (
    <div class="flex flex-col gap-2">
      {problem && <ErrorBox title={t("Langkah belum tercatat", "The step is not recorded")} problem={problem} />}
      {main && <Big act={main} of={of} busy={busy === main} begin={begin} />}
      <div class="grid grid-cols-2 gap-2">
        {(all ? [...near, ...far] : near).map((act) => {
          const { word, icon } = doable(act, of);
          return (
            <Button key={act} icon={icon} class="max-lg:h-11 px-2" disabled={!!busy} busy={busy === act && t("Sebentar…", "One moment…")} onClick={() => void begin(act)}>
              {word}
            </Button>
          );
        })}
        {all && of.is_open && (
          <Button icon={SlidersHorizontal} class="max-lg:h-11 px-2" onClick={() => setAsking("change")}>
            {t("Jenis & urgensi", "Kind & urgency")}
          </Button>
        )}
      </div>
      {of.is_open && (
        <Button look="ghost" size="small" icon={all ? ChevronUp : ChevronDown} class="max-lg:h-11 self-center" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("Lebih sedikit", "Fewer") : t("Langkah lain", "Other steps")}
        </Button>
      )}
      {asking === "assign" && <AssignDialog {...step} done={assigned} technicians={technicians} />}
      {asking === "schedule" && <ScheduleDialog {...step} />}
      {asking === "wait" && <AskDialog {...step} />}
      {asking === "resolve" && <ResolveDialog {...step} />}
      {asking === "reopen" && <ReopenDialog {...step} />}
      {asking === "merge" && <MergeDialog {...step} />}
      {asking === "change" && <ChangeDialog {...step} />}
    </div>
  );
}

function Big({ act, of, busy, begin }: { act: Act; of: ComplaintDetail; busy: boolean; begin: (act: Act) => Promise<void> }) {
  const { word, icon } = doable(act, of);
  const told = whatTheyHear(act);
  return (
    <>
      <Button look="primary" size="large" icon={icon} class="w-full" busy={busy && t("Sebentar…", "One moment…")} onClick={() => void begin(act)}>
        {word}
        {act === "resolve" && (
          <kbd class="kbdx max-lg:hidden" style={{ background: "transparent", color: "inherit" }}>
            E
          </kbd>
        )}
      </Button>
      {told && <p class="text-sm text-muted text-center">{told}</p>}
    </>
  );
}

function whatTheyHear(act: Act): string {
  if (act === "depart") return t("Pelanggan dikabari lewat WhatsApp.", "The customer is told by WhatsApp.");
  if (act === "close") return t("Pelanggan diminta memberi nilai.", "The customer is asked for a rating.");
  return "";
}

/** E is the main thing to do. */
function useMainKey(act: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key.toLowerCase() !== "e" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]") || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
