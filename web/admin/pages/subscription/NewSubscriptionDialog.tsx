import { useRef, useState } from "preact/hooks";
import { body, newId, POST } from "../../../shared/api";
import type { PlanView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { FormDialog } from "./FormDialog";
import { emptyLine, LineFields, lineOf } from "./LineFields";

/** One more line for a customer. Sent twice, it is one. */
export function NewSubscriptionDialog({ customerId, plans, close, done }: { customerId: string; plans: PlanView[]; close: () => void; done: (note: string) => void }) {
  const id = useRef(newId());
  const sold = plans.filter((plan) => plan.active);
  const [draft, setDraft] = useState(() => emptyLine(sold));
  const save = async () => {
    if (!draft.startsOn) return false;
    await body(POST("/api/customers/{id}/subscriptions", { params: { path: { id: customerId }, header: {} }, body: { id: id.current, ...lineOf(draft) } }));
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
      {(problem) => <LineFields draft={draft} change={setDraft} sold={sold} problem={problem} />}
    </FormDialog>
  );
}
