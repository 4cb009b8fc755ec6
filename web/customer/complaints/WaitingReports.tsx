import { CloudUpload, TriangleAlert } from "lucide-preact";
import { Link } from "wouter-preact";
import { categoryWord } from "../../shared/complaintState";
import { moment } from "../../shared/format";
import { t } from "../../shared/language";
import { Button } from "../../shared/parts/Button";
import { justSent, throwAway, type WaitingReport, waitingReports } from "./outbox";

/** What was written and has not arrived yet; and that it has, once it has. */
export function WaitingReports() {
  return (
    <>
      {waitingReports.value.map((one) => (
        <Waiting key={one.id} of={one} />
      ))}
      <div role="status">
        {justSent.value && (
          <section class="rounded-box tintbox t-ok p-4">
            <p class="font-semibold">{t(`Laporan ${justSent.value} sudah terkirim.`, `Report ${justSent.value} was sent.`)}</p>
            <Link href={`/lapor/${justSent.value}`} class="lnk inline-block py-2">
              {t("Lihat perkembangan", "Follow it")}
            </Link>
          </section>
        )}
      </div>
    </>
  );
}

function Waiting({ of }: { of: WaitingReport }) {
  const about = `${categoryWord(of.report.category)} · ${moment(of.writtenAt)}`;
  if (of.refused) {
    return (
      <section class="rounded-box tintbox t-warn p-4 flex gap-3" role="alert">
        <TriangleAlert class="i i-24 text-warning flex-none" />
        <div class="min-w-0">
          <p class="font-semibold">{t("Laporan belum diterima", "The report was not taken")}</p>
          <p class="text-base text-muted num">{about}</p>
          <p>{of.refused}</p>
          <Button class="mt-3 h-11" onClick={() => void throwAway(of.id)}>
            {t("Buang laporan ini", "Throw it away")}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section class="rounded-box tintbox t-info p-4 flex gap-3">
      <CloudUpload class="i i-24 text-info flex-none" />
      <p class="min-w-0">
        <span class="block font-semibold">{t("1 laporan menunggu sinyal", "1 report waits for a signal")}</span>
        <span class="block text-base text-muted num">{about}</span>
        <span class="block">{t("Terkirim sendiri saat HP dapat sinyal.", "It goes by itself once there is a signal.")}</span>
      </p>
    </section>
  );
}
