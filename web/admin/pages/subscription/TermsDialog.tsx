import { Plus } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, PATCH } from "../../../shared/api";
import type { SubscriptionView } from "../../../shared/api.d";
import { day } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { DraftFields } from "./DraftFields";
import { FormDialog } from "./FormDialog";
import { PreviewBox } from "./PreviewBox";
import { usePreview } from "./preview";
import { addOnOf, type Draft, discountOf, draftOfAddOn, draftOfDiscount, emptyDraft, isComplete } from "./terms";

/** Discounts and add-ons of a subscription, each with its dates; the next invoice shows beside them. */
export function TermsDialog({ line, close, done }: { line: SubscriptionView; close: () => void; done: (note: string) => void }) {
  const [discounts, setDiscounts] = useState(line.discounts.map(draftOfDiscount));
  const [addOns, setAddOns] = useState(line.add_ons.map(draftOfAddOn));
  const [asked, setAsked] = useState(false);
  const complete = [...discounts, ...addOns].every(isComplete);
  const changes = { discounts: discounts.map(discountOf), add_ons: addOns.map(addOnOf) };
  const preview = usePreview(line.id, complete ? { changes } : null);
  const save = async () => {
    setAsked(true);
    if (!complete) return false;
    await body(PATCH("/api/subscriptions/{id}", { params: { path: { id: line.id } }, body: changes as never }));
    done(t("Diskon dan tambahan tersimpan. Berlaku untuk hari yang belum ditagih.", "Discounts and add-ons are saved. They count for days that are not billed yet."));
  };
  const billed = line.billed_to && line.billed_to >= line.starts_on;
  const means = billed
    ? t(`Sampai ${day(line.billed_to!)} sudah ditagih dan tidak berubah. Yang di sini berlaku sesudahnya.`, `Up to ${day(line.billed_to!)} is billed and stays. What is here counts after it.`)
    : t("Berlaku untuk hari yang belum ditagih.", "It counts for days that are not billed yet.");
  return (
    <FormDialog title={t("Diskon & tambahan", "Discounts & add-ons")} means={means} close={close} save={save} button={t("Simpan", "Save")} busyWord={t("Menyimpan…", "Saving…")} failed={t("Belum tersimpan. Tidak ada yang berubah.", "Not saved. Nothing has changed.")}>
      {() => (
        <>
          <Drafts title={t("Diskon", "Discounts")} add={t("Tambah diskon", "Add a discount")} drafts={discounts} set={setDiscounts} asked={asked} discount />
          <Drafts title={t("Tambahan bulanan", "Monthly add-ons")} add={t("Tambah layanan", "Add a service")} drafts={addOns} set={setAddOns} asked={asked} />
          {complete ? <NextInvoice preview={preview} /> : <p class="text-sm text-muted">{t("Lengkapi isian untuk melihat tagihan berikut.", "Fill in the fields to see the next invoice.")}</p>}
        </>
      )}
    </FormDialog>
  );
}

interface DraftsProps {
  title: string;
  add: string;
  drafts: Draft[];
  set: (drafts: Draft[]) => void;
  asked: boolean;
  discount?: boolean;
}

function Drafts({ title, add, drafts, set, asked, discount }: DraftsProps) {
  return (
    <section class="flex flex-col gap-2">
      <h3 class="font-semibold">{title}</h3>
      {drafts.map((draft) => (
        <DraftFields key={draft.key} draft={draft} discount={discount} asked={asked} change={(changed) => set(drafts.map((one) => (one.key === changed.key ? changed : one)))} remove={() => set(drafts.filter((one) => one.key !== draft.key))} />
      ))}
      <Button size="small" icon={Plus} class="self-start max-lg:h-11" onClick={() => set([...drafts, emptyDraft(discount ? "percent" : "amount")])}>
        {add}
      </Button>
    </section>
  );
}

function NextInvoice({ preview }: { preview: ReturnType<typeof usePreview> }) {
  const next = preview.value?.next_invoice;
  // The whole next invoice is what counts here: terms add no line of their own.
  const shown = preview.value && next ? { ...preview, value: { ...preview.value, lines: next.lines, amount: 0 } } : preview;
  return <PreviewBox of={shown} whole />;
}
