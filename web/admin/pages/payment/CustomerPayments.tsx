import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { PaymentView } from "../../../shared/api.d";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Show } from "../../../shared/parts/Show";
import { PaymentTable } from "./PaymentTable";
import { ReverseDialog } from "./ReverseDialog";

const SHOWN = 6;

/** The latest payments of one customer. */
export function CustomerPayments({ customerId, asOf, changed }: { customerId: string; asOf: string; changed: () => void }) {
  const [reversing, setReversing] = useState<PaymentView>();
  const list = useLoad(() => body(GET("/api/payments", { params: { query: { customer_id: customerId, limit: SHOWN } } })), [customerId, asOf]);
  return (
    <>
      <Show of={list} failed={t("Pembayaran tidak termuat", "The payments could not be read")} rows={2}>
        {(page) => (page.items.length ? <PaymentTable payments={page.items} ofOne reverse={setReversing} /> : <p class="px-4 py-6 text-muted text-center">{t("Belum ada pembayaran.", "No payments yet.")}</p>)}
      </Show>
      {list.value?.next_cursor && (
        <p class="p-3 text-center border-t divx">
          <Link href={`/pembayaran?customer_id=${customerId}`} class="lnk">
            {t("Lihat semua pembayaran", "See all payments")}
          </Link>
        </p>
      )}
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
    </>
  );
}
