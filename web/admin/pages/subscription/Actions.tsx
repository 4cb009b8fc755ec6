import { BadgePercent, ReceiptText } from "lucide-preact";
import type { SubscriptionView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { Button } from "../../../shared/parts/Button";
import { type StepName, stepsFrom, stepWords } from "./steps";

export type Opened = StepName | "charge" | "terms";

/** What can be done with a subscription from where it stands; each opens its question first. */
export function Actions({ line, open }: { line: SubscriptionView; open: (what: Opened) => void }) {
  const steps = stepsFrom(line.status);
  return (
    <div class="border-t divx px-4 py-3 grid grid-cols-2 lg:flex lg:flex-wrap gap-2 max-lg:*:h-11">
      {steps.slice(0, 1).map(button)}
      <Button size="small" icon={ReceiptText} onClick={() => open("charge")}>
        {t("Biaya sekali", "One-off charge")}
      </Button>
      <Button size="small" icon={BadgePercent} class="max-lg:col-span-2" onClick={() => open("terms")}>
        {t("Diskon & tambahan", "Discounts & add-ons")}
      </Button>
      {steps.slice(1).map(button)}
    </div>
  );

  function button(step: StepName) {
    const words = stepWords(step, line.status);
    const look = words.bad ? "bad" : step === "resume" || step === "activate" ? "soft" : "line";
    return (
      <Button key={step} size="small" look={look} icon={words.icon} onClick={() => open(step)}>
        {words.word}
      </Button>
    );
  }
}
