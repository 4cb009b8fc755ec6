import { day } from "../../shared/format";
import { t } from "../../shared/language";
import { places } from "../navigation";
import { Page } from "../Page";
import { PlaceList } from "../PlaceList";
import { access, may, today } from "../session";
import { LastRun } from "./today/LastRun";
import { Morning } from "./today/Morning";

/** The owner's morning; for everybody else what to do next. */
export default function Today() {
  const first = access.value?.name.split(" ")[0];
  const welcome = first ? t(`Selamat bekerja, ${first}`, `Welcome, ${first}`) : t("Selamat bekerja", "Welcome");
  return (
    <Page title={t("Hari ini", "Today")} sub={day(today.value, "weekday")}>
      {may("reports.read") ? (
        <Morning />
      ) : (
        <div class="max-w-[760px] mx-auto flex flex-col gap-4">
          <h2 class="text-2xl font-bold tracking-[-.02em] lg:mt-4">{welcome}</h2>
          <PlaceList label={t("Pekerjaan Anda", "Your work")} of={places().filter((place) => place.group === "work" && place.path !== "/")} />
          {may("runs.read") && <LastRun />}
        </div>
      )}
    </Page>
  );
}
