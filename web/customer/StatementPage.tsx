import { ChevronLeft, ChevronRight } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { body, GET } from "../shared/api";
import type { MyStatement } from "../shared/api.d";
import { dateOf, day, month, rupiah } from "../shared/format";
import { t } from "../shared/language";
import { useLoad } from "../shared/load";
import { Show } from "../shared/parts/Show";
import { account } from "./account";
import { MoneyTabs } from "./MoneyTabs";

/** One's own account, a month at a time: it adds up in plain sight. */
export default function StatementPage() {
  const latest = (account.value?.today ?? dateOf(new Date())).slice(0, 7);
  const [shown, setShown] = useState(latest);
  const loaded = useLoad(() => body(GET("/api/me/statement", { params: { query: { month: shown } } })), [shown]);
  useEffect(() => {
    document.title = `${t("Rekening", "Statement")} · Sambung`;
  }, []);
  return (
    <main class="px-4 pt-4 flex flex-col gap-3">
      <h1 class="text-xl font-bold">{t("Rekening", "Statement")}</h1>
      <MoneyTabs />
      <section class="kartu overflow-hidden">
        <div class="flex items-center border-b divx">
          <Turn word={t("Bulan sebelumnya", "Month before")} icon={ChevronLeft} turn={() => setShown(besides(shown, -1))} />
          <h2 class="flex-1 text-center font-[650]" aria-live="polite">
            {month(shown)}
          </h2>
          <Turn word={t("Bulan berikutnya", "Month after")} icon={ChevronRight} turn={shown < latest ? () => setShown(besides(shown, 1)) : undefined} />
        </div>
        <Show of={loaded} failed={t("Rekening belum termuat", "The statement did not load")}>
          {(told) => <Month of={told} />}
        </Show>
      </section>
    </main>
  );
}

function Month({ of }: { of: MyStatement }) {
  return (
    <>
      <Sum word={t("Sisa bulan sebelumnya", "Left from before")} amount={of.opening_balance} />
      {of.lines.length ? (
        <ul class="hair border-y divx">
          {of.lines.map((line, index) => (
            <li key={index} class="px-4 py-2.5 flex gap-3">
              <span class="min-w-0">
                <span class="block font-[550]">{line.description}</span>
                <span class="block text-base text-muted num">{day(line.on, "short")}</span>
              </span>
              <span class={`ml-auto num font-[650] whitespace-nowrap ${line.amount < 0 ? "text-success" : ""}`}>{rupiah(line.amount)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p class="px-4 py-5 border-y divx text-muted">{t("Tidak ada gerakan bulan ini.", "Nothing moved this month.")}</p>
      )}
      <Sum word={t("Tagihan dan biaya", "Charged")} amount={of.charged} />
      <Sum word={t("Dibayar dan dikembalikan", "Paid and given back")} amount={-of.received} />
      <Sum word={of.closing_balance < 0 ? t("Saldo Anda", "Your credit") : t("Sisa akhir", "Left to pay")} amount={Math.abs(of.closing_balance)} strong />
    </>
  );
}

function Sum({ word, amount, strong }: { word: string; amount: number; strong?: boolean }) {
  return (
    <p class={`px-4 py-2 flex gap-3 ${strong ? "font-bold text-lg border-t-2 divx" : ""}`}>
      <span>{word}</span>
      <span class="ml-auto num whitespace-nowrap">{rupiah(amount)}</span>
    </p>
  );
}

function Turn({ word, icon: Icon, turn }: { word: string; icon: typeof ChevronLeft; turn?: () => void }) {
  return (
    <button type="button" class="w-12 h-12 grid place-items-center cursor-pointer disabled:opacity-30" aria-label={word} disabled={!turn} onClick={turn}>
      <Icon class="i i-20" />
    </button>
  );
}

function besides(from: string, months: number): string {
  const date = new Date(`${from}-15T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}
