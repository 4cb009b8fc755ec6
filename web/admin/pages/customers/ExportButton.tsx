import { FileDown } from "lucide-preact";
import { useState } from "preact/hooks";
import { download } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Dialog } from "../../../shared/parts/Dialog";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { type Problem, toProblem } from "../../../shared/problem";
import { today } from "../../session";

export interface CustomerFilter {
  q: string;
  status?: CustomerView["status"];
  area_id?: string;
  plan_id?: string;
}

type Format = "xlsx" | "csv";

/** The list as it is filtered, as a file. */
export function ExportButton({ filter }: { filter: CustomerFilter }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="btn btn-line max-lg:btn-sm" onClick={() => setOpen(true)}>
        <FileDown class="i" />
        <span class="max-sm:sr-only">{t("Ekspor", "Export")}</span>
      </button>
      {open && <ExportDialog filter={filter} close={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({ filter, close }: { filter: CustomerFilter; close: () => void }) {
  const [busy, setBusy] = useState<Format>();
  const [problem, setProblem] = useState<Problem>();
  const take = async (format: Format) => {
    setBusy(format);
    setProblem(undefined);
    try {
      await save(filter, format);
      close();
    } catch (reason) {
      setProblem(toProblem(reason));
    } finally {
      setBusy(undefined);
    }
  };
  const making = t("Menyiapkan…", "Preparing…");
  return (
    <Dialog title={t("Ekspor pelanggan", "Export customers")} close={close}>
      <p>
        {filter.q || filter.status || filter.area_id || filter.plan_id
          ? t("Berkas berisi pelanggan yang tampil di daftar ini, semua halamannya.", "The file holds the customers that this list shows, all its pages.")
          : t("Berkas berisi semua pelanggan.", "The file holds all customers.")}
      </p>
      <p class="text-sm text-muted mt-1">
        {t("NIK tidak ikut. Berkas ini bisa diimpor lagi. Pengambilannya dicatat di jejak audit.", "Without identity numbers. The file can be imported again. Taking it is noted in the audit trail.")}
      </p>
      {problem && (
        <div class="mt-3">
          <ErrorBox title={t("Berkas belum jadi", "The file was not made")} problem={problem} />
        </div>
      )}
      <div class="flex flex-wrap gap-2 mt-5 justify-end">
        <Button disabled={!!busy} busy={busy === "csv" && making} onClick={() => void take("csv")}>
          CSV
        </Button>
        <Button look="primary" disabled={!!busy} busy={busy === "xlsx" && making} onClick={() => void take("xlsx")}>
          {t("Excel (.xlsx)", "Excel (.xlsx)")}
        </Button>
      </div>
    </Dialog>
  );
}

async function save(filter: CustomerFilter, format: Format): Promise<void> {
  const query = new URLSearchParams({ format, ...(filter.q && { q: filter.q }), ...(filter.status && { status: filter.status }), ...(filter.area_id && { area_id: filter.area_id }), ...(filter.plan_id && { plan_id: filter.plan_id }) });
  const address = URL.createObjectURL(await download(`/api/customers/export?${query}`));
  const link = document.createElement("a");
  link.href = address;
  link.download = `pelanggan-${today.value}.${format}`;
  link.click();
  // The browser has taken the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(address));
}
