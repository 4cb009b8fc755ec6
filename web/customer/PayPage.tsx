import { CircleX, FileText, RefreshCw } from "lucide-preact";
import { useEffect, useMemo } from "preact/hooks";
import { body, GET } from "../shared/api";
import type { PayView } from "../shared/api.d";
import { t } from "../shared/language";
import { useLoad } from "../shared/load";
import { Button } from "../shared/parts/Button";
import type { Problem } from "../shared/problem";
import { Banks } from "./Banks";
import { Bill } from "./Bill";
import { BillHeader } from "./BillHeader";
import { Contact } from "./Contact";
import type { Early } from "./early";
import { Column, Header } from "./Header";
import HowToPay from "./HowToPay";
import { Paid } from "./Paid";
import { useStanding } from "./standing";
import { byLink } from "./waysIn";

interface PayPageProps {
  token: string;
  /** The bill and the ways to pay it, asked for before this page was here. */
  bill: Early;
  ways: Early;
}

/** The bill behind a link: how much, until when, where to, and why. */
export function PayPage({ token, bill: early, ways }: PayPageProps) {
  const loaded = useLoad(async () => (await early.take<PayView>()) ?? body(GET("/api/pay/{token}", { params: { path: { token } } })), [token]);
  const bill = loaded.value;
  useEffect(() => {
    if (bill) document.title = `${bill.number} · ${bill.company.name}`;
  }, [bill]);
  if (bill) return <Paying bill={bill} token={token} ways={ways} reload={loaded.reload} />;
  return (
    <Column>
      <Header company="Sambung">
        <h1 class="text-xl font-bold mt-3" role="status">
          {loaded.problem ? t("Tagihan belum terbuka", "The bill did not open") : t("Membuka tagihan…", "Opening the bill…")}
        </h1>
      </Header>
      <main class="px-4 -mt-10 relative">{loaded.problem && <NotOpened problem={loaded.problem} again={loaded.reload} busy={loaded.loading} />}</main>
    </Column>
  );
}

function Paying({ bill, token, ways, reload }: { bill: PayView; token: string; ways: Early; reload: () => void }) {
  const door = useMemo(() => byLink(token, ways), [token]);
  const standing = useStanding(door, reload).value;
  return (
    <Column>
      <BillHeader bill={bill} serviceBack={!!standing?.service_back} />
      <main class="px-4 pb-8 -mt-10 relative flex flex-col gap-3">
        {bill.status === "open" && (
          <HowToPay door={door} name={token} proof={standing?.proof} paid={reload} sent={reload}>
            <Banks company={bill.company} amount={bill.amount_due} note={bill.number} />
          </HowToPay>
        )}
        {standing && <Paid standing={standing} receipt={door.receipt} />}
        <Bill bill={bill}>
          <a href={bill.pdf_url} class="btn btn-line btn-hp w-full">
            <FileText class="i i-18" />
            {t("Buka PDF tagihan", "Open the bill as PDF")}
          </a>
        </Bill>
        {bill.status === "open" && (
          <p class="flex items-center justify-center gap-2 text-base text-muted">
            <RefreshCw class="i i-18" />
            {t("Halaman ini berubah sendiri setelah lunas", "This page changes by itself once it is paid")}
          </p>
        )}
        <Contact company={bill.company} />
      </main>
    </Column>
  );
}

function NotOpened({ problem, again, busy }: { problem: Problem; again: () => void; busy: boolean }) {
  const wrongLink = problem.status === 404 || problem.status === 422;
  return (
    <section class="kartu p-5" role="alert">
      <CircleX class="i i-24 text-error" />
      <p class="font-semibold mt-2">{wrongLink ? t("Tautan ini tidak berlaku", "This link is not valid") : t("Belum bisa dibuka", "It could not be opened")}</p>
      <p class="text-muted mt-1">
        {wrongLink
          ? t("Mungkin terpotong saat disalin, atau sudah diganti. Buka lagi dari pesan WhatsApp kami, atau minta tautan baru.", "It may be cut off or replaced. Open it from our WhatsApp message again, or ask for a new one.")
          : problem.message}
      </p>
      {!wrongLink && (
        <Button look="primary" size="large" icon={RefreshCw} class="w-full mt-4" busy={busy && t("Membuka…", "Opening…")} onClick={again}>
          {t("Coba lagi", "Try again")}
        </Button>
      )}
    </section>
  );
}
