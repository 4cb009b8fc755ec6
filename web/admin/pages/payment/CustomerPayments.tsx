import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { PaymentView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Card } from "../../../shared/parts/Card";
import { Show } from "../../../shared/parts/Show";
import { PaymentTable } from "./PaymentTable";
import { ReverseDialog } from "./ReverseDialog";

const SHOWN = 6;

/** The latest payments of one customer. */
export function CustomerPayments({ customerId, asOf, changed }: { customerId: string; asOf: string; changed: () => void }) {
  const [reversing, setReversing] = useState<PaymentView>();
  const list = useLoad(() => body(GET("/api/payments", { params: { query: { customer_id: customerId, limit: SHOWN } } })), [customerId, asOf]);
  const all = list.value?.next_cursor && (
    <Link href={`/pembayaran?customer_id=${customerId}`} class="lnk">
      {t("Lihat semua", "See all")}
    </Link>
  );
  return (
    <Card title={t("Pembayaran", "Payments")} aside={all}>
      <Show of={list} failed={t("Pembayaran tidak termuat", "The payments could not be read")} rows={2}>
        {(page) => (page.items.length ? <PaymentTable payments={page.items} ofOne reverse={setReversing} /> : <p class="px-4 pb-4 text-muted">{t("Belum ada pembayaran.", "No payments yet.")}</p>)}
      </Show>
      {reversing && (
        <ReverseDialog
          payment={reversing}
          close={() => setReversing(undefined)}
          done={() => {
            list.reload();
            changed();
          }}
        />
      )}
    </Card>
  );
}
