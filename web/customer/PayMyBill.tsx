import { CircleCheck } from "lucide-preact";
import { useEffect, useMemo } from "preact/hooks";
import { body, GET } from "../shared/api";
import type { MyInvoice } from "../shared/api.d";
import { day, month, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { useLoad } from "../shared/load";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Skeleton } from "../shared/parts/Skeleton";
import { account, readAccount } from "./account";
import { Banks } from "./Banks";
import { Bar } from "./complaints/Bar";
import { Contact } from "./Contact";
import HowToPay from "./HowToPay";
import { Paid } from "./Paid";
import { useStanding } from "./standing";
import { byBill } from "./waysIn";

/** Paying one of one's own bills; it turns to paid by itself. */
export default function PayMyBill({ id }: { id: string }) {
  const loaded = useLoad(() => body(GET("/api/me/invoices/{id}", { params: { path: { id } } })), [id]);
  const bill = loaded.value;
  useEffect(() => {
    document.title = `${t("Bayar", "Pay")} · Sambung`;
    if (!account.value) void readAccount().catch(() => undefined);
  }, []);
  return (
    <>
      <Bar title={t("Bayar tagihan", "Pay the bill")} sub={bill?.number} back={`/tagihan/${id}`} backWord={t("Kembali ke tagihan", "Back to the bill")} />
      <main class="px-4 pt-4 pb-8 flex flex-col gap-3">
        {loaded.problem && <ErrorBox title={t("Tagihan belum terbuka", "The bill did not open")} problem={loaded.problem} again={loaded.problem.status === 404 ? undefined : loaded.reload} />}
        {bill ? <Paying bill={bill} reload={loaded.reload} /> : !loaded.problem && <section class="kartu"><Skeleton rows={5} /></section>}
      </main>
    </>
  );
}

function Paying({ bill, reload }: { bill: MyInvoice; reload: () => void }) {
  const door = useMemo(() => byBill(bill.id), [bill.id]);
  const standing = useStanding(door, () => {
    reload();
    void readAccount().catch(() => undefined);
  }).value;
  const company = account.value?.company;
  return (
    <>
      {bill.status === "open" ? (
        <section class="px-1">
          <p class="text-muted">
            {t(`Tagihan ${month(bill.period)}, paling lambat`, `Bill for ${month(bill.period)}, by`)} {day(bill.due_on)}
          </p>
          <h1 class="text-3xl font-bold num tracking-[-.01em]">{rupiah(bill.amount_due)}</h1>
        </section>
      ) : (
        <section class="rounded-box tintbox t-ok p-4 flex gap-3 items-center" role="status">
          <CircleCheck class="i i-32 text-success flex-none" />
          <div>
            <h1 class="text-xl font-bold">{bill.status === "paid" ? t("Lunas", "Paid") : t("Tidak perlu dibayar", "Nothing to pay")}</h1>
            {standing?.service_back && <p>{t("Internet Anda menyala lagi.", "Your internet is back.")}</p>}
          </div>
        </section>
      )}
      {bill.status === "open" && (
        <HowToPay door={door} name={bill.id} proof={standing?.proof} paid={reload} sent={reload}>
          {company && <Banks company={company} amount={bill.amount_due} note={bill.number} />}
        </HowToPay>
      )}
      {standing && <Paid standing={standing} receipt={door.receipt} />}
      {company && <Contact company={company} />}
    </>
  );
}
