/** What can be done with a complaint: the step that comes next, those beside it, and how they are sent. */
import { Archive, CalendarClock, CircleCheck, CircleHelp, type LucideIcon, MapPin, Merge, Play, RotateCcw, Truck, UserPlus } from "lucide-preact";
import { body, newId, PATCH, POST } from "../../../shared/api";
import type { ComplaintChanges, ComplaintDetail, NewEvent } from "../../../shared/api.d";
import { t } from "../../../shared/language";

export type Act = "assign" | "schedule" | "depart" | "arrive" | "wait" | "resume" | "resolve" | "close" | "reopen" | "merge";

export interface Doable {
  act: Act;
  word: string;
  icon: LucideIcon;
}

export function doable(act: Act, of: ComplaintDetail): Doable {
  switch (act) {
    case "assign":
      return { act, word: of.assignee_id ? t("Alihkan", "Hand over") : t("Tugaskan teknisi", "Assign a technician"), icon: UserPlus };
    case "schedule":
      return { act, word: of.visit ? t("Ubah jadwal", "Change the visit") : t("Jadwalkan kunjungan", "Schedule a visit"), icon: CalendarClock };
    case "depart":
      return { act, word: t("Berangkat", "Set out"), icon: Truck };
    case "arrive":
      return { act, word: t("Sudah di lokasi", "At the place"), icon: MapPin };
    case "wait":
      return { act, word: t("Tanya pelanggan", "Ask the customer"), icon: CircleHelp };
    case "resume":
      return { act, word: t("Lanjutkan", "Go on"), icon: Play };
    case "resolve":
      return { act, word: t("Tandai selesai", "Mark as done"), icon: CircleCheck };
    case "close":
      return { act, word: t("Tutup pengaduan", "Close the complaint"), icon: Archive };
    case "reopen":
      return { act, word: t("Buka lagi", "Reopen"), icon: RotateCcw };
    case "merge":
      return { act, word: t("Gabungkan", "Merge"), icon: Merge };
  }
}

const NEXT: Record<ComplaintDetail["status"], Act> = {
  open: "assign",
  reopened: "assign",
  assigned: "schedule",
  scheduled: "depart",
  on_the_way: "arrive",
  working: "resolve",
  waiting: "resume",
  resolved: "close",
  closed: "reopen",
};

/** The one main thing to do now; nothing where the caller may not. */
export function mainAct(of: ComplaintDetail): Act | undefined {
  const reopenedWithSomebody = of.status === "reopened" && of.assignee_id;
  const next = reopenedWithSomebody ? "schedule" : NEXT[of.status];
  return of.steps.includes(next) ? next : undefined;
}

const BESIDE: Record<ComplaintDetail["status"], Act[]> = {
  open: ["schedule", "resolve"],
  reopened: ["assign", "resolve"],
  assigned: ["assign", "resolve"],
  scheduled: ["schedule", "assign"],
  on_the_way: ["assign", "schedule"],
  working: ["wait", "assign"],
  waiting: ["schedule", "resolve"],
  resolved: ["reopen"],
  closed: [],
};
const ALL: Act[] = ["assign", "schedule", "depart", "arrive", "wait", "resolve", "close", "reopen", "merge"];

/** What else may be done now: what is often wanted, and the rest. */
export function otherActs(of: ComplaintDetail): { near: Act[]; far: Act[] } {
  const possible = ALL.filter((act) => act !== mainAct(of) && of.steps.includes(act) && makesSense(act, of));
  const near = BESIDE[of.status].filter((act) => possible.includes(act));
  return { near, far: possible.filter((act) => !near.includes(act)) };
}

/** The API lets a technician jump; a person is offered what follows from where it is. */
function makesSense(act: Act, of: ComplaintDetail): boolean {
  if (act === "depart") return of.status === "assigned";
  if (act === "arrive") return of.status === "scheduled" || of.status === "assigned";
  if (act === "close") return of.status === "resolved";
  if (act === "merge") return of.is_open;
  return true;
}

/** A step with what it says; what it does not say is nothing. */
export type Step = Pick<NewEvent, "kind"> & Partial<NewEvent>;

const UNSAID: Omit<NewEvent, "kind"> = { id: null, text: "", assignee_id: null, visit: null, question: "", cause_found: "", action_taken: "", parts: null, checklist: null, location: null };

/** Sends a step under its own id. Throws a Problem. */
export function takeStep(complaintId: string, step: Step, id = newId()): Promise<ComplaintDetail> {
  return body(POST("/api/complaints/{id}/events", { params: { path: { id: complaintId } }, body: { ...UNSAID, ...step, id } }));
}

/** What is not named stays as it is. Throws a Problem. */
export function change(complaintId: string, changes: Partial<ComplaintChanges>): Promise<ComplaintDetail> {
  return body(PATCH("/api/complaints/{id}", { params: { path: { id: complaintId } }, body: changes as ComplaintChanges }));
}
