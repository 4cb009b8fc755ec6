import { CircleX, FileText, RefreshCw } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { body, GET } from "../shared/api";
import type { PayView } from "../shared/api.d";
import { t } from "../shared/language";
import { later } from "../shared/later";
import { useLoad } from "../shared/load";
import { Button } from "../shared/parts/Button";
import type { Problem } from "../shared/problem";
import { Banks } from "./Banks";
import { Bill } from "./Bill";
import { BillHeader } from "./BillHeader";
import { Column, Header } from "./Header";
import type { HowToPayProps } from "./HowToPay";

const HowToPay = later<HowToPayProps>(() => import("./HowToPay"));

/** The bill behind a link: how much, until when, where to, and why. */
export function PayPage({ token }: { token: string }) {
  const loaded = useLoad(() => body(GET("/api/pay/{token}", { params: { path: { token } } })), [token]);
  const bill = loaded.value;
  useEffect(() => {
    if (bill) document.title = `${bill.number} · ${bill.company.name}`;
  }, [bill]);
  if (bill) return <Paying bill={bill} token={token} reload={loaded.reload} />;
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

function Paying({ bill, token, reload }: { bill: PayView; token: string; reload: () => void }) {
  return (
    <Column>
      <BillHeader bill={bill} />
      <main class="px-4 pb-8 -mt-10 relative flex flex-col gap-3">
        {bill.status === "open" && (
          <HowToPay bill={{ token }} paid={reload}>
            <Banks company={bill.company} amount={bill.amount_due} note={bill.number} />
          </HowToPay>
        )}
        <Bill bill={bill}>
          <a href={bill.pdf_url} class="btn btn-line btn-hp w-full">
            <FileText class="i i-18" />
            {t("Buka PDF tagihan", "Open the bill as PDF")}
          </a>
        </Bill>
        {bill.company.phone && (
          <p class="text-center text-base text-muted">
            {t("Ada kendala? Hubungi", "Any trouble? Contact")} {bill.company.name}, <span class="num whitespace-nowrap">{bill.company.phone}</span>
          </p>
        )}
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
