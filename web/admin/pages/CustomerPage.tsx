import { Banknote } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET } from "../../shared/api";
import type { CustomerView } from "../../shared/api.d";
import { rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Button } from "../../shared/parts/Button";
import { Show } from "../../shared/parts/Show";
import type { At } from "../App";
import { Page } from "../Page";
import { usePageKeys } from "../pageKeys";
import { may } from "../session";
import { CustomerComplaints } from "./complaint/CustomerComplaints";
import { Account } from "./customer/Account";
import { Identity } from "./customer/Identity";
import { Messages } from "./customer/Messages";
import { Subscriptions } from "./customer/Subscriptions";
import { Dunning } from "./dunning/Dunning";
import { Connections } from "./network/Connection";
import { ReceiveDialog } from "./payment/ReceiveDialog";
import { Personal } from "./personal/Personal";

/** One customer: what they owe, who and where they are, what they subscribe to, their account, what was said. */
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
    <div class="grid gap-4 lg:grid-cols-[300px_minmax(0,1fr)] items-start">
      <div class="flex flex-col gap-4 min-w-0">
        <Identity customer={customer} changed={changed} />
        {may("subscriptions.read") && <Subscriptions customerId={customer.id} archived={customer.status === "archived"} changed={changed} />}
        {may("sessions.read") && <Connections customerId={customer.id} />}
        <Personal customer={customer} changed={changed} />
      </div>
      <div class="grid gap-4 min-w-0 max-lg:order-first min-[1400px]:grid-cols-[minmax(0,1fr)_340px] items-start">
        <div class="flex flex-col gap-4 min-w-0">
          {may("invoices.read") && <Owed customer={customer} changed={changed} />}
          {may("dunning.read") && <Dunning customer={customer} changed={changed} />}
          <Account customer={customer} changed={changed} />
          {may("complaints.read") && <CustomerComplaints customerId={customer.id} />}
        </div>
        {may("messages.read") && <Messages customerId={customer.id} asOf={customer.updated_at} />}
      </div>
    </div>
  );
}

/** What is owed, and taking it: the main thing one does here. */
function Owed({ customer, changed }: { customer: CustomerView; changed: () => void }) {
  const [open, setOpen] = useState(false);
  const amount = customer.balance;
  const words = amount > 0 ? t("Belum dibayar", "Owed") : amount < 0 ? t("Saldo lebih", "Credit") : t("Tidak ada utang", "Nothing owed");
  const canTake = may("payments.take");
  usePageKeys([{ key: "b", does: t("Terima pembayaran", "Receive payment"), act: canTake && !open ? () => setOpen(true) : undefined }]);
  return (
    <section class={`rounded-box p-4 flex flex-wrap items-center gap-3 ${amount > 0 ? "tintbox t-warn" : "tintbox t-ok"}`}>
      <div class="flex-1 min-w-[140px]">
        <p class="text-sm text-muted">{words}</p>
        <p class="text-2xl font-bold tracking-[-.02em] num">{rupiah(Math.abs(amount))}</p>
      </div>
      {canTake && (
        <Button look="primary" icon={Banknote} class="max-lg:w-full max-lg:h-12" onClick={() => setOpen(true)}>
          {t("Terima pembayaran", "Receive payment")} <kbd class="kbdx max-lg:hidden">B</kbd>
        </Button>
      )}
      {open && <ReceiveDialog customer={customer} close={() => setOpen(false)} done={changed} />}
    </section>
  );
}
