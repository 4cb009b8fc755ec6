import type { TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { body, newId, POST } from "../../../shared/api";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Choice } from "../../../shared/parts/Choice";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Field } from "../../../shared/parts/Field";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { type Problem, toProblem } from "../../../shared/problem";

type Tax = "none" | "included" | "added";

const PPN_PERCENT = 11;

/** A new plan: name, price, speed, tax. Sent twice, it is made once. */
export function NewPlanDialog({ close, done }: { close: () => void; done: () => void }) {
  const id = useRef(newId());
  const [price, setPrice] = useState("");
  const [tax, setTax] = useState<Tax>("none");
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState({ name: false, price: false });
  const [problem, setProblem] = useState<Problem>();
  const required = t("Wajib diisi.", "Required.");

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const name = String(given.get("name")).trim();
    const speed = Number(given.get("speed"));
    setMissing({ name: !name, price: !price });
    if (!name || !price) return form.querySelector<HTMLInputElement>(name ? "[name=price]" : "[name=name]")?.focus();
    setBusy(true);
    setProblem(undefined);
    try {
      const plan = { id: id.current, name, price: Number(price), speed_mbps: speed || null, tax_percent: tax === "none" ? 0 : PPN_PERCENT, tax_inclusive: tax === "included" };
      await body(POST("/api/plans", { body: plan }));
      done();
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };

  return (
    <Dialog title={t("Tambah paket", "Add a plan")} close={close}>
      <form class="mt-4 flex flex-col gap-4" onSubmit={submit} noValidate>
        <Field label={t("Nama", "Name")} name="name" autoFocus maxLength={200} placeholder="Keluarga 20 Mbps" error={(missing.name && required) || problem?.of("name")} />
        <RupiahField label={t("Harga per bulan", "Price a month")} name="price" value={price} change={setPrice} error={(missing.price && required) || problem?.of("price")} />
        <Field label={t("Kecepatan", "Speed")} optional={t("(boleh kosong)", "(optional)")} name="speed" type="number" min={1} max={100000} after={<span class="text-muted">Mbps</span>} error={problem?.of("speed_mbps")} />
        <Choice
          label="PPN 11%"
          value={tax}
          choose={setTax}
          of={[
            ["none", t("Tidak ada", "None")],
            ["included", t("Termasuk", "Included")],
            ["added", t("Ditambah", "On top")],
          ]}
        />
        {problem && <ErrorBox title={t("Paket belum tersimpan", "The plan is not saved")} problem={problem} />}
        <div class="flex flex-wrap gap-2 justify-end">
          <Button onClick={close}>{t("Kembali", "Back")}</Button>
          <Button type="submit" look="primary" busy={busy && t("Menyimpan…", "Saving…")}>
            {t("Simpan paket", "Save the plan")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
