import { body, GET } from "../../../shared/api";
import type { SubscriptionView } from "../../../shared/api.d";
import { day, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Card } from "../../../shared/parts/Card";
import { Facts } from "../../../shared/parts/Facts";
import { Show } from "../../../shared/parts/Show";
import { subscriptionState } from "../../../shared/states";
import { may } from "../../session";

/** What a customer subscribes to: plan, price, billing day, line. */
export function Subscriptions({ customerId }: { customerId: string }) {
  const loaded = useLoad(async () => {
    const [lines, plans] = await Promise.all([
      body(GET("/api/subscriptions", { params: { query: { customer_id: customerId } } })),
      body(GET("/api/plans", { params: { query: { limit: 200 } } })),
    ]);
    const names = new Map(plans.items.map((plan) => [plan.id, plan.name]));
    return lines.items.map((line) => ({ line, plan: names.get(line.plan_id) ?? line.plan_id }));
  }, [customerId]);
  return (
    <Show of={loaded} failed={t("Langganan tidak termuat", "The subscriptions could not be read")} rows={3}>
      {(lines) =>
        lines.length ? (
          <>
            {lines.map(({ line, plan }) => (
              <Subscription key={line.id} line={line} plan={plan} />
            ))}
          </>
        ) : (
          <Card>
            <p class="p-4 text-muted">{t("Belum berlangganan apa pun.", "No subscription yet.")}</p>
          </Card>
        )
      }
    </Show>
  );
}

function Subscription({ line, plan }: { line: SubscriptionView; plan: string }) {
  const { network } = line;
  const special = line.price_override !== null && ` (${t("harga khusus", "special price")})`;
  const plugged = [network.odp && (/^odp/i.test(network.odp) ? network.odp : `ODP ${network.odp}`), network.port && `port ${network.port}`, network.ont && `ONT ${network.ont}`].filter(Boolean).join(" · ");
  return (
    <Card title={plan} aside={<Badge state={subscriptionState(line.status)} plain={line.status === "active"} />}>
      <Facts
        of={[
          [
            t("Harga", "Price"),
            may("invoices.read") && (
              <span class="num">
                {rupiah(line.price)}/{t("bulan", "month")}
                {special}
              </span>
            ),
          ],
          [t("Tanggal tagih", "Billing day"), <span class="num">{t(`tanggal ${line.billing_day}, ${line.mode === "prepaid" ? "di muka" : "di belakang"}`, `day ${line.billing_day}, ${line.mode}`)}</span>],
          [t("Tagihan berikut", "Next invoice"), line.next_invoice_on && day(line.next_invoice_on)],
          [t("Ditagih sampai", "Billed to"), line.billed_to && day(line.billed_to)],
          [t("Mulai", "Started"), day(line.starts_on)],
          [t("User PPPoE", "PPPoE user"), network.pppoe_user],
          [t("Jaringan", "Network"), plugged],
        ]}
      />
    </Card>
  );
}
