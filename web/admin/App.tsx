import { useCallback } from "preact/hooks";
import { Route, Router, Switch, useLocation } from "wouter-preact";
import { t } from "../shared/language";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { Logo } from "../shared/parts/Logo";
import { ChoosePassword, INVITATION } from "./ChoosePassword";
import { KeyList } from "./KeyList";
import { useKeyboard } from "./keyboard";
import { later } from "../shared/later";
import { LeaveDialog } from "./LeaveDialog";
import { Missing } from "./Missing";
import { failure, may, openSession, stage } from "./session";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";
import { Toast } from "./Toast";
import { askBeforeLeaving } from "./unsaved";

/** What a page is told: the id in its address, if there is one. */
export interface At {
  id: string;
}

const Today = later<At>(() => import("./pages/Today"));
const Customers = later<At>(() => import("./pages/Customers"));
const NewCustomer = later<At>(() => import("./pages/NewCustomer"));
const CustomerPage = later<At>(() => import("./pages/CustomerPage"));
const Statement = later<At>(() => import("./pages/Statement"));
const Invoices = later<At>(() => import("./pages/Invoices"));
const InvoicePage = later<At>(() => import("./pages/InvoicePage"));
const Unpaid = later<At>(() => import("./pages/Unpaid"));
const Reports = later<At>(() => import("./pages/Reports"));
const Payments = later<At>(() => import("./pages/Payments"));
const CollectorRoute = later<At>(() => import("./pages/Route"));
const Handovers = later<At>(() => import("./pages/Handovers"));
const CashBook = later<At>(() => import("./pages/CashBook"));
const Counter = later<At>(() => import("./pages/Counter"));
const Proofs = later<At>(() => import("./pages/Proofs"));
const Issue = later<At>(() => import("./pages/Issue"));
const RunPage = later<At>(() => import("./pages/RunPage"));
const Plans = later<At>(() => import("./pages/Plans"));
const Import = later<At>(() => import("./pages/Import"));
const ImportPage = later<At>(() => import("./pages/ImportPage"));
const Messages = later<At>(() => import("./pages/Messages"));
const Complaints = later<At>(() => import("./pages/Complaints"));
const ComplaintPage = later<At>(() => import("./pages/ComplaintPage"));
const Jobs = later<At>(() => import("./pages/Jobs"));
const Job = later<At>(() => import("./pages/Job"));
const Outages = later<At>(() => import("./pages/Outages"));
const Broadcasts = later<At>(() => import("./pages/Broadcasts"));
const NewBroadcast = later<At>(() => import("./pages/NewBroadcast"));
const BroadcastPage = later<At>(() => import("./pages/BroadcastPage"));
const Templates = later<At>(() => import("./pages/Templates"));
const Conversations = later<At>(() => import("./pages/Conversations"));
const Network = later<At>(() => import("./pages/Network"));
const Routers = later<At>(() => import("./pages/Routers"));
const RouterPage = later<At>(() => import("./pages/RouterPage"));
const Drift = later<At>(() => import("./pages/Drift"));
const Health = later<At>(() => import("./pages/Health"));
const Settings = later<At>(() => import("./pages/Settings"));
const Reminders = later<At>(() => import("./pages/Reminders"));
const Staff = later<At>(() => import("./pages/Staff"));
const Audit = later<At>(() => import("./pages/Audit"));
const SecondFactor = later<At>(() => import("./pages/SecondFactor"));
const More = later<At>(() => import("./pages/More"));

/** Every address of the site, the page that answers, and the permission it takes. */
const PAGES = [
  ["/", Today, ""],
  ["/pelanggan", Customers, "customers.read"],
  ["/pelanggan/baru", NewCustomer, "customers.write"],
  ["/pelanggan/:id", CustomerPage, "customers.read"],
  ["/pelanggan/:id/rekening", Statement, "ledger.read"],
  ["/tagihan", Invoices, "invoices.read"],
  ["/tagihan/terbitkan", Issue, "runs.preview"],
  ["/tagihan/run/:id", RunPage, "runs.read"],
  ["/tagihan/:id", InvoicePage, "invoices.read"],
  ["/belum-dibayar", Unpaid, "invoices.read"],
  ["/laporan", Reports, "reports.read"],
  ["/pembayaran", Payments, "payments.read"],
  ["/terima", Counter, "payments.take"],
  ["/rute", CollectorRoute, "collections.read"],
  ["/setoran", Handovers, "collections.read"],
  ["/buku-kas", CashBook, "cash_book.read"],
  ["/bukti", Proofs, "proofs.read"],
  ["/paket", Plans, "plans.read"],
  ["/impor", Import, "customers.import"],
  ["/impor/:id", ImportPage, "customers.import"],
  ["/pesan", Messages, "messages.read"],
  ["/siaran", Broadcasts, "broadcasts.read"],
  ["/siaran/baru", NewBroadcast, "broadcasts.write"],
  ["/siaran/:id", BroadcastPage, "broadcasts.read"],
  ["/templat", Templates, "templates.read"],
  ["/pengaduan", Complaints, "complaints.read"],
  ["/pengaduan/gangguan", Outages, "outages.read"],
  ["/pengaduan/:id", ComplaintPage, "complaints.read"],
  ["/tugas", Jobs, "complaints.write"],
  ["/tugas/:id", Job, "complaints.write"],
  ["/percakapan", Conversations, "conversations.read"],
  ["/percakapan/:id", Conversations, "conversations.read"],
  ["/jaringan", Network, "nodes.read"],
  ["/jaringan/titik/:id", Network, "nodes.read"],
  ["/jaringan/router", Routers, "routers.read"],
  ["/jaringan/router/:id", RouterPage, "routers.read"],
  ["/jaringan/selisih", Drift, "routers.read"],
  ["/pengingat", Reminders, "settings.read"],
  ["/kesehatan", Health, "reports.read"],
  ["/pengaturan", Settings, "settings.read"],
  ["/staf", Staff, "staff.read"],
  ["/audit", Audit, "audit.read"],
  ["/kode", SecondFactor, ""],
  ["/lainnya", More, ""],
] as const;

export function App() {
  if (location.pathname === INVITATION && stage.value !== "starting") return <ChoosePassword />;
  if (stage.value === "signed_out") return <SignIn />;
  if (stage.value === "failed") return <NotStarted />;
  if (stage.value === "starting") return <Starting />;
  return (
    <Router base="/admin" aroundNav={askBeforeLeaving}>
      <Workplace />
    </Router>
  );
}

function Workplace() {
  const [, go] = useLocation();
  useKeyboard(useCallback((path: string) => go(path), [go]));
  return (
    <Shell>
      <Switch>
        {PAGES.map(([path, Page, needs]) => (
          <Route key={path} path={path}>
            {(params: { id?: string }) => (needs && !may(needs) ? <Missing forbidden /> : <Page id={params.id ?? ""} />)}
          </Route>
        ))}
        <Route>
          <Missing />
        </Route>
      </Switch>
      <Toast />
      <KeyList />
      <LeaveDialog />
    </Shell>
  );
}

function Starting() {
  return (
    <div class="min-h-screen grid place-items-center" role="status" aria-label={t("Membuka Sambung", "Opening Sambung")}>
      <Logo size={44} />
    </div>
  );
}

function NotStarted() {
  return (
    <main class="max-w-[560px] mx-auto p-6 pt-20">
      <ErrorBox title={t("Sambung belum bisa dibuka", "Sambung could not open")} problem={failure.value ?? undefined} again={() => void openSession()} />
    </main>
  );
}
