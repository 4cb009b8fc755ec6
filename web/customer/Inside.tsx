import { Route, Switch, useLocation } from "wouter-preact";
import { later } from "../shared/later";
import { AccountPage } from "./AccountPage";
import { BillsPage } from "./BillsPage";
import { Dock } from "./Dock";
import { Column } from "./Header";
import { HomePage } from "./HomePage";
import { MyBillPage } from "./MyBillPage";

const ComplaintsPage = later(() => import("./complaints/ComplaintsPage"));
const ReportPage = later(() => import("./complaints/ReportPage"));
const TicketPage = later<{ id: string }>(() => import("./complaints/TicketPage"));

/** All pages behind signing in. */
export default function Inside() {
  const [path] = useLocation();
  // A report has its own way on at the foot.
  const bare = path.startsWith("/lapor/");
  return (
    <Column>
      <div class={bare ? "" : "pb-24"}>
        <Switch>
          <Route path="/tagihan">
            <BillsPage />
          </Route>
          <Route path="/tagihan/:id">{({ id }) => <MyBillPage key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/lapor">
            <ComplaintsPage />
          </Route>
          <Route path="/lapor/baru">
            <ReportPage />
          </Route>
          <Route path="/lapor/:id">{({ id }) => <TicketPage key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/akun">
            <AccountPage />
          </Route>
          <Route>
            <HomePage />
          </Route>
        </Switch>
      </div>
      {!bare && <Dock />}
    </Column>
  );
}
