import { ArrowRight, Info, LoaderCircle } from "lucide-preact";
import type { ImportView } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Sum } from "../../../shared/parts/Sum";
import { Matched } from "./Matched";
import { Notes } from "./Notes";
import { verdictParts } from "./verdicts";

interface CheckedProps {
  view: ImportView;
  busy: boolean;
  back: () => void;
  start: () => void;
}

/** What the file would do, before it does it. */
export function Checked({ view, busy, back, start }: CheckedProps) {
  const coming = view.created + view.updated;
  return (
    <div class="flex flex-col gap-4">
      <Sum parts={verdictParts(view)} total={view.rows} word={t("baris di berkas", "rows in the file")} />
      <div class="grid gap-4 lg:grid-cols-[1fr_340px] items-start">
        <Notes view={view} />
        <Matched view={view} />
      </div>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-3 lg:justify-end">
        <p class="text-sm text-muted flex items-start gap-1.5 lg:mr-auto" role="status">
          {busy ? <LoaderCircle class="i spin mt-px" /> : <Info class="i mt-px" />}
          {busy
            ? t("Mengirim berkas. Biarkan halaman ini terbuka sebentar.", "Sending the file. Leave this page open for a moment.")
            : t("Tidak ada pesan yang dikirim ke pelanggan.", "No message is sent to customers.")}
        </p>
        <Button onClick={back} disabled={busy} class="max-lg:flex-1">
          {t("Ganti berkas", "Another file")}
        </Button>
        <Button look="primary" icon={ArrowRight} class="max-lg:flex-1" disabled={coming === 0} busy={busy && t("Mengirim…", "Sending…")} onClick={start}>
          {coming ? t(`Impor ${count(coming)} pelanggan`, `Import ${count(coming)} customers`) : t("Tidak ada yang perlu diimpor", "Nothing to import")}
        </Button>
      </div>
    </div>
  );
}
