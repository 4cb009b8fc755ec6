import { ScanLine } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import { useSearch } from "wouter-preact";
import { body, GET } from "../../shared/api";
import type { CustomerView, PaymentView } from "../../shared/api.d";
import { rupiah } from "../../shared/format";
import { t } from "../../shared/language";
import { useLoad } from "../../shared/load";
import { Empty } from "../../shared/parts/Empty";
import { Page } from "../Page";
import { WaitingStrip } from "../unsent/WaitingStrip";
import { Desk, type Taken } from "./counter/Desk";
import { Finder } from "./counter/Finder";
import { Receipt } from "./counter/Receipt";
import { tellTaken } from "./payment/payments";

/** The counter: who it is, what they owe, the money, the receipt; ten seconds, by keys alone. */
export default function Counter() {
  const asked = new URLSearchParams(useSearch()).get("pelanggan");
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState<CustomerView>();
  const [taken, setTaken] = useState<Taken>();
  const taking = useRef<Taken>();
  taking.current = taken;
  const [sum, setSum] = useState({ receipts: 0, amount: 0 });
  useLoad(async () => {
    if (asked) setChosen(await body(GET("/api/customers/{id}", { params: { path: { id: asked } } })));
  }, [asked]);
  const next = () => {
    setTaken(undefined);
    setChosen(undefined);
    setRound((before) => before + 1);
  };
  const count = (receipts: 1 | -1, { paid }: Taken) => setSum((before) => ({ receipts: before.receipts + receipts, amount: before.amount + receipts * paid }));
  const done = (now: Taken) => {
    setTaken(now);
    count(1, now);
    if (now.outcome === "waiting") return;
    tellTaken(now.outcome.answer as PaymentView, () => {
      count(-1, now);
      // Back to the same desk, unless somebody else stands there already.
      if (taking.current === now) setTaken(undefined);
    });
  };
  return (
    <Page
      title={t("Terima pembayaran", "Take payments")}
      sub={sum.receipts > 0 ? t(`${sum.receipts} kwitansi, ${rupiah(sum.amount)} sejak halaman ini dibuka`, `${sum.receipts} receipts, ${rupiah(sum.amount)} since this page was opened`) : undefined}
      ownSearch
    >
      <div class="max-w-[1120px] mx-auto grid gap-3 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] items-start">
        <div class="lg:col-span-2 empty:hidden">
          <WaitingStrip />
        </div>
        <div class={taken || chosen ? "max-lg:hidden" : ""}>
          <Finder
            round={round}
            chosen={chosen?.id}
            choose={(customer) => {
              setTaken(undefined);
              setChosen(customer);
            }}
          />
        </div>
        <div>
          {taken ? (
            <Receipt of={taken} next={next} />
          ) : chosen ? (
            <>
              <Desk key={`${chosen.id}.${round}`} of={chosen} done={done} />
              <button type="button" class="lg:hidden btn btn-ghost h-11 w-full mt-2" onClick={next}>
                {t("Cari pelanggan lain", "Look for somebody else")}
              </button>
            </>
          ) : (
            <section class="kartu max-lg:hidden">
              <Empty icon={ScanLine} title={t("Siapa yang membayar?", "Who is paying?")} next={t("Ketik namanya, lalu tekan Enter.", "Type the name, then press Enter.")} />
            </section>
          )}
        </div>
      </div>
    </Page>
  );
}
