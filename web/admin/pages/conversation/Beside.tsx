import { BellRing, CalendarClock, LifeBuoy } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { body, GET } from "../../../shared/api";
import type { ConversationDetail } from "../../../shared/api.d";
import { categoryWord, complaintState } from "../../../shared/complaintState";
import { day, phone, rupiah } from "../../../shared/format";
import { t } from "../../../shared/language";
import { useLoad } from "../../../shared/load";
import { Badge } from "../../../shared/parts/Badge";
import { Button } from "../../../shared/parts/Button";
import { Facts } from "../../../shared/parts/Facts";
import { Show } from "../../../shared/parts/Show";
import { toProblem } from "../../../shared/problem";
import { invoiceState, subscriptionState } from "../../../shared/states";
import { may, today } from "../../session";
import { tellDone } from "../../undo";
import { PromiseDialog } from "../dunning/PromiseDialog";
import { remind } from "../dunning/remind";

/** What one has to know while answering: who it is, what they owe, what they complain of. */
export function Beside({ of }: { of: ConversationDetail }) {
  if (!of.customer_id) {
    return (
      <div class="p-4">
        <h2 class="h-sec mb-1">{t("Belum dikenal", "Not recognised")}</h2>
        <p class="text-muted">{t("Nomor ini belum terhubung ke pelanggan. Bot menanyakan nomor pelanggan dan satu hal lain sebelum menunjukkan tagihan.", "This number belongs to no customer yet. The bot asks for the customer number and one more fact before it shows a bill.")}</p>
        {of.phone && <p class="mt-3 num font-semibold">{phone(of.phone)}</p>}
      </div>
    );
  }
  return <Known of={of} />;
}

function Known({ of }: { of: ConversationDetail }) {
  const loaded = useLoad(() => body(GET("/api/customers/{id}", { params: { path: { id: of.customer_id } } })), [of.customer_id]);
  return (
    <div class="flex flex-col gap-1 py-2">
      <Show of={loaded} failed={t("Pelanggan tidak termuat", "The customer could not be read")} rows={4}>
        {(customer) => (
          <>
            <h2 class="h-sec px-4 pt-2 pb-1">{t("Ringkas", "In short")}</h2>
            <Facts
              of={[
                [t("Pelanggan", "Customer"), <Link class="lnk" href={`/pelanggan/${customer.id}`}>{customer.name}</Link>],
                [t("Nomor", "Number"), <span class="num">{customer.number}</span>],
                [t("Langganan", "Service"), <Badge state={subscriptionState(customer.status)} plain={customer.status === "active"} />],
                [t("Sisa tagihan", "Owed"), <span class={`num ${of.balance > 0 ? "text-error" : ""}`}>{of.balance > 0 ? rupiah(of.balance) : t("Lunas", "Paid")}</span>],
              ]}
            />
          </>
        )}
      </Show>
      {of.bills.length > 0 && (
        <Part title={t("Tagihan terbuka", "Open bills")}>
          {of.bills.map((bill) => (
            <Link key={bill.id} href={`/tagihan/${bill.id}`} class="flex items-center gap-2 px-4 py-2 min-h-11">
              <span class="min-w-0">
                <span class="block num font-[550]">{rupiah(bill.amount_due)}</span>
                <span class="block text-xs text-muted num">{t(`tempo ${day(bill.due_on, "short")}`, `due ${day(bill.due_on, "short")}`)}</span>
              </span>
              <span class="ml-auto">
                <Badge state={invoiceState({ ...bill, paid: bill.total - bill.amount_due }, today.value)} />
              </span>
            </Link>
          ))}
        </Part>
      )}
      {of.tickets.length > 0 && (
        <Part title={t("Pengaduan terbuka", "Open complaints")}>
          {of.tickets.map((ticket) => (
            <Link key={ticket.id} href={`/pengaduan/${ticket.id}`} class="flex items-center gap-2 px-4 py-2 min-h-11">
              <span class="min-w-0">
                <span class="block font-[550] clamp1">{categoryWord(ticket.category)}</span>
                <span class="block text-xs text-muted num">{ticket.id}</span>
              </span>
              <span class="ml-auto">
                <Badge state={complaintState(ticket.status)} />
              </span>
            </Link>
          ))}
        </Part>
      )}
      <Part title={t("Sekali ketuk", "One tap")}>
        <Acts of={of} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <section class="border-t divx pt-3 pb-1">
      <h2 class="h-sec px-4 pb-1">{title}</h2>
      {children}
    </section>
  );
}

function Acts({ of }: { of: ConversationDetail }) {
  const [busy, setBusy] = useState(false);
  const [latest, setLatest] = useState("");
  const act = (what: () => Promise<void>) => {
    setBusy(true);
    what()
      .catch((failure) => tellDone({ text: toProblem(failure).message }))
      .finally(() => setBusy(false));
  };
  const sendLink = () => remind(of.customer_id, { sent: t("Tautan bayar berangkat.", "The payment link is on its way."), already: t("Sudah dikirim hari ini.", "It was sent today already.") });
  const ask = async () => {
    const { latest_promise_day } = await body(GET("/api/customers/{id}/dunning", { params: { path: { id: of.customer_id } } }));
    if (latest_promise_day) setLatest(latest_promise_day);
    else tellDone({ text: t("Tidak bisa berjanji lagi untuk tagihan ini.", "They cannot promise again for this bill.") });
  };
  return (
    <div class="px-4 pb-3 flex flex-col gap-2">
      {of.bills.length > 0 && may("reminders.send") && (
        <Button icon={BellRing} class="justify-start max-lg:h-11" disabled={busy} onClick={() => act(sendLink)}>
          {t("Kirim tautan bayar", "Send the payment link")}
        </Button>
      )}
      {of.bills.length > 0 && may("promises.take") && (
        <Button icon={CalendarClock} class="justify-start max-lg:h-11" disabled={busy} onClick={() => act(ask)}>
          {t("Catat janji bayar", "Note a promise")}
        </Button>
      )}
      {may("complaints.write") && (
        <Link href={`/pengaduan?baru=${of.customer_id}`} class="btn btn-line justify-start max-lg:h-11">
          <LifeBuoy class="i" />
          {t("Jadikan pengaduan", "Make it a complaint")}
        </Link>
      )}
      {latest && <PromiseDialog customer={{ id: of.customer_id, name: of.name }} latest={latest} close={() => setLatest("")} done={() => tellDone({ text: t("Janji tercatat.", "The promise is noted.") })} />}
    </div>
  );
}
