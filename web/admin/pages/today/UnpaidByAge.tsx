import { CircleCheck } from "lucide-preact";
import { Link } from "wouter-preact";
import type { AgeingView } from "../../../shared/api.d";
import { count, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Card } from "../../../shared/parts/Card";
import { ageState } from "../../ages";

/** What is still to come in, by how late it is; each age leads to its bills. */
export function UnpaidByAge({ unpaid }: { unpaid: AgeingView }) {
  const most = Math.max(1, ...unpaid.buckets.map((one) => one.amount));
  const shown = unpaid.buckets.filter((one) => one.invoices);
  const title = (
    <>
      {t("Belum dibayar", "Unpaid")} <span class="text-muted font-[500] num">{t(`${count(unpaid.invoices)} tagihan · ${rupiah(unpaid.amount)}`, `${count(unpaid.invoices)} invoices · ${rupiah(unpaid.amount)}`)}</span>
    </>
  );
  return (
    <Card
      class="max-lg:order-4"
      title={title}
      aside={
        unpaid.invoices > 0 && (
          <Link href="/belum-dibayar" class="lnk">
            {t("Lihat semua", "See all")}
          </Link>
        )
      }
    >
      {!shown.length && (
        <p class="px-4 pb-4 flex items-center gap-2 text-muted">
          <CircleCheck class="i text-success" />
          {t("Semua tagihan lunas.", "All invoices are paid.")}
        </p>
      )}
      <ul class="hair">
        {shown.map(({ age, invoices, amount }) => {
          const { word, icon: Icon, tone } = ageState(age);
          return (
            <li key={age} class={`t-${tone} px-4 py-2 grid items-center gap-x-4 grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[170px_minmax(0,1fr)_56px_130px_auto] min-h-[52px]`}>
              <span class="flex items-center gap-2 font-[550]">
                <span style={{ color: "var(--c)" }}>
                  <Icon class="i" />
                </span>
                {word}
              </span>
              <span class="bar max-lg:hidden" aria-hidden="true">
                <i style={{ width: `${(100 * amount) / most}%`, background: "var(--c)" }} />
              </span>
              <span class="num text-right text-muted max-lg:hidden">{count(invoices)}</span>
              <span class="num text-right font-semibold max-lg:hidden">{rupiah(amount)}</span>
              <Link href={`/belum-dibayar?umur=${age}`} class="btn btn-line btn-sm max-lg:h-11 max-lg:row-span-2">
                {age === "not_due" ? t("Lihat", "See") : t("Tagih", "Collect")}
              </Link>
              <span class="lg:hidden text-sm text-muted num">
                {t(`${count(invoices)} tagihan`, `${count(invoices)} invoices`)} · <b class="text-base-content">{rupiah(amount)}</b>
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
