import { Banknote, MapPin } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { CustomerView } from "../../shared/api.d";
import { day, dateOf, phone, rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Badge } from "../../shared/parts/Badge";
import { Button } from "../../shared/parts/Button";
import { Card } from "../../shared/parts/Card";
import { Facts } from "../../shared/parts/Facts";
import { Show } from "../../shared/parts/Show";
import { subscriptionState } from "../../shared/states";
import type { At } from "../App";
import { Page } from "../Page";
import { may } from "../session";
import { CustomerComplaints } from "./complaint/CustomerComplaints";
import { Subscriptions } from "./customer/Subscriptions";
import { Dunning } from "./dunning/Dunning";
import { InvoiceTable } from "./invoice/InvoiceTable";
import { CustomerPayments } from "./payment/CustomerPayments";
import { ReceiveDialog } from "./payment/ReceiveDialog";
import { Personal } from "./personal/Personal";

const INVOICES = 12;

/** One customer: what they owe, who and where they are, what they subscribe to, their bills. */
export default function CustomerPage({ id }: At) {
  const loaded = useLoad(() => body(GET("/api/customers/{id}", { params: { path: { id } } })), [id]);
  const customer = loaded.value;
  return (
    <Page title={customer?.name ?? t("Pelanggan", "Customer")} sub={customer?.number} above={{ path: "/pelanggan", word: t("Pelanggan", "Customers") }}>
      <Show of={loaded} failed={t("Pelanggan tidak termuat", "The customer could not be read")}>
        {(value) => <Customer customer={value} changed={loaded.reload} />}
      </Show>
    </Page>
  );
}

function Customer({ customer, changed }: { customer: CustomerView; changed: () => void }) {
  return (
    <div class="grid gap-4 lg:grid-cols-[380px_minmax(0,1fr)] items-start">
      <div class="flex flex-col gap-4 min-w-0">
        {may("invoices.read") && <Owed amount={customer.balance} />}
        {may("payments.take") && <Receive customer={customer} changed={changed} />}
        {may("dunning.read") && <Dunning customer={customer} changed={changed} />}
        <Card title={t("Data pelanggan", "Customer")} aside={<Badge state={subscriptionState(customer.status)} plain={customer.status === "active"} />}>
          <Facts
            of={[
              [t("HP", "Phone"), <span class="num">{customer.phone ? phone(customer.phone) : t("tidak ada", "none")}</span>],
              [t("HP lain", "Other phones"), customer.other_phones.map(phone).join(", ")],
              [t("Alamat", "Address"), customer.address],
              [t("Area", "Area"), customer.area_id],
              ["Email", customer.email],
              [t("Lokasi", "Location"), customer.location && <Place {...customer.location} />],
              [t("Label", "Tags"), customer.tags.join(", ")],
              [t("Catatan", "Note"), customer.note],
              [t("Terdaftar", "Since"), day(dateOf(new Date(customer.created_at)))],
            ]}
          />
        </Card>
        <Personal customer={customer} changed={changed} />
      </div>
      <div class="flex flex-col gap-4 min-w-0">
        {may("subscriptions.read") && <Subscriptions customerId={customer.id} archived={customer.status === "archived"} changed={changed} />}
        {may("invoices.read") && <Bills customerId={customer.id} asOf={customer.updated_at} />}
        {may("complaints.read") && <CustomerComplaints customerId={customer.id} />}
        {may("payments.read") && <CustomerPayments customerId={customer.id} asOf={customer.updated_at} changed={changed} />}
      </div>
    </div>
  );
}

function Owed({ amount }: { amount: number }) {
  const words = amount > 0 ? t("Belum dibayar", "Owed") : amount < 0 ? t("Saldo lebih", "Credit") : t("Tidak ada utang", "Nothing owed");
  return (
    <section class={`rounded-box p-4 ${amount > 0 ? "tintbox t-warn" : "tintbox t-ok"}`}>
      <p class="text-sm text-muted">{words}</p>
      <p class="text-2xl font-bold tracking-[-.02em] num">{rupiah(Math.abs(amount))}</p>
    </section>
  );
}

function Receive({ customer, changed }: { customer: CustomerView; changed: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" size="large" icon={Banknote} onClick={() => setOpen(true)}>
        {t("Terima pembayaran", "Receive payment")}
      </Button>
      {open && <ReceiveDialog customer={customer} close={() => setOpen(false)} done={changed} />}
    </>
  );
}

function Place({ latitude, longitude }: { latitude: number; longitude: number }) {
  return (
    <a href={`geo:${latitude},${longitude}`} class="lnk num inline-flex items-center gap-1">
      <MapPin class="i i-14" />
      {latitude.toFixed(5)}, {longitude.toFixed(5)}
    </a>
  );
}

function Bills({ customerId, asOf }: { customerId: string; asOf: string }) {
  const bills = useLoad(() => body(GET("/api/invoices", { params: { query: { customer_id: customerId, limit: INVOICES } } })), [customerId, asOf]);
  return (
    <Card
      title={t("Tagihan", "Invoices")}
      aside={
        bills.value?.next_cursor && (
          <Link href={`/tagihan?customer_id=${customerId}`} class="lnk">
            {t("Lihat semua", "See all")}
          </Link>
        )
      }
    >
      <Show of={bills} failed={t("Tagihan tidak termuat", "The invoices could not be read")} rows={3}>
        {(page) => (page.items.length ? <InvoiceTable invoices={page.items} ofOne /> : <p class="px-4 pb-4 text-muted">{t("Belum ada tagihan.", "No invoices yet.")}</p>)}
      </Show>
    </Card>
  );
}
