import { Link } from "wouter-preact";
import type { CustomerView } from "../../../shared/api.d";
import { phone } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { type Chosen, type Column, Table } from "../../../shared/parts/Table";
import { subscriptionState } from "../../../shared/states";
import { may } from "../../session";
import { Balance } from "./Balance";

/** Customers in rows; the money only for those who may see it. */
export function CustomerTable({ customers, choose }: { customers: CustomerView[]; choose?: Chosen<CustomerView> }) {
  const money = may("invoices.read");
  const owed: Column<CustomerView> = { head: t("Saldo", "Balance"), cell: (customer) => <Balance of={customer.balance} />, right: true };
  const columns: Column<CustomerView>[] = [
    { head: t("Nomor", "Number"), cell: (customer) => <span class="num text-muted">{customer.number}</span> },
    {
      head: t("Nama", "Name"),
      cell: (customer) => (
        <Link href={`/pelanggan/${customer.id}`} data-row class="font-semibold">
          {customer.name}
        </Link>
      ),
    },
    { head: t("HP", "Phone"), cell: (customer) => (customer.phone ? phone(customer.phone) : <span class="text-muted">{t("tidak ada", "none")}</span>), class: "num whitespace-nowrap" },
    { head: t("Alamat", "Address"), cell: (customer) => <span class="text-muted clamp2">{customer.address}</span> },
    { head: t("Status", "Status"), cell: (customer) => <Badge state={subscriptionState(customer.status)} plain={customer.status === "active"} /> },
    ...(money ? [owed] : []),
  ];
  return (
    <Table
      label={t("Daftar pelanggan", "List of customers")}
      rows={customers}
      keyOf={(customer) => customer.id}
      columns={columns}
      choose={choose}
      card={(customer) => (
        <Link href={`/pelanggan/${customer.id}`} data-row class="block -mx-4 -my-3 px-4 py-3">
          <span class="flex items-baseline gap-3">
            <span class="font-semibold clamp1">{customer.name}</span>
            {money && (
              <span class="ml-auto num">
                <Balance of={customer.balance} />
              </span>
            )}
          </span>
          <span class="flex items-center gap-2 mt-1 text-sm text-muted">
            <span class="num whitespace-nowrap">{customer.number}</span>
            <span class="clamp1">{customer.address}</span>
            {customer.status !== "active" && (
              <span class="ml-auto">
                <Badge state={subscriptionState(customer.status)} />
              </span>
            )}
          </span>
        </Link>
      )}
    />
  );
}
