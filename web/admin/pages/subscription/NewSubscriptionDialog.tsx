import { useRef, useState } from "preact/hooks";
import { body, newId, POST } from "../../../shared/api";
import type { PlanView } from "../../../shared/api.d";
import { rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Choice } from "../../../shared/parts/Choice";
import { Field } from "../../../shared/parts/Field";
import { Select } from "../../../shared/parts/Select";
import { today } from "../../session";
import { FormDialog } from "./FormDialog";

const BILLING_DAYS = Array.from({ length: 28 }, (_, index) => String(index + 1));

/** One more line for a customer. Sent twice, it is one. */
export function NewSubscriptionDialog({ customerId, plans, close, done }: { customerId: string; plans: PlanView[]; close: () => void; done: (note: string) => void }) {
  const id = useRef(newId());
  const sold = plans.filter((plan) => plan.active);
  const [planId, setPlanId] = useState(sold[0]?.id ?? "");
  const [billingDay, setBillingDay] = useState("1");
  const [startsOn, setStartsOn] = useState(today.value);
  const [mode, setMode] = useState<"prepaid" | "postpaid">("prepaid");
  const [installed, setInstalled] = useState<"active" | "pending">("active");
  const [pppoe, setPppoe] = useState("");
  const save = async () => {
    if (!startsOn) return false;
    const network = { pppoe_user: pppoe.trim() || null, odp: null, address: null, port: null, ont: null };
    const line = { id: id.current, plan_id: planId, billing_day: Number(billingDay), starts_on: startsOn, due_days: null, price_override: null, mode, status: installed, network, discounts: [], add_ons: [] };
    await body(POST("/api/customers/{id}/subscriptions", { params: { path: { id: customerId }, header: {} }, body: line }));
    done(t("Langganan baru tersimpan. Tagihan pertamanya memuat hari sejak mulai.", "The new subscription is saved. Its first invoice carries the days from its start."));
  };
  if (!sold.length) {
    return (
      <FormDialog title={t("Tambah langganan", "Add a subscription")} close={close} save={async () => close()} button={t("Mengerti", "Understood")} busyWord="" failed="">
        {() => <p class="text-muted">{t("Belum ada paket yang dijual. Tambah dulu di Paket & harga.", "No plan is sold yet. Add one under Plans & prices.")}</p>}
      </FormDialog>
    );
  }
  return (
    <FormDialog title={t("Tambah langganan", "Add a subscription")} close={close} save={save} button={t("Simpan langganan", "Save the subscription")} busyWord={t("Menyimpan…", "Saving…")} failed={t("Belum tersimpan. Tidak ada yang ditagih.", "Not saved. Nothing is billed.")}>
      {(problem) => (
        <>
          <Select label={t("Paket", "Plan")} value={planId} choose={setPlanId} of={sold.map((plan) => [plan.id, `${plan.name}, ${rupiah(plan.price)}`])} error={problem?.of("plan_id")} />
          <div class="grid grid-cols-2 gap-3">
            <Select label={t("Tanggal tagih", "Billing day")} value={billingDay} choose={setBillingDay} of={BILLING_DAYS.map((day) => [day, day])} error={problem?.of("billing_day")} />
            <Field label={t("Mulai", "Starts")} type="date" value={startsOn} onInput={(event) => setStartsOn(event.currentTarget.value)} error={(!startsOn && t("Wajib diisi.", "Required.")) || problem?.of("starts_on")} />
          </div>
          <Choice
            label={t("Ditagih", "Billed")}
            value={mode}
            choose={setMode}
            of={[
              ["prepaid", t("Di muka", "Ahead")],
              ["postpaid", t("Di belakang", "Afterwards")],
            ]}
          />
          <Choice
            label={t("Pemasangan", "Installation")}
            value={installed}
            choose={setInstalled}
            of={[
              ["active", t("Sudah terpasang", "Done")],
              ["pending", t("Menunggu pasang", "To be done")],
            ]}
          />
          <Field label={t("User PPPoE", "PPPoE user")} optional={t("(boleh kosong)", "(optional)")} value={pppoe} maxLength={200} autoComplete="off" onInput={(event) => setPppoe(event.currentTarget.value)} />
        </>
      )}
    </FormDialog>
  );
}
