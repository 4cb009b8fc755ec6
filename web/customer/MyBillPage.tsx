import { ArrowLeft, CircleAlert, FileDown } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, download, GET } from "../shared/api";
import type { MyInvoice } from "../shared/api.d";
import { dateOf, day, month, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { later } from "../shared/later";
import { useLoad } from "../shared/load";
import { Badge } from "../shared/parts/Badge";
import { Button } from "../shared/parts/Button";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Skeleton } from "../shared/parts/Skeleton";
import { type Problem, toProblem } from "../shared/problem";
import { invoiceState } from "../shared/states";
import { account, readAccount } from "./account";
import { Banks } from "./Banks";
import { Bill } from "./Bill";
import type { HowToPayProps } from "./HowToPay";

const HowToPay = later<HowToPayProps>(() => import("./HowToPay"));

const KEPT_FOR_MS = 60_000;

/** One bill: how much, until when, why, where to, and its paper. */
export function MyBillPage({ id }: { id: string }) {
  const loaded = useLoad(() => body(GET("/api/me/invoices/{id}", { params: { path: { id } } })), [id]);
  useEffect(() => {
    if (!account.value) void readAccount().catch(() => undefined);
  }, []);
  const bill = loaded.value;
  return (
    <>
      <header class="bg-base-100 border-b divx flex items-center gap-2 px-2 h-14">
        <Link href="/tagihan" class="w-11 h-11 grid place-items-center" aria-label={t("Kembali ke daftar tagihan", "Back to the bills")}>
          <ArrowLeft class="i i-20" />
        </Link>
        <div class="min-w-0">
          <h1 class="font-bold clamp1">{bill ? t(`Tagihan ${month(bill.period)}`, `Bill for ${month(bill.period)}`) : t("Tagihan", "Bill")}</h1>
          {bill && <p class="text-sm text-muted num clamp1">{bill.number}</p>}
        </div>
      </header>
      <main class="px-4 pt-4 flex flex-col gap-3">
        {loaded.problem && <ErrorBox title={t("Tagihan belum terbuka", "The bill did not open")} problem={loaded.problem} again={loaded.problem.status === 404 ? undefined : loaded.reload} />}
        {bill ? <Opened bill={bill} reload={loaded.reload} /> : !loaded.problem && <section class="kartu"><Skeleton rows={5} /></section>}
      </main>
    </>
  );
}

function Opened({ bill, reload }: { bill: MyInvoice; reload: () => void }) {
  const mine = account.value;
  const today = mine?.today ?? dateOf(new Date());
  return (
    <>
      <section class="kartu p-4">
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
        <Paper bill={bill} />
      </Bill>
      {bill.amount_due > 0 && (
        <HowToPay bill={{ id: bill.id }} paid={reload}>
          {mine && <Banks company={mine.company} amount={bill.amount_due} note={bill.number} />}
        </HowToPay>
      )}
    </>
  );
}

function Paper({ bill }: { bill: MyInvoice }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const keep = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const address = URL.createObjectURL(await download(`/api/me/invoices/${encodeURIComponent(bill.id)}/pdf`));
      const link = Object.assign(document.createElement("a"), { href: address, download: `${bill.number}.pdf` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR_MS);
    } catch (failure) {
      setProblem(toProblem(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="large" class="w-full" icon={FileDown} busy={busy && t("Mengambil…", "Fetching…")} onClick={keep}>
        {t("Simpan PDF tagihan", "Save the bill as PDF")}
      </Button>
      {problem && (
        <p role="alert" class="flex items-start gap-2 text-error font-[550] mt-2">
          <CircleAlert class="i i-18 mt-0.5 flex-none" />
          {problem.message}
        </p>
      )}
    </>
  );
}
