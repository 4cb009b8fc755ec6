import { HardHat } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { Link } from "wouter-preact";
import { day } from "../../shared/format";
import { t } from "../../shared/language";
import { Empty } from "../../shared/parts/Empty";
import { Show } from "../../shared/parts/Show";
import { whenSeen } from "../../shared/visible";
import { Page } from "../Page";
import { access, today } from "../session";
import { useKept } from "../unsent/kept";
import { arrived, unsent } from "../unsent/unsent";
import { WaitingStrip } from "../unsent/WaitingStrip";
import { JobCard } from "./job/JobCard";
import { asIfSent, inOrder, readAhead, readJobs } from "./job/jobs";

const EVERY_S = 60;

/** A technician's day on one hand: the next job large, the others below it. Works where there is no signal. */
export default function Jobs() {
  const loaded = useKept("jobs", readJobs, [arrived.value]);
  useEffect(() => {
    if (loaded.value && !loaded.value.old) void readAhead(inOrder(loaded.value.what));
    if (!loaded.loading) return whenSeen(EVERY_S, loaded.reload);
  }, [loaded.value, loaded.loading]);
  return (
    <Page title={t("Tugas saya", "My jobs")} sub={[access.value?.name, day(today.value, "weekday")].filter(Boolean).join(" · ")}>
      <div class="max-w-[760px] mx-auto flex flex-col gap-3">
        <WaitingStrip old={loaded.value?.old ? loaded.value.at : undefined} />
        <Show of={loaded} failed={t("Tugas tidak termuat", "The jobs could not be read")} rows={6}>
          {({ what }) => {
            const jobs = inOrder(what.map((one) => asIfSent(one, unsent.value)));
            const done = jobs.filter((one) => one.status === "resolved").length;
            if (!jobs.length) {
              return (
                <section class="kartu">
                  <Empty icon={HardHat} title={t("Tidak ada tugas untuk Anda.", "No jobs for you.")} next={t("Tugas muncul di sini begitu Anda ditugaskan.", "A job appears here once it is given to you.")}>
                    <Link href="/pengaduan" class="btn btn-line max-lg:h-11">
                      {t("Lihat semua pengaduan", "See all complaints")}
                    </Link>
                  </Empty>
                </section>
              );
            }
            return (
              <>
                <div class="flex items-center gap-3 px-1">
                  <h2 class="font-[650] num whitespace-nowrap">{t(`${jobs.length} tugas · ${done} selesai`, `${jobs.length} jobs · ${done} done`)}</h2>
                  <span class="bar flex-1" style={{ height: 8 }} aria-hidden="true">
                    <i style={{ width: `${(done / jobs.length) * 100}%`, background: "var(--color-success)" }} />
                  </span>
                </div>
                <ol class="flex flex-col gap-3" aria-label={t("Tugas", "Jobs")}>
                  {jobs.map((job, index) => (
                    <JobCard key={job.id} of={job} number={index + 1} next={index === 0 && job.status !== "resolved"} changed={loaded.reload} />
                  ))}
                </ol>
              </>
            );
          }}
        </Show>
      </div>
    </Page>
  );
}
