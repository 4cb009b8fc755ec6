import { FileSpreadsheet, FileUp, LoaderCircle } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";

/** Where a file is chosen or dropped. */
export function FileDrop({ busy, choose }: { busy: boolean; choose: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) choose(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };
  return (
    <div class="max-w-[760px] mx-auto flex flex-col gap-4">
      <div
        class={`kartu border-dashed px-5 py-12 text-center flex flex-col items-center ${over ? "border-primary bg-base-200" : "border-fieldline"}`}
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span class="w-14 h-14 rounded-full grid place-items-center tint t-brand">
          {busy ? <LoaderCircle class="i i-24 spin" /> : <FileSpreadsheet class="i i-24" />}
        </span>
        <div role="status">
          <h2 class="text-lg font-bold mt-3">
          {busy ? t("Memeriksa berkas…", "Checking the file…") : t("Masukkan pelanggan dari Excel atau CSV", "Bring customers in from Excel or CSV")}
        </h2>
        </div>
        <p class="text-muted mt-1 max-w-[460px]">
          {busy
            ? t("Seribu baris perlu beberapa detik, dua puluh ribu sekitar setengah menit.", "A thousand rows take a few seconds, twenty thousand about half a minute.")
            : t("Pakai berkas yang sudah Anda punya. Judul kolom kami kenali sendiri.", "Use the file you already have. We recognise its headings.")}
        </p>
        <input
          ref={input}
          type="file"
          class="sr-only"
          accept=".xlsx,.xls,.csv,.ods,text/csv"
          tabIndex={-1}
          aria-label={t("Berkas pelanggan", "File of customers")}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
        <Button look="primary" icon={FileUp} class="mt-5 max-lg:btn-hp" disabled={busy} onClick={() => input.current?.click()}>
          {t("Pilih berkas", "Choose a file")}
        </Button>
        <p class="text-sm text-muted mt-3 max-lg:hidden">{t("atau seret berkas ke sini", "or drop the file here")}</p>
      </div>
      <p class="text-sm text-muted text-center">
        {t("Belum ada yang berubah. Anda melihat hasilnya dulu sebelum mengimpor.", "Nothing changes yet. You see the outcome before you import.")}
      </p>
    </div>
  );
}
