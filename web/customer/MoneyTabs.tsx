import { Link, useLocation } from "wouter-preact";
import { t } from "../shared/language";

/** Bills, what was paid, and the account month by month. */
export function MoneyTabs() {
  const [path] = useLocation();
  const tabs = [
    ["/tagihan", t("Tagihan", "Bills")],
    ["/pembayaran", t("Pembayaran", "Payments")],
    ["/rekening", t("Rekening", "Statement")],
  ] as const;
  return (
    <nav aria-label={t("Uang", "Money")} class="grid grid-cols-[auto_auto_auto] rounded-box bg-base-300 p-1 text-base">
      {tabs.map(([to, word]) => (
        <Link key={to} href={to} aria-current={path === to ? "page" : undefined} class={`grid place-items-center h-11 px-2 rounded-field font-semibold ${path === to ? "bg-base-100" : "text-muted"}`}>
          {word}
        </Link>
      ))}
    </nav>
  );
}
