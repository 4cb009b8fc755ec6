import { Link } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { InvoiceView } from "../../shared/api.d";
import { day, month } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Card } from "../../shared/parts/Card";
import { Facts } from "../../shared/parts/Facts";
import { Show } from "../../shared/parts/Show";
import { invoiceState } from "../../shared/states";
import type { At } from "../App";
import { Page } from "../Page";
import { may, today } from "../session";
import { Corrections } from "./invoice/Corrections";
import { Lines } from "./invoice/Lines";
import { Messages } from "./invoice/Messages";
import { Paper } from "./invoice/Paper";
import { Reissue } from "./invoice/Reissue";

/** One invoice: what it asks for and why, its paper, what the customer was told. */
export default function InvoicePage({ id }: At) {
  const loaded = useLoad(() => body(GET("/api/invoices/{id}", { params: { path: { id } } })), [id]);
  const invoice = loaded.value;
  return (
    <Page title={invoice?.number ?? t("Tagihan", "Invoice")} sub={invoice && month(invoice.period)} above={{ path: "/tagihan", word: t("Tagihan", "Invoices") }}>
      <Show of={loaded} failed={t("Tagihan tidak termuat", "The invoice could not be read")}>
        {(value) => <Invoice invoice={value} changed={loaded.reload} />}
      </Show>
    </Page>
  );
}

function Invoice({ invoice, changed }: { invoice: InvoiceView; changed: () => void }) {
  const service = invoice.period_start && invoice.period_end ? `${day(invoice.period_start, "short")} – ${day(invoice.period_end)}` : "";
  return (
    <div class="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start">
      {/* On phones one column: the paper comes right after the figures. */}
      <div class="lg:flex flex-col gap-4 min-w-0 max-lg:contents">
        <Card
          title={
            <Link href={`/pelanggan/${invoice.customer_id}`} class="text-lg font-bold">
              {invoice.customer_name}
            </Link>
          }
          aside={<Badge state={invoiceState(invoice, today.value)} large />}
        >
          <Facts
            of={[
              [t("Pelanggan", "Customer"), <Link href={`/pelanggan/${invoice.customer_id}`} class="lnk num">{invoice.customer_id}</Link>],
              [t("Masa layanan", "Service period"), service],
              [t("Terbit", "Issued"), day(invoice.issued_on)],
              [t("Jatuh tempo", "Due"), day(invoice.due_on, "weekday")],
            ]}
          />
        </Card>
        <Lines invoice={invoice} />
        {may("messages.read") && <div class="min-w-0 max-lg:order-2"><Messages cause={invoice.id} /></div>}
        <Corrections invoice={invoice} changed={changed} />
        {invoice.status === "void" && may("invoices.reissue") && <Reissue invoice={invoice} />}
      </div>
      <div class="min-w-0 max-lg:order-1 lg:sticky lg:top-[72px]">
        <Paper invoice={invoice} />
      </div>
    </div>
  );
}
