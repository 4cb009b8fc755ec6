import { BellRing, CalendarClock, Lock, Phone } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { UnpaidView } from "../../../shared/api.d";
import { day, phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { type Column, Table } from "../../../shared/parts/Table";
import { toProblem } from "../../../shared/problem";
import { invoiceState } from "../../../shared/states";
import { may, today } from "../../session";
import { tellDone } from "../../undo";
import { PromiseDialog } from "../dunning/PromiseDialog";
import { remind } from "../dunning/remind";

interface Asked {
  bill: UnpaidView;
  latest: string;
}

/** Unpaid bills, each with the three things people do: remind, phone, note a promise. */
export function UnpaidTable({ bills, changed }: { bills: UnpaidView[]; changed: () => void }) {
  const [busy, setBusy] = useState("");
  const [asked, setAsked] = useState<Asked>();
  const tell = (text: string) => tellDone({ text });
  const act = (bill: UnpaidView, what: () => Promise<void>) => {
    setBusy(bill.invoice_id);
    what()
      .catch((failure) => tell(toProblem(failure).message))
      .finally(() => setBusy(""));
  };
  const askFor = ({ customer_id, customer_name: name }: UnpaidView) =>
    remind(customer_id, { sent: t(`Pengingat untuk ${name} berangkat.`, `The reminder to ${name} is on its way.`), already: t(`${name} sudah diingatkan hari ini.`, `${name} was reminded today already.`) });
  const ask = async (bill: UnpaidView) => {
    const { latest_promise_day: latest } = await body(GET("/api/customers/{id}/dunning", { params: { path: { id: bill.customer_id } } }));
    if (latest) setAsked({ bill, latest });
    else tell(t(`${bill.customer_name} tidak bisa berjanji lagi untuk tagihan ini.`, `${bill.customer_name} cannot promise again for this bill.`));
  };
  const acts = (bill: UnpaidView) => (
    <span class="flex gap-1.5 justify-end">
      {may("reminders.send") && (
        <Button size="small" icon={BellRing} class="max-lg:h-11" aria-label={t(`Ingatkan ${bill.customer_name}`, `Remind ${bill.customer_name}`)} disabled={!!busy} busy={busy === bill.invoice_id && "…"} onClick={() => act(bill, () => askFor(bill))}>
          {t("Ingatkan", "Remind")}
        </Button>
      )}
      {bill.phone && (
        <a class="btn btn-line btn-sm max-lg:h-11" href={`tel:${bill.phone}`} aria-label={t(`Telepon ${bill.customer_name}, ${phone(bill.phone)}`, `Phone ${bill.customer_name}, ${phone(bill.phone)}`)}>
          <Phone class="i" />
        </a>
      )}
      {may("promises.take") && (
        <Button size="small" icon={CalendarClock} class="max-lg:h-11" aria-label={t(`Janji bayar ${bill.customer_name}`, `Promise of ${bill.customer_name}`)} disabled={!!busy} onClick={() => act(bill, () => ask(bill))}>
          {t("Janji", "Promise")}
        </Button>
      )}
    </span>
  );
  return (
    <>
      <Table label={t("Tagihan belum dibayar", "Unpaid invoices")} columns={columns(acts)} rows={bills} keyOf={(bill) => bill.invoice_id} card={(bill) => <BillCard bill={bill} acts={acts(bill)} />} />
      {asked && <PromiseDialog customer={{ id: asked.bill.customer_id, name: asked.bill.customer_name }} latest={asked.latest} close={() => setAsked(undefined)} done={changed} />}
    </>
  );
}

function columns(acts: (bill: UnpaidView) => preact.ComponentChildren): Column<UnpaidView>[] {
  return [
    { head: t("Pelanggan", "Customer"), cell: (bill) => <Name bill={bill} /> },
    {
      head: t("Tagihan", "Invoice"),
      class: "num",
      cell: (bill) => (
        <Link href={`/tagihan/${bill.invoice_id}`} class="lnk">
          {bill.number}
        </Link>
      ),
    },
    { head: t("Keadaan", "State"), cell: (bill) => <Standing bill={bill} /> },
    { head: t("Sisa", "Left"), right: true, cell: (bill) => rupiah(bill.left) },
    { head: t("Tindakan", "Actions"), right: true, cell: acts },
  ];
}

function BillCard({ bill, acts }: { bill: UnpaidView; acts: preact.ComponentChildren }) {
  return (
    <>
      <span class="flex items-baseline gap-3">
        <Name bill={bill} />
        <span class="ml-auto num font-semibold">{rupiah(bill.left)}</span>
      </span>
      <span class="block mt-1">
        <Standing bill={bill} />
      </span>
      <span class="block mt-2">{acts}</span>
    </>
  );
}

function Name({ bill }: { bill: UnpaidView }) {
  return (
    <Link href={`/pelanggan/${bill.customer_id}`} data-row class="lnk font-semibold">
      {bill.customer_name}
    </Link>
  );
}

function Standing({ bill }: { bill: UnpaidView }) {
  return (
    <span class="flex flex-wrap items-center gap-1.5">
      <Badge plain state={invoiceState({ status: "open", due_on: bill.due_on, paid: 0 }, today.value)} />
      {bill.suspended && <Badge state={{ word: t("Diisolir", "Suspended"), icon: Lock, tone: "err" }} />}
      {bill.promised_until && <Badge state={{ word: t(`Janji ${day(bill.promised_until, "short")}`, `Promised ${day(bill.promised_until, "short")}`), icon: CalendarClock, tone: "warn" }} />}
    </span>
  );
}
