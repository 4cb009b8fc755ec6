import type { ComponentType } from "preact";
import { Route, Switch, useLocation } from "wouter-preact";
import { later } from "../shared/later";
import { beginSending } from "./complaints/outbox";
import { Dock } from "./Dock";
import { Column } from "./Header";
import { OfflineBand } from "./OldNews";

/** Each in a file of its own: what is opened first waits for none of them. */
const PAGES: [string, ComponentType][] = [
  ["/tagihan", later(() => import("./BillsPage"))],
  ["/pembayaran", later(() => import("./PaymentsPage"))],
  ["/rekening", later(() => import("./StatementPage"))],
  ["/lapor", later(() => import("./complaints/ComplaintsPage"))],
  ["/lapor/baru", later(() => import("./complaints/ReportPage"))],
  ["/akun", later(() => import("./AccountPage"))],
  ["/akun/paket", later(() => import("./requests/PlanPage"))],
  ["/akun/cuti", later(() => import("./requests/PausePage"))],
  ["/akun/data", later(() => import("./requests/DataPage"))],
];
const HomePage = later(() => import("./HomePage"));
const ONE: [string, ComponentType<{ id: string }>][] = [
  ["/tagihan/:id", later<{ id: string }>(() => import("./MyBillPage"))],
  ["/tagihan/:id/bayar", later<{ id: string }>(() => import("./PayMyBill"))],
  ["/nilai/:id", later<{ id: string }>(() => import("./satisfaction/QuarterPage"))],
  ["/lapor/:id", later<{ id: string }>(() => import("./complaints/TicketPage"))],
];

beginSending();

/** All pages behind signing in. */
export default function Inside() {
  const [path] = useLocation();
  // What is a step on a way has its own way on at the foot.
  const bare = /^\/(lapor|tagihan|akun|nilai)\/./.test(path);
  return (
    <Column>
      <OfflineBand />
      <div class={bare ? "" : "pb-24"}>
        <Switch>
          {PAGES.map(([way, Page]) => (
            <Route key={way} path={way}>
              <Page />
            </Route>
          ))}
          {ONE.map(([way, Page]) => (
            <Route key={way} path={way}>
              {({ id }: { id: string }) => <Page key={id} id={decodeURIComponent(id)} />}
            </Route>
          ))}
          <Route>
            <HomePage />
          </Route>
        </Switch>
      </div>
      {!bare && <Dock />}
    </Column>
  );
}
