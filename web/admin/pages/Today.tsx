import { day } from "../../shared/format";
import { t } from "../../shared/language";
import { Page } from "../Page";
import { access, may, today } from "../session";
import { FirstSteps } from "./today/FirstSteps";
import { LastRun } from "./today/LastRun";

/** What to do next, and what the last billing run did. */
export default function Today() {
  const first = access.value?.name.split(" ")[0];
  return (
    <Page title={t("Hari ini", "Today")} sub={day(today.value, "weekday")}>
      <div class="max-w-[760px] mx-auto flex flex-col gap-4">
        <h2 class="text-2xl font-bold tracking-[-.02em] lg:mt-4">{first ? t(`Selamat bekerja, ${first}`, `Welcome, ${first}`) : t("Selamat bekerja", "Welcome")}</h2>
        {may("customers.read") && <FirstSteps />}
        {may("runs.read") && <LastRun />}
      </div>
    </Page>
  );
}
