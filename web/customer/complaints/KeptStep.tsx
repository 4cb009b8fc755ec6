import { CloudUpload, House } from "lucide-preact";
import { Link } from "wouter-preact";
import { t } from "../../shared/language";
import { Bar } from "./Bar";
import { Foot } from "./Foot";
import { WaitingReports } from "./WaitingReports";

/** There is no signal: the report is on this telephone, and goes by itself. */
export function KeptStep() {
  return (
    <>
      <Bar title={t("Laporan tersimpan", "Report kept")} sub={t("Belum terkirim", "Not sent yet")} back="/" backWord={t("Ke beranda", "Home")} />
      <main class="p-4 pb-28 flex flex-col gap-4">
        <div class="text-center pt-4" role="status">
          <span class="w-16 h-16 rounded-full grid place-items-center mx-auto bg-info text-info-content">
            <CloudUpload class="i i-32" />
          </span>
          <h1 class="text-xl font-bold mt-4">{t("Laporan tersimpan di HP ini", "The report is kept on this phone")}</h1>
          <p class="text-muted mt-1">{t("Terkirim sendiri saat HP dapat sinyal. Tidak perlu menulis ulang.", "It goes by itself once there is a signal. No need to write it again.")}</p>
        </div>
        <WaitingReports />
      </main>
      <Foot>
        <Link href="/" class="btn btn-primary btn-hp">
          <House class="i i-18" />
          {t("Ke beranda", "Home")}
        </Link>
      </Foot>
    </>
  );
}
