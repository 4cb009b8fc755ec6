import { body, GET } from "../../../shared/api";
import type { DashboardView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { usePoll } from "../../../shared/load";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Skeleton } from "../../../shared/parts/Skeleton";
import { may } from "../../session";
import { FirstSteps } from "./FirstSteps";
import { LastRun } from "./LastRun";
import { Money } from "./Money";
import { OpenComplaints } from "./OpenComplaints";
import { ToDo } from "./ToDo";
import { UnpaidByAge } from "./UnpaidByAge";
import { WhatsApp } from "./WhatsApp";

const EVERY_S = 60;

/** An owner's morning: what came in, who has not paid, what is broken, and what is to be done. */
export function Morning() {
  const loaded = usePoll(() => body(GET("/api/reports/dashboard")), EVERY_S, () => true, []);
  const now = loaded.value;
  if (!now) {
    return loaded.problem ? (
      <ErrorBox title={t("Keadaan hari ini tidak termuat", "Today could not be read")} problem={loaded.problem} again={loaded.reload} />
    ) : (
      <div class="kartu">
        <Skeleton rows={8} />
      </div>
    );
  }
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_368px] gap-4 items-start">
      <div class="flex flex-col gap-4 min-w-0 max-lg:contents">
        {loaded.problem && <ErrorBox title={t("Angka belum diperbarui", "The figures are not up to date")} problem={loaded.problem} again={loaded.reload} />}
        {isNew(now) ? <FirstSteps /> : <Money now={now} />}
        <UnpaidByAge unpaid={now.unpaid} />
        {may("messages.read") && <WhatsApp cost={now.whatsapp_cost} />}
      </div>
      <div class="flex flex-col gap-4 min-w-0 max-lg:contents">
        <ToDo now={now} />
        {may("complaints.read") && <OpenComplaints of={now.complaints} />}
        {may("runs.read") && (
          <div class="max-lg:order-7">
            <LastRun />
          </div>
        )}
      </div>
    </div>
  );
}

/** Nobody to bill yet: the way there comes first. */
function isNew({ customers, unpaid, month }: DashboardView): boolean {
  const people = customers.active + customers.suspended + customers.paused + customers.pending;
  return !people || (!unpaid.invoices && !month.payments && !customers.suspended);
}
