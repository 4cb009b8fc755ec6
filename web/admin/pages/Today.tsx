import { day } from "../../shared/format";
import { t } from "../../shared/language";
import { Page } from "../Page";
import { access, may, today } from "../session";
import { FirstSteps } from "./today/FirstSteps";
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
          {may("customers.read") && <FirstSteps />}
          {may("runs.read") && <LastRun />}
        </div>
      )}
    </Page>
  );
}
