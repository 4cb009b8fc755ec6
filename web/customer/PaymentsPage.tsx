import { Wallet } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { body, download, GET } from "../shared/api";
import type { MyPayment } from "../shared/api.d";
import { moment, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { useList } from "../shared/load";
import { Badge } from "../shared/parts/Badge";
import { Empty } from "../shared/parts/Empty";
import { More } from "../shared/parts/More";
import { Show } from "../shared/parts/Show";
import { paymentState } from "../shared/states";
import { MoneyTabs } from "./MoneyTabs";
import { methodWord } from "./Paid";
import { SaveButton } from "./SaveButton";

const AT_ONCE = 12;

/** What was paid, the latest first, each with its receipt. */
export default function PaymentsPage() {
  const paid = useList((cursor) => body(GET("/api/me/payments", { params: { query: { limit: AT_ONCE, cursor } } })), []);
  useEffect(() => {
    document.title = `${t("Pembayaran", "Payments")} · Sambung`;
  }, []);
  return (
    <main class="px-4 pt-4 flex flex-col gap-3">
      <h1 class="text-xl font-bold">{t("Pembayaran", "Payments")}</h1>
      <MoneyTabs />
      <section class="flex flex-col gap-3">
        <Show of={{ ...paid, value: paid.items }} failed={t("Daftar pembayaran belum termuat", "The payments did not load")}>
          {(items) =>
            items.length ? (
              <ul class="flex flex-col gap-3" aria-label={t("Daftar pembayaran", "List of payments")}>
                {items.map((one) => (
                  <li key={one.id}>
                    <Payment of={one} />
                  </li>
                ))}
              </ul>
            ) : (
              <div class="kartu">
                <Empty icon={Wallet} title={t("Belum ada pembayaran.", "No payments yet.")} next={t("Pembayaran Anda muncul di sini bersama kuitansinya.", "Yours will appear here with their receipts.")} />
              </div>
            )
          }
        </Show>
        <More of={paid} />
      </section>
    </main>
  );
}

function Payment({ of }: { of: MyPayment }) {
  const bills = of.allocations.map((one) => one.number).join(", ");
  return (
    <article class="kartu p-4">
      <p class="flex items-center gap-3">
        <span class="text-lg font-bold num">{rupiah(of.amount)}</span>
        <span class="ml-auto">
          <Badge state={paymentState(of.status)} />
        </span>
      </p>
      <p class="text-base text-muted num">
        {moment(of.paid_at)} · {methodWord(of.method)}
      </p>
      <p class="text-base text-muted num break-words">
        {of.number}
        {bills && ` · ${bills}`}
      </p>
      {of.credit > 0 && of.status === "recorded" && <p class="text-base num">{t(`${rupiah(of.credit)} menjadi saldo.`, `${rupiah(of.credit)} was kept as credit.`)}</p>}
      <div class="mt-3">
        <SaveButton word={t("Simpan kuitansi", "Save the receipt")} name={`${of.number}.pdf`} fetchFile={() => download(`/api/me/payments/${encodeURIComponent(of.id)}/pdf`)} />
      </div>
    </article>
  );
}
