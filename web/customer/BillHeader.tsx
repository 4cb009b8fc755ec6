import { Ban, CalendarClock } from "lucide-preact";
import type { PayView } from "../shared/api.d";
import { day, month, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { Header } from "./Header";
import { PaidMark } from "./Paid";

/** The amount first; a bill that is paid or taken back says so instead. */
export function BillHeader({ bill, serviceBack }: { bill: PayView; serviceBack: boolean }) {
  if (bill.status === "paid") {
    return (
      <Header company={bill.company.name} done>
        <div class="text-center pt-4" role="status">
          <PaidMark />
          <h1 class="text-3xl font-bold mt-3">{t("Lunas", "Paid")}</h1>
          <p>{t(`Terima kasih, ${bill.customer_name}`, `Thank you, ${bill.customer_name}`)}</p>
          {serviceBack && <p>{t("Internet Anda menyala lagi.", "Your internet is back.")}</p>}
        </div>
      </Header>
    );
  }
  return (
    <Header company={bill.company.name}>
      <p class="mt-2" style={{ color: "#D6E6E7" }}>
        {t(`${bill.customer_name}, tagihan ${month(bill.period)}`, `${bill.customer_name}, bill for ${month(bill.period)}`)}
      </p>
      <h1 class="text-3xl font-bold num tracking-[-.01em]">{rupiah(bill.status === "open" ? bill.amount_due : bill.total)}</h1>
      <Standing bill={bill} />
    </Header>
  );
}

function Standing({ bill }: { bill: PayView }) {
  if (bill.status !== "open") {
    return (
      <p class="flex items-center gap-2 font-semibold mt-1">
        <Ban class="i i-20 text-accent" />
        {bill.status === "void" ? t("Dibatalkan. Tidak perlu dibayar.", "Void. Nothing to pay.") : t("Dihapuskan. Tidak perlu dibayar.", "Written off. Nothing to pay.")}
      </p>
    );
  }
  return (
    <p class="flex items-start gap-2 font-semibold mt-1">
      <CalendarClock class="i i-20 text-accent mt-0.5" />
      {t("Bayar paling lambat", "Pay by")} {day(bill.due_on, "weekday")}
    </p>
  );
}
