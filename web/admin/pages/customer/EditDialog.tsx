import { useState } from "preact/hooks";
import { body, PATCH } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { FormDialog } from "../subscription/FormDialog";
import { draftOf, isPlaceWrong, PersonFields, personOf } from "./PersonFields";

/** Who somebody is and where, corrected. */
export function EditDialog({ customer, close, done }: { customer: CustomerView; close: () => void; done: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(customer));
  const [asked, setAsked] = useState(false);
  const save = async () => {
    setAsked(true);
    if (!draft.name.trim() || !draft.address.trim() || isPlaceWrong(draft)) return false;
    await body(PATCH("/api/customers/{id}", { params: { path: { id: customer.id } }, body: changed(customer, draft) as never }));
    done();
    close();
  };
  return (
    <FormDialog title={t(`Ubah data ${customer.name}`, `Change ${customer.name}`)} close={close} save={save} button={t("Simpan", "Save")} busyWord={t("Menyimpan…", "Saving…")} failed={t("Belum tersimpan", "Not saved")}>
      {(problem) => <PersonFields draft={draft} change={setDraft} problem={problem} asked={asked} />}
    </FormDialog>
  );
}

/** Only what was changed is sent: what somebody else changed meanwhile stays. */
function changed(customer: CustomerView, draft: ReturnType<typeof draftOf>): Partial<ReturnType<typeof personOf>> {
  const before = personOf(draftOf(customer));
  const after = personOf(draft);
  const names = Object.keys(after) as (keyof typeof after)[];
  return Object.fromEntries(names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map((name) => [name, after[name]]));
}
