import { CircleUserRound, House, LifeBuoy, type LucideIcon, ReceiptText } from "lucide-preact";
import { Link, useLocation } from "wouter-preact";
import { t } from "../shared/language";

/** The bar at the bottom: where one can go. */
export function Dock() {
  return (
    <nav class="fixed bottom-0 inset-x-0 bg-base-100 border-t divx" aria-label={t("Menu", "Menu")}>
      <ul class="max-w-[430px] mx-auto grid grid-cols-4 h-16">
        <Place to="/" icon={House} word={t("Beranda", "Home")} />
        <Place to="/tagihan" also={["/pembayaran", "/rekening"]} icon={ReceiptText} word={t("Tagihan", "Bills")} />
        <Place to="/lapor" icon={LifeBuoy} word={t("Lapor", "Report")} />
        <Place to="/akun" icon={CircleUserRound} word={t("Akun", "Account")} />
      </ul>
    </nav>
  );
}

function Place({ to, also = [], icon: Icon, word }: { to: string; also?: string[]; icon: LucideIcon; word: string }) {
  const [path] = useLocation();
  const here = to === "/" ? path === "/" : path.startsWith(to) || also.includes(path);
  return (
    <li class="grid">
      <Link href={to} aria-current={here ? "page" : undefined} class={`relative grid justify-items-center content-center gap-0.5 text-xs font-[550] ${here ? "text-primary" : "text-muted"}`}>
        {here && <span class="absolute top-0 w-10 h-[3px] rounded-b bg-accent" />}
        <Icon class="i i-20" />
        {word}
      </Link>
    </li>
  );
}
