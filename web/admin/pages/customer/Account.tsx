import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { CustomerView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Card } from "../../../shared/parts/Card";
import { Choice } from "../../../shared/parts/Choice";
import { Show } from "../../../shared/parts/Show";
import { may } from "../../session";
import { InvoiceTable } from "../invoice/InvoiceTable";
import { CustomerPayments } from "../payment/CustomerPayments";
import { Ledger } from "./Ledger";

type Part = "ledger" | "invoices" | "payments";

const INVOICES = 12;

/** The money of one customer: the ledger, the bills, the payments. */
export function Account({ customer, changed }: { customer: CustomerView; changed: () => void }) {
  const parts: [Part, string][] = [
    ...(may("ledger.read") ? [["ledger", t("Buku besar", "Ledger")] as [Part, string]] : []),
    ...(may("invoices.read") ? [["invoices", t("Tagihan", "Invoices")] as [Part, string]] : []),
    ...(may("payments.read") ? [["payments", t("Pembayaran", "Payments")] as [Part, string]] : []),
  ];
  const [part, setPart] = useState<Part | undefined>(parts[0]?.[0]);
  if (!part) return null;
  return (
    <Card>
      <div class="p-4 pb-3 max-w-[420px]">
        <Choice label={t("Rekening", "Account")} value={part} choose={setPart} of={parts} />
      </div>
      {part === "ledger" && (
        <>
          <Ledger customerId={customer.id} balance={customer.balance} asOf={customer.updated_at} />
          <p class="p-3 text-center border-t divx">
            <Link href={`/pelanggan/${customer.id}/rekening`} class="lnk">
              {t("Rekening koran per bulan", "Monthly statement")}
            </Link>
          </p>
        </>
      )}
      {part === "invoices" && <Bills customerId={customer.id} asOf={customer.updated_at} />}
      {part === "payments" && <CustomerPayments customerId={customer.id} asOf={customer.updated_at} changed={changed} />}
    </Card>
  );
}

function Bills({ customerId, asOf }: { customerId: string; asOf: string }) {
  const bills = useLoad(() => body(GET("/api/invoices", { params: { query: { customer_id: customerId, limit: INVOICES } } })), [customerId, asOf]);
  return (
    <Show of={bills} failed={t("Tagihan tidak termuat", "The invoices could not be read")} rows={3}>
      {(page) => (
        <>
          {page.items.length ? <InvoiceTable invoices={page.items} ofOne /> : <p class="px-4 py-6 text-muted text-center">{t("Belum ada tagihan.", "No invoices yet.")}</p>}
          {page.next_cursor && (
            <p class="p-3 text-center border-t divx">
              <Link href={`/tagihan?customer_id=${customerId}`} class="lnk">
                {t("Lihat semua tagihan", "See all invoices")}
              </Link>
            </p>
          )}
        </>
      )}
    </Show>
  );
}
