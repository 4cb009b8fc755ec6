import { ArrowRight, Check } from "lucide-preact";
import { Link } from "wouter-preact";
import type { ImportView } from "../../../shared/api.d";
import { count } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { Done } from "../../../shared/parts/Done";
import { Sum } from "../../../shared/parts/Sum";
import { Notes } from "./Notes";
import { verdictParts } from "./verdicts";

/** What the import did, and what comes next. */
export function Brought({ view, restart }: { view: ImportView; restart: () => void }) {
  const refused = view.refused;
  const came = view.created + view.updated;
  return (
    <div class="flex flex-col gap-4 max-w-[1120px] mx-auto">
      <Done
        icon={Check}
        title={t(`${count(came)} pelanggan masuk`, `${count(came)} customers are in`)}
        text={refused ? t(`${count(refused)} baris ditolak menunggu Anda. Perbaiki di berkas, lalu impor lagi.`, `${count(refused)} refused rows await you. Mend the file and import again.`) : t("Tidak ada baris yang ditolak.", "No row was refused.")}
      >
        <Button onClick={restart}>{t("Impor berkas lain", "Import another file")}</Button>
        <Link href="/tagihan/terbitkan" class="btn btn-primary">
          <ArrowRight class="i" />
          {t("Terbitkan tagihan", "Issue invoices")}
        </Link>
      </Done>
      <Sum parts={verdictParts(view)} total={view.rows} word={t("baris di berkas", "rows in the file")} />
      <Notes view={view} />
    </div>
  );
}
