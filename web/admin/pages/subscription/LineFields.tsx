import type { NewSubscription, PlanView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Choice } from "../../../shared/parts/Choice";
import { Field } from "../../../shared/parts/Field";
import { Select } from "../../../shared/parts/Select";
import type { Problem } from "../../../shared/problem";
import { today } from "../../session";

const BILLING_DAYS = Array.from({ length: 28 }, (_, index) => String(index + 1));

/** A new line while one fills it in. */
export interface LineDraft {
  planId: string;
  billingDay: string;
  startsOn: string;
  mode: "prepaid" | "postpaid";
  installed: "active" | "pending";
  pppoe: string;
  odp: string;
}

export function emptyLine(sold: PlanView[]): LineDraft {
  return { planId: sold[0]?.id ?? "", billingDay: "1", startsOn: today.value, mode: "prepaid", installed: "active", pppoe: "", odp: "" };
}

export function lineOf(draft: LineDraft): NewSubscription {
  const network = { pppoe_user: draft.pppoe.trim() || null, odp: draft.odp.trim() || null, address: null, port: null, ont: null };
  return { plan_id: draft.planId, billing_day: Number(draft.billingDay), starts_on: draft.startsOn, due_days: null, price_override: null, mode: draft.mode, status: draft.installed, network, discounts: [], add_ons: [] };
}

interface LineFieldsProps {
  draft: LineDraft;
  change: (draft: LineDraft) => void;
  sold: PlanView[];
  problem?: Problem;
  /** Where the line stands in what is sent, "subscription." or nothing. */
  within?: string;
}

/** What a line is: plan, when it is billed and from when on, and its name on the network. */
export function LineFields({ draft, change, sold, problem, within = "" }: LineFieldsProps) {
  const set = (changes: Partial<LineDraft>) => change({ ...draft, ...changes });
  const wrong = (field: string) => problem?.of(within + field);
  return (
    <>
      <Select label={t("Paket", "Plan")} value={draft.planId} choose={(planId) => set({ planId })} of={sold.map((plan) => [plan.id, `${plan.name}, ${rupiah(plan.price)}`])} error={wrong("plan_id")} />
      <div class="grid grid-cols-2 gap-3">
        <Select label={t("Tanggal tagih", "Billing day")} value={draft.billingDay} choose={(billingDay) => set({ billingDay })} of={BILLING_DAYS.map((day) => [day, day])} error={wrong("billing_day")} />
        <Field label={t("Mulai", "Starts")} type="date" value={draft.startsOn} onInput={(event) => set({ startsOn: event.currentTarget.value })} error={(!draft.startsOn && t("Wajib diisi.", "Required.")) || wrong("starts_on")} />
      </div>
      <Choice
        label={t("Ditagih", "Billed")}
        value={draft.mode}
        choose={(mode) => set({ mode })}
        of={[
          ["prepaid", t("Di muka", "Ahead")],
          ["postpaid", t("Di belakang", "Afterwards")],
        ]}
      />
      <Choice
        label={t("Pemasangan", "Installation")}
        value={draft.installed}
        choose={(installed) => set({ installed })}
        of={[
          ["active", t("Sudah terpasang", "Done")],
          ["pending", t("Menunggu pasang", "To be done")],
        ]}
      />
      <div class="grid grid-cols-2 gap-3">
        <Field label={t("User PPPoE", "PPPoE user")} optional={t("(boleh kosong)", "(optional)")} value={draft.pppoe} maxLength={200} autoComplete="off" autoCapitalize="none" onInput={(event) => set({ pppoe: event.currentTarget.value })} error={wrong("network.pppoe_user")} />
        <Field label="ODP" optional={t("(boleh kosong)", "(optional)")} value={draft.odp} maxLength={80} autoComplete="off" onInput={(event) => set({ odp: event.currentTarget.value })} error={wrong("network.odp")} />
      </div>
    </>
  );
}
