import { QrCode } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, download, GET } from "../shared/api";
import type { MyInvoice } from "../shared/api.d";
import { dateOf, day, month, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { Badge } from "../shared/parts/Badge";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Skeleton } from "../shared/parts/Skeleton";
import { invoiceState } from "../shared/states";
import { account } from "./account";
import { Bill } from "./Bill";
import { Bar } from "./complaints/Bar";
import { Foot } from "./complaints/Foot";
import { useKept } from "./kept";
import { OldNews } from "./OldNews";
import { online } from "./online";
import { SaveButton } from "./SaveButton";

/** One bill: how much, until when, why, and its paper. */
export default function MyBillPage({ id }: { id: string }) {
  const loaded = useKept(`bill.${id}`, () => body(GET("/api/me/invoices/{id}", { params: { path: { id } } })));
  const bill = loaded.value;
  useEffect(() => {
    if (bill) document.title = `${bill.number} · Sambung`;
  }, [bill?.number]);
  return (
    <>
      <Bar title={bill ? t(`Tagihan ${month(bill.period)}`, `Bill for ${month(bill.period)}`) : t("Tagihan", "Bill")} sub={bill?.number} back="/tagihan" backWord={t("Kembali ke daftar tagihan", "Back to the bills")} />
      <main class="px-4 pt-4 pb-28 flex flex-col gap-3">
        {loaded.problem && <ErrorBox title={t("Tagihan belum terbuka", "The bill did not open")} problem={loaded.problem} again={loaded.problem.status === 404 ? undefined : loaded.reload} />}
        <OldNews from={loaded.oldFrom} />
        {bill ? <Opened bill={bill} /> : !loaded.problem && <section class="kartu"><Skeleton rows={5} /></section>}
      </main>
    </>
  );
}

function Opened({ bill }: { bill: MyInvoice }) {
  const today = account.value?.today ?? dateOf(new Date());
  return (
    <>
      <section class="kartu p-4">
        <h1 class="sr-only">{t(`Tagihan ${month(bill.period)}`, `Bill for ${month(bill.period)}`)}</h1>
        <div class="flex items-center gap-3">
          <p class="text-muted">{bill.status === "open" && bill.paid > 0 ? t("Sisa", "Left to pay") : t("Total", "Total")}</p>
          <span class="ml-auto">
            <Badge state={invoiceState(bill, today)} />
          </span>
        </div>
        <p class="text-3xl font-bold num tracking-[-.01em]">{rupiah(bill.status === "open" ? bill.amount_due : bill.total)}</p>
        <dl class="flex text-base mt-2 pt-3 border-t divx">
          <div>
            <dt class="text-muted">{t("Terbit", "Issued")}</dt>
            <dd class="font-semibold num">{day(bill.issued_on, "short")}</dd>
          </div>
          <div class="ml-auto text-right">
            <dt class="text-muted">{t("Paling lambat", "Pay by")}</dt>
            <dd class="font-semibold num">{day(bill.due_on, "short")}</dd>
          </div>
        </dl>
      </section>
      <Bill bill={bill}>
        <SaveButton word={t("Simpan PDF tagihan", "Save the bill as PDF")} name={`${bill.number}.pdf`} fetchFile={() => download(`/api/me/invoices/${encodeURIComponent(bill.id)}/pdf`)} />
      </Bill>
      {bill.amount_due > 0 && online.value && (
        <Foot>
          <Link href={`/tagihan/${bill.id}/bayar`} class="btn btn-primary btn-hp">
            <QrCode class="i i-18" />
            {t("Bayar", "Pay")} <span class="num">{rupiah(bill.amount_due)}</span>
          </Link>
        </Foot>
      )}
      {bill.status === "paid" && (
        <Link href={`/tagihan/${bill.id}/bayar`} class="btn btn-line btn-hp w-full">
          {t("Lihat kuitansi", "See the receipt")}
        </Link>
      )}
    </>
  );
}
