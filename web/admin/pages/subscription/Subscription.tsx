import { useState } from "preact/hooks";
import type { PlanView, SubscriptionView } from "../../../shared/api.d";
import { day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Card } from "../../../shared/parts/Card";
import { Facts } from "../../../shared/parts/Facts";
import { subscriptionState } from "../../../shared/states";
import { may } from "../../session";
import { Actions, type Opened } from "./Actions";
import { ChargeDialog } from "./ChargeDialog";
import { StepDialog } from "./StepDialog";
import { Terms } from "./Terms";
import { TermsDialog } from "./TermsDialog";
import { Waiting } from "./Waiting";

interface SubscriptionProps {
  line: SubscriptionView;
  plans: PlanView[];
  done: (note: string) => void;
}

/** One line into one house: plan, price, terms, what waits for the next invoice, and what can be done. */
export function Subscription({ line, plans, done }: SubscriptionProps) {
  const [opened, open] = useState<Opened | null>(null);
  const plan = plans.find((one) => one.id === line.plan_id)?.name ?? line.plan_id;
  const money = may("invoices.read");
  const asked = { line, close: () => open(null), done: (note: string) => (open(null), done(note)) };
  return (
    <Card title={plan} aside={<Badge state={subscriptionState(line.status)} plain={line.status === "active"} />}>
      <Facts of={factsOf(line, money)} />
      {money && <Terms line={line} />}
      {money && <Waiting line={line} done={done} />}
      {may("subscriptions.write") && line.status !== "stopped" && <Actions line={line} open={open} />}
      {opened === "charge" && <ChargeDialog {...asked} />}
      {opened === "terms" && <TermsDialog {...asked} />}
      {opened && opened !== "charge" && opened !== "terms" && <StepDialog {...asked} step={opened} plans={plans} />}
    </Card>
  );
}

function factsOf(line: SubscriptionView, money: boolean): Parameters<typeof Facts>[0]["of"] {
  const { network } = line;
  const special = line.price_override !== null && ` (${t("harga khusus", "special price")})`;
  const plugged = [network.odp && (/^odp/i.test(network.odp) ? network.odp : `ODP ${network.odp}`), network.port && `port ${network.port}`, network.ont && `ONT ${network.ont}`].filter(Boolean).join(" · ");
  const price = (
    <span class="num">
      {rupiah(line.price)}/{t("bulan", "month")}
      {special}
    </span>
  );
  return [
    [t("Nomor", "Number"), <span class="num">{line.id}</span>],
    [t("Harga", "Price"), money && price],
    [t("Tanggal tagih", "Billing day"), <span class="num">{t(`tanggal ${line.billing_day}, ${line.mode === "prepaid" ? "di muka" : "di belakang"}`, `day ${line.billing_day}, ${line.mode}`)}</span>],
    [t("Tagihan berikut", "Next invoice"), line.next_invoice_on && day(line.next_invoice_on)],
    [t("Ditagih sampai", "Billed to"), line.billed_to && line.billed_to >= line.starts_on && day(line.billed_to)],
    [t("Mulai", "Started"), day(line.starts_on)],
    [t("User PPPoE", "PPPoE user"), network.pppoe_user],
    [t("Jaringan", "Network"), plugged],
  ];
}
