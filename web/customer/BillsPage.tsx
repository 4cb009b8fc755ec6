import { ReceiptText } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../shared/api";
import type { MyInvoice } from "../shared/api.d";
import { dateOf, day, month, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { useList } from "../shared/load";
import { Badge } from "../shared/parts/Badge";
import { Empty } from "../shared/parts/Empty";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { More } from "../shared/parts/More";
import { Skeleton } from "../shared/parts/Skeleton";
import { invoiceState } from "../shared/states";
import { account } from "./account";
import { keep, recall } from "./kept";
import { MoneyTabs } from "./MoneyTabs";
import { OldNews } from "./OldNews";

const AT_ONCE = 12;

async function readBills(cursor?: string) {
  const page = await body(GET("/api/me/invoices", { params: { query: { limit: AT_ONCE, cursor } } }));
  if (!cursor) keep("bills", page.items);
  return page;
}

/** All bills, the latest first. */
export default function BillsPage() {
  const bills = useList(readBills, []);
  const before = recall<MyInvoice[]>("bills");
  const items = bills.items ?? before?.value;
  const isOld = !bills.items && !!before;
  const today = account.value?.today ?? dateOf(new Date());
  useEffect(() => {
    document.title = `${t("Tagihan", "Bills")} · Sambung`;
  }, []);
  return (
    <main class="px-4 pt-4 flex flex-col gap-3">
      <h1 class="text-xl font-bold">{t("Tagihan", "Bills")}</h1>
      <MoneyTabs />
      {bills.problem && !isOld && <ErrorBox title={t("Daftar tagihan belum termuat", "The bills did not load")} problem={bills.problem} again={bills.reload} />}
      {bills.problem && <OldNews from={isOld ? before.at : undefined} />}
      {items?.length === 0 && (
        <section class="kartu">
          <Empty icon={ReceiptText} title={t("Belum ada tagihan.", "No bills yet.")} next={t("Tagihan pertama Anda akan muncul di sini.", "Your first one will appear here.")} />
        </section>
      )}
      {!items && !bills.problem && (
        <section class="kartu">
          <Skeleton rows={6} />
        </section>
      )}
      {!!items?.length && (
        <section class="kartu overflow-hidden">
          <ul class="hair" aria-label={t("Daftar tagihan", "List of bills")}>
            {items.map((one) => (
              <li key={one.id}>
                <Link href={`/tagihan/${one.id}`} class="flex items-center gap-3 px-4 py-3 min-h-16">
                  <span class="min-w-0">
                    <span class="block font-[550]">{month(one.period)}</span>
                    <span class="block text-base text-muted num">
                      {t("Paling lambat", "Pay by")} {day(one.due_on, "short")}
                    </span>
                  </span>
                  <span class="ml-auto text-right">
                    <span class="block num font-[650] whitespace-nowrap">{rupiah(one.total)}</span>
                    <span class="block mt-1">
                      <Badge state={invoiceState(one, today)} />
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          <More of={bills} />
        </section>
      )}
    </main>
  );
}
