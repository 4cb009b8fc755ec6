import { Banknote } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET, newId } from "../../../shared/api";
import type { CustomerView, PaymentView } from "../../../shared/api.d";
import { count, phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { Choice } from "../../../shared/parts/Choice";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { RupiahField } from "../../../shared/parts/RupiahField";
import { type Problem, toProblem } from "../../../shared/problem";
import { invoiceState, subscriptionState } from "../../../shared/states";
import { access, may, today } from "../../session";
import { doOnce, type Outcome } from "../../unsent/unsent";
import { methodWord, whatWillBe } from "../payment/payments";
import { handed, likely } from "./money";

type Method = PaymentView["method"];

export interface Taken {
  customer: CustomerView;
  paid: number;
  received: number;
  change: number;
  method: Method;
  outcome: Outcome;
}

/** What one customer owes, and the money they put down: Enter takes it. */
export function Desk({ of, done }: { of: CustomerView; done: (taken: Taken) => void }) {
  const [id] = useState(newId);
  const [asked, setAsked] = useState(of.balance > 0 ? String(of.balance) : "");
  const [received, setReceived] = useState("");
  const [method, setMethod] = useState<Method>("cash");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>(`input[name=${of.balance > 0 ? "received" : "amount"}]`)?.focus(), []);
  const isCash = method === "cash";
  const { paid, change } = handed(Number(asked), isCash ? Number(received) : 0);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!paid || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const outcome = await doOnce({ kind: "payment", customer_id: of.id, customer_name: of.name, amount: paid, method, note: "" }, id);
      done({ customer: of, paid, received: isCash ? Number(received) || paid : paid, change, method, outcome });
    } catch (failure) {
      setProblem(toProblem(failure));
      setBusy(false);
    }
  };
  const methods: [Method, string][] = (["cash", "transfer", "qris"] as const).map((one) => [one, methodWord(one)]);
  return (
    <section class="kartu overflow-hidden no-print" aria-label={t("Terima pembayaran", "Take a payment")}>
      <div class="p-4 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div class="min-w-0 flex-1 max-sm:basis-full">
          <h2 class="text-lg font-bold tracking-[-.01em] break-words">
            <Link href={`/pelanggan/${of.id}`}>{of.name}</Link>
          </h2>
          <p class="text-sm text-muted num">{[of.number, of.phone && phone(of.phone), of.address].filter(Boolean).join(" · ")}</p>
          {of.status !== "active" && (
            <p class="mt-1">
              <Badge state={subscriptionState(of.status)} />
            </p>
          )}
        </div>
        <p class="lg:text-right">
          <span class="block text-sm text-muted">{of.balance < 0 ? t("Saldo", "Credit") : t("Belum dibayar", "Owed")}</span>
          <span class={`block text-2xl font-bold num tracking-[-.02em] ${of.balance > 0 ? "" : "text-success"}`}>{rupiah(Math.abs(of.balance))}</span>
        </p>
      </div>
      {may("invoices.read") && of.balance > 0 && <Bills of={of} />}
      <form ref={form} class="p-4 flex flex-col gap-4 border-t divx" onSubmit={(event) => void submit(event)} noValidate>
        {access.value?.role !== "collector" && <Choice label={t("Cara bayar", "Method")} value={method} choose={setMethod} of={methods} />}
        <div class="grid gap-4 sm:grid-cols-2">
          <RupiahField label={t("Dibayar", "To pay")} name="amount" value={asked} change={setAsked} error={problem?.of("amount")} hint={whatWillBe(of.balance, paid)} />
          {isCash && <RupiahField label={t("Uang diterima", "Cash handed over")} name="received" value={received} change={setReceived} hint={t("Kosong: uang pas.", "Empty: exactly that.")} />}
        </div>
        {isCash && Number(asked) > 0 && (
          <div class="flex flex-wrap gap-2" role="group" aria-label={t("Uang diterima", "Cash handed over")}>
            <Note word={t("Uang pas", "Exactly")} on={!received} act={() => setReceived("")} />
            {likely(Number(asked)).map((sum) => (
              <Note key={sum} word={count(sum)} on={Number(received) === sum} act={() => setReceived(String(sum))} />
            ))}
          </div>
        )}
        {isCash && (
          <p class={`flex items-baseline gap-3 rounded-field px-4 py-3 ${change ? "tintbox t-warn" : "bg-base-200"}`} role="status">
            <span class="font-semibold">{t("Kembali", "Change")}</span>
            <span class="ml-auto text-2xl font-bold num">{rupiah(change)}</span>
          </p>
        )}
        {problem && !problem.of("amount") && <ErrorBox title={t("Pembayaran belum tercatat", "The payment is not recorded")} problem={problem} />}
        <Button type="submit" look="primary" size="large" icon={Banknote} class="w-full" disabled={!paid} busy={busy && t("Mencatat…", "Recording…")}>
          {paid ? t(`Terima ${rupiah(paid)}`, `Take ${rupiah(paid)}`) : t("Terima", "Take")}
          <kbd class="kbdx max-lg:hidden" style={{ background: "transparent", color: "inherit" }}>
            Enter
          </kbd>
        </Button>
      </form>
    </section>
  );
}

function Note({ word, on, act }: { word: string; on: boolean; act: () => void }) {
  return (
    <button type="button" class={`chip num cursor-pointer max-lg:h-11 ${on ? "on" : ""}`} aria-pressed={on} onClick={act}>
      {word}
    </button>
  );
}

const SHOWN = 4;

/** Which bills it is about, the oldest first, as they will be paid. */
function Bills({ of }: { of: CustomerView }) {
  const loaded = useLoad(() => body(GET("/api/invoices", { params: { query: { customer_id: of.id, status: "open", limit: 20 } } })), [of.id]);
  const bills = [...(loaded.value?.items ?? [])].sort((one, other) => one.due_on.localeCompare(other.due_on));
  if (!bills.length) return null;
  return (
    <ul class="hair border-t divx" aria-label={t("Tagihan terbuka", "Open bills")}>
      {bills.slice(0, SHOWN).map((bill) => (
        <li key={bill.id} class="flex items-center gap-x-3 px-4 py-2">
          <span class="min-w-0 flex flex-wrap items-center gap-x-3">
            <span class="num">{bill.number}</span>
            <Badge plain state={invoiceState(bill, today.value)} />
          </span>
          <span class="ml-auto num font-semibold">{rupiah(bill.total - bill.paid)}</span>
        </li>
      ))}
      {bills.length > SHOWN && <li class="px-4 py-2 text-sm text-muted">{t(`dan ${bills.length - SHOWN} lagi`, `and ${bills.length - SHOWN} more`)}</li>}
    </ul>
  );
}
