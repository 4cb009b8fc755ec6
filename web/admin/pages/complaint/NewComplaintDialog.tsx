import { useEffect, useState } from "preact/hooks";
import { body, GET, newId, POST } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { CATEGORIES, type Category, categoryWord, PRIORITIES, type Priority, priorityState } from "../../../shared/complaintState";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Select } from "../../../shared/parts/Select";
import { Switch } from "../../../shared/parts/Switch";
import { TextArea } from "../../../shared/parts/TextArea";
import { type Problem, toProblem } from "../../../shared/problem";
import { CustomerPick } from "./CustomerPick";

interface NewComplaintDialogProps {
  /** Whose it is, where that is known already. */
  customerId: string;
  close: () => void;
  opened: (id: string) => void;
}

/** A complaint as staff take it down on the telephone; sent twice it is there once. */
export function NewComplaintDialog({ customerId, close, opened }: NewComplaintDialogProps) {
  const [id] = useState(newId);
  const [customer, setCustomer] = useState<CustomerView>();
  const [category, setCategory] = useState<Category>("no_connection");
  const [priority, setPriority] = useState<Priority | "">("");
  const [description, setDescription] = useState("");
  const [notify, setNotify] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (customerId) body(GET("/api/customers/{id}", { params: { path: { id: customerId } } })).then(setCustomer, (failure) => setProblem(toProblem(failure)));
  }, [customerId]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!customer) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await body(POST("/api/complaints", { body: { id, customer_id: customer.id, category, description, priority: priority || null, notify, subscription_id: null, location: null } }));
      opened(made.id);
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("Pengaduan baru", "New complaint")} close={close}>
      <form class="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        <CustomerPick chosen={customer} choose={setCustomer} />
        <Select label={t("Jenis", "Kind")} value={category} choose={(value) => setCategory(value as Category)} of={CATEGORIES.map((one) => [one, categoryWord(one)])} />
        <TextArea label={t("Cerita pelanggan", "What they say")} optional={t("(boleh kosong)", "(optional)")} rows={3} maxLength={4000} value={description} onInput={(event) => setDescription(event.currentTarget.value)} error={problem?.of("description")} />
        <Select
          label={t("Urgensi", "Urgency")}
          value={priority}
          choose={(value) => setPriority(value as Priority | "")}
          of={[["", t("Otomatis menurut jenis", "By itself, from the kind")], ...PRIORITIES.map((one): [string, string] => [one, priorityState(one).word])]}
        />
        <Switch label={t("Kabari pelanggan", "Tell the customer")} hint={t("Nomor tiket dan target selesai lewat WhatsApp.", "The ticket number and target, by WhatsApp.")} on={notify} turn={setNotify} />
        {problem && <ErrorBox title={t("Belum tersimpan", "Not kept")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="primary" disabled={!customer} busy={busy && t("Menyimpan…", "Saving…")}>
            {t("Simpan pengaduan", "Save the complaint")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
