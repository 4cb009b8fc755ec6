import { Plus, Trash2 } from "lucide-preact";
import type { Company } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { Field } from "../../../shared/parts/Field";
import { TextArea } from "../../../shared/parts/TextArea";
import type { Part } from "./draft";

const MOST_BANKS = 6;

/** Who writes the bills, and where customers transfer to. */
export function CompanyPart({ value, change, wrong }: Part<Company>) {
  const optional = t("(boleh kosong)", "(optional)");
  const text = (field: "name" | "address" | "phone" | "npwp") => ({
    value: value[field],
    onInput: (event: { currentTarget: HTMLInputElement }) => change({ [field]: event.currentTarget.value }),
    error: wrong(field),
  });
  return (
    <Card title={t("Perusahaan", "Company")}>
      <div class="px-4 pb-4 pt-1 grid gap-4 lg:grid-cols-2">
        <Field label={t("Nama", "Name")} {...text("name")} hint={t("Tampil di tagihan dan di pojok kiri atas.", "Shown on invoices and at the top left.")} />
        <Field label={t("Telepon", "Phone")} optional={optional} inputMode="tel" {...text("phone")} />
        <Field label={t("Alamat", "Address")} optional={optional} class="lg:col-span-2" {...text("address")} />
        <Field label="NPWP" optional={optional} {...text("npwp")} />
        <TextArea
          label={t("Catatan di tagihan", "Note on invoices")}
          optional={optional}
          class="lg:col-span-2"
          value={value.invoice_note}
          onInput={(event) => change({ invoice_note: event.currentTarget.value })}
          error={wrong("invoice_note")}
        />
      </div>
      <Banks value={value} change={change} wrong={wrong} />
    </Card>
  );
}

function Banks({ value: { banks }, change, wrong }: Part<Company>) {
  const put = (index: number, changes: Partial<Company["banks"][number]>) => change({ banks: banks.map((bank, at) => (at === index ? { ...bank, ...changes } : bank)) });
  const text = (index: number, field: "bank" | "number" | "holder") => ({
    value: banks[index]![field],
    onInput: (event: { currentTarget: HTMLInputElement }) => put(index, { [field]: event.currentTarget.value }),
    error: wrong(`banks.${index}.${field}`),
  });
  return (
    <div class="px-4 pb-4 flex flex-col gap-3">
      <h3 class="font-semibold">{t("Rekening untuk transfer", "Accounts for transfers")}</h3>
      {banks.map((_, index) => (
        <fieldset key={index} class="border divx rounded-field p-3 grid gap-3 lg:grid-cols-[140px_1fr_1fr_auto] items-start" aria-label={t(`Rekening ${index + 1}`, `Account ${index + 1}`)}>
          <Field label="Bank" {...text(index, "bank")} />
          <Field label={t("Nomor rekening", "Account number")} inputMode="numeric" {...text(index, "number")} />
          <Field label={t("Atas nama", "Holder")} {...text(index, "holder")} />
          <Button look="ghost" icon={Trash2} class="lg:btn-square lg:mt-[26px] max-lg:h-11" aria-label={t(`Hapus rekening ${index + 1}`, `Remove account ${index + 1}`)} onClick={() => change({ banks: banks.filter((_, at) => at !== index) })}>
            <span class="lg:hidden">{t("Hapus", "Remove")}</span>
          </Button>
        </fieldset>
      ))}
      {!banks.length && <p class="text-sm text-muted">{t("Belum ada. Tagihan tidak menyebut cara transfer.", "None yet: invoices don't say how to transfer.")}</p>}
      {banks.length < MOST_BANKS && (
        <Button size="small" icon={Plus} class="self-start max-lg:h-11" onClick={() => change({ banks: [...banks, { bank: "", number: "", holder: "" }] })}>
          {t("Tambah rekening", "Add an account")}
        </Button>
      )}
    </div>
  );
}
