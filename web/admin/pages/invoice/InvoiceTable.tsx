import { Link } from "wouter-preact";
import type { InvoiceView } from "../../../shared/api.d";
import { day, month, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { type Column, Table } from "../../../shared/parts/Table";
import { invoiceState } from "../../../shared/states";
import { today } from "../../session";

/** Invoices in rows; on a customer's own page without the name. */
export function InvoiceTable({ invoices, ofOne }: { invoices: InvoiceView[]; ofOne?: boolean }) {
  const name: Column<InvoiceView> = { head: t("Pelanggan", "Customer"), cell: (invoice) => <span class="font-semibold">{invoice.customer_name}</span> };
  const columns: Column<InvoiceView>[] = [
    { head: t("Nomor", "Number"), cell: (invoice) => <Open invoice={invoice} /> },
    ...(ofOne ? [] : [name]),
    { head: t("Paket", "Plan"), cell: (invoice) => <span class="text-muted">{invoice.plan_name || "–"}</span> },
    { head: t("Bulan", "Month"), cell: (invoice) => month(invoice.period) },
    { head: t("Jatuh tempo", "Due"), cell: (invoice) => day(invoice.due_on, "short"), class: "num" },
    { head: t("Status", "Status"), cell: (invoice) => <Badge state={invoiceState(invoice, today.value)} plain={invoice.status !== "open"} /> },
    { head: t("Jumlah", "Amount"), cell: (invoice) => <span class="font-[650]">{rupiah(invoice.total)}</span>, right: true },
  ];
  return (
    <Table
      label={t("Daftar tagihan", "List of invoices")}
      rows={invoices}
      keyOf={(invoice) => invoice.id}
      columns={columns}
      card={(invoice) => (
        <Link href={`/tagihan/${invoice.id}`} data-row class="block -mx-4 -my-3 px-4 py-3">
          <span class="flex items-baseline gap-3">
            <span class="font-semibold clamp1">{ofOne ? month(invoice.period) : invoice.customer_name}</span>
            <span class="ml-auto font-[650] num">{rupiah(invoice.total)}</span>
          </span>
          <span class="flex items-center gap-2 mt-1 text-sm text-muted">
            <span class="num clamp1">{invoice.number}</span>
            <span class="ml-auto">
              <Badge state={invoiceState(invoice, today.value)} plain={invoice.status !== "open"} />
            </span>
          </span>
        </Link>
      )}
    />
  );
}

function Open({ invoice }: { invoice: InvoiceView }) {
  return (
    <Link href={`/tagihan/${invoice.id}`} data-row class="lnk num">
      {invoice.number}
    </Link>
  );
}
