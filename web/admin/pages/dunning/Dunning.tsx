import { BellRing, CalendarClock, ShieldCheck } from "lucide-preact";
import { useState } from "preact/hooks";
import { body, GET, POST } from "../../../shared/api";
import type { BillDunning, CustomerView, DunningView } from "../../../shared/api.d";
import { day, moment, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Button } from "../../../shared/parts/Button";
import { Card } from "../../../shared/parts/Card";
import { ErrorBox } from "../../../shared/parts/ErrorBox";
import { Show } from "../../../shared/parts/Show";
import { type Problem, toProblem } from "../../../shared/problem";
import { ReasonDialog } from "../../ReasonDialog";
import { may } from "../../session";
import { PromiseDialog } from "./PromiseDialog";
import { remind } from "./remind";

/** What is asked of one customer, what comes next, and what ends it; nothing where nothing is open. */
export function Dunning({ customer, changed }: { customer: CustomerView; changed: () => void }) {
  const loaded = useLoad(() => body(GET("/api/customers/{id}/dunning", { params: { path: { id: customer.id } } })), [customer.id, customer.updated_at]);
  if (loaded.value && !loaded.value.bills.length && !loaded.value.exempt) return null;
  return (
    <Card title={t("Penagihan", "Collection")}>
      <Show of={loaded} failed={t("Penagihan tidak termuat", "The collection could not be read")} rows={2}>
        {(view) => <Standing view={view} customer={customer} changed={changed} />}
      </Show>
    </Card>
  );
}

function Standing({ view, customer, changed }: { view: DunningView; customer: CustomerView; changed: () => void }) {
  const [asked, setAsked] = useState<"promise" | "exempt" | BillDunning>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const askNow = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await remind(customer.id, { sent: t("Pengingat berangkat.", "The reminder is on its way."), already: t("Sudah diingatkan hari ini.", "Reminded today already.") }, changed);
      changed();
    } catch (failure) {
      setProblem(toProblem(failure));
    }
    setBusy(false);
  };
  const exempt = (reason: string) => body(POST("/api/collections/exemptions", { body: { customer_id: customer.id, exempt: !view.exempt, reason } })).then(changed);
  const waive = (bill: BillDunning) => (reason: string) => body(POST("/api/invoices/{id}/waive-late-fee", { params: { path: { id: bill.id } }, body: { reason } })).then(changed);
  return (
    <div class="px-4 pb-4 flex flex-col gap-3">
      {view.suspended.length > 0 && <p class="rounded-box tintbox t-err px-3 py-2">{t(`Diisolir. Menyala lagi setelah ${rupiah(view.to_lift)} dibayar.`, `Suspended. Back after ${rupiah(view.to_lift)} is paid.`)}</p>}
      {view.exempt && <p class="rounded-box tintbox t-info px-3 py-2">{t("Dikecualikan: diingatkan, tidak diisolir dan tidak didenda.", "Exempt: reminded, not suspended and not charged.")}</p>}
      {view.promise_until && <p class="rounded-box tintbox t-warn px-3 py-2 num">{t(`Janji bayar sampai ${day(view.promise_until)}.`, `Promised to pay by ${day(view.promise_until)}.`)}</p>}
      <ul class="flex flex-col gap-2">
        {view.bills.map((bill) => (
          <li key={bill.id} class="flex flex-wrap items-baseline gap-x-3">
            <span class="num font-[550]">{bill.number}</span>
            <span class="ml-auto num">{rupiah(bill.left)}</span>
            <span class="basis-full text-sm text-muted num">{[lateWord(bill), nextWord(bill)].filter(Boolean).join(" · ")}</span>
            {bill.late_fee > 0 && may("invoices.credit") && (
              <Button size="small" look="ghost" onClick={() => setAsked(bill)}>
                {t(`Hapus denda ${rupiah(bill.late_fee)}`, `Waive the fee of ${rupiah(bill.late_fee)}`)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {view.broken_promises > 0 && <p class="text-sm text-muted">{t(`${view.broken_promises} janji tidak ditepati.`, `${view.broken_promises} promises broken.`)}</p>}
      {problem && <ErrorBox title={t("Belum diingatkan", "Not reminded")} problem={problem} />}
      <div class="flex flex-wrap gap-2">
        {may("reminders.send") && view.bills.length > 0 && (
          <Button icon={BellRing} busy={busy && t("Sebentar…", "One moment…")} onClick={() => void askNow()}>
            {t("Ingatkan sekarang", "Remind now")}
          </Button>
        )}
        {may("promises.take") && view.latest_promise_day && (
          <Button icon={CalendarClock} onClick={() => setAsked("promise")}>
            {t("Janji bayar", "Promise")}
          </Button>
        )}
        {may("customers.exempt") && (
          <Button icon={ShieldCheck} look="ghost" onClick={() => setAsked("exempt")}>
            {view.exempt ? t("Akhiri pengecualian", "End the exemption") : t("Kecualikan", "Exempt")}
          </Button>
        )}
      </div>
      {asked === "promise" && view.latest_promise_day && <PromiseDialog customer={customer} latest={view.latest_promise_day} close={() => setAsked(undefined)} done={changed} />}
      {asked === "exempt" && (
        <ReasonDialog
          title={view.exempt ? t("Akhiri pengecualian", "End the exemption") : t("Kecualikan dari isolir", "Exempt from suspension")}
          text={view.exempt ? t("Tunggakan bisa membuat isolir lagi, paling cepat besok.", "Arrears may suspend again, tomorrow at the earliest.") : t("Tetap diingatkan, tidak diisolir dan tidak didenda.", "Still reminded, not suspended and not charged.")}
          action={view.exempt ? t("Akhiri", "End it") : t("Kecualikan", "Exempt")}
          act={exempt}
          close={() => setAsked(undefined)}
        />
      )}
      {typeof asked === "object" && (
        <ReasonDialog
          title={t("Hapus denda", "Waive the late fee")}
          text={t(`${rupiah(asked.late_fee)} dari ${asked.number} dikembalikan. Ini tercatat atas nama Anda.`, `${rupiah(asked.late_fee)} of ${asked.number} is given back. It is recorded under your name.`)}
          action={t("Hapus denda", "Waive it")}
          act={waive(asked)}
          close={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

function lateWord(bill: BillDunning): string {
  if (bill.days_late > 0) return t(`telat ${bill.days_late} hari`, `${bill.days_late} days late`);
  if (bill.days_late === 0) return t("jatuh tempo hari ini", "due today");
  return t(`jatuh tempo ${day(bill.due_on, "short")}`, `due ${day(bill.due_on, "short")}`);
}

function nextWord(bill: BillDunning): string {
  if (bill.suspend_at) return t(`isolir ${moment(bill.suspend_at)}`, `suspended ${moment(bill.suspend_at)}`);
  return bill.next_dunning_on ? t(`langkah berikut ${day(bill.next_dunning_on, "short")}`, `next step ${day(bill.next_dunning_on, "short")}`) : "";
}
