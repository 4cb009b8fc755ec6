import { Route, Switch } from "wouter-preact";
import { AccountPage } from "./AccountPage";
import { BillsPage } from "./BillsPage";
import { Dock } from "./Dock";
import { Column } from "./Header";
import { HomePage } from "./HomePage";
import { MyBillPage } from "./MyBillPage";

/** All pages behind signing in. */
export default function Inside() {
  return (
    <Column>
      <div class="pb-24">
        <Switch>
          <Route path="/tagihan">
            <BillsPage />
          </Route>
          <Route path="/tagihan/:id">{({ id }) => <MyBillPage key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/akun">
            <AccountPage />
          </Route>
          <Route>
            <HomePage />
          </Route>
        </Switch>
      </div>
      <Dock />
    </Column>
  );
}
