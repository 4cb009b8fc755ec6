"""Whatever is done to an account in whatever order, dying and being done again, its books agree after each act.

`make soak` does some thousand acts (SOAK=...), `make test` about a hundred.
"""

import os
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from shared.billing.issue_invoices import issue_slice
from shared.billing.lift_suspension import is_overdue
from shared.billing.models import SLICES, Invoice
from shared.billing.pay_invoice import left_to_pay, part_of
from shared.billing.reissue_invoice import following_id, reissue_invoice
from shared.billing.repository import invoices
from shared.billing.start_run import start_run
from shared.billing.step_subscription import step_subscription
from shared.billing.void_invoice import void_invoice
from shared.core.errors import Conflict
from shared.core.firestore import Commit
from shared.customers.models import SHARDS, LifeCycleStep
from shared.customers.repository import plans
from shared.payments.correct_account import adjust_account, credit_invoice, refund_credit, write_off_invoice
from shared.payments.models import NewAdjustment, NewCreditNote, NewRefund, Payment
from shared.payments.prove_accounts import wrong_of
from shared.payments.record_payment import record_payment
from shared.payments.repository import payments
from shared.payments.reverse_payment import reverse_payment
from tests import conftest
from tests.billing.conftest import Provider
from tests.cast import KAMIL, RUMAH_20, customer, subscribed
from tests.payments.conftest import PRICE, cut, money

IS_LONG = bool(os.environ.get("SOAK"))
EXAMPLES, STEPS = (80, 40) if IS_LONG else (8, 24)
IDS = count(1)
AMOUNTS = st.sampled_from([1, 40_000, PRICE - 1, PRICE, PRICE + 1, 2 * PRICE, 500_000])
OFTEN = ["issue", "pay", "pay", "wait", "suspend"]
ACTS = [*OFTEN, *OFTEN, "reverse", "refund", "adjust", "credit_note", "write_off", "void", "reissue", "resume"]
acts: Counter[str] = Counter()


class Killed(BaseException):
    """The process ends here."""


class Books(RuleBasedStateMachine):
    """One customer's account; `owed` is what they must owe, reckoned beside the books."""

    provider: Provider
    patch: pytest.MonkeyPatch

    @initialize()
    def begin(self) -> None:
        # Each account in a provider of its own: runs are of a whole provider.
        self.patch.setenv("GOOGLE_CLOUD_PROJECT", f"demo-books-{uuid4().hex}")
        conftest._forget()
        commit = Commit()
        commit.create(plans, RUMAH_20)
        commit.commit()
        owner, line = subscribed(customer())
        self.number = 0
        self.provider.today = date(2026, 11, 23)
        self.provider.keep(owner, line)
        self.customer_id, self.line_id, self.owed = owner.id, line.id, 0

    @rule(what=st.sampled_from(ACTS), amount=AMOUNTS, data=st.data())
    def do(self, what: str, amount: int, data: st.DataObject) -> None:
        acts[what] += 1
        getattr(self, what)(amount, data)

    # --- acts

    def issue(self, amount: int, data: st.DataObject) -> None:
        line = self.provider.line(self.line_id)
        if line.next_invoice_on is None or self.provider.today > date(2028, 6, 1):
            return
        on = max(line.next_invoice_on, self.provider.today)
        before = {invoice.id for invoice in self.invoices()}
        self.provider.today = on
        self.act(lambda: self.run(on))
        self.owed += sum(invoice.total for invoice in self.invoices() if invoice.id not in before)

    def pay(self, amount: int, data: st.DataObject) -> None:
        first = data.draw(st.sampled_from([None, *(invoice.id for invoice in self.invoices())]))
        named = next((invoice for invoice in self.invoices() if invoice.id == first), None)
        if named is not None and named.status == "written_off":
            self.owed += named.total - named.paid
        new = money(f"m-{next(IDS)}", amount, customer_id=self.customer_id, invoice_id=first)
        self.act(lambda: record_payment(new, KAMIL))
        self.owed -= amount
        self.comes_back()

    def reverse(self, amount: int, data: st.DataObject) -> None:
        if not self.counted():
            return
        payment = data.draw(st.sampled_from(self.counted()))
        given_up = [one for one in self.invoices() if one.status == "written_off" and part_of(one, payment.id)]
        self.act(lambda: reverse_payment(payment.id, "salah", KAMIL))
        self.owed += payment.amount + sum(one.total - one.paid for one in given_up)

    def refund(self, amount: int, data: st.DataObject) -> None:
        new = NewRefund(id=f"r-{next(IDS)}", amount=amount, reason="pindah")
        credit = self.provider.owner(self.customer_id).credit
        done = self.act(lambda: refund_credit(self.customer_id, new, KAMIL, None))
        assert done == (amount <= credit)
        self.owed += amount if done else 0

    def adjust(self, amount: int, data: st.DataObject) -> None:
        sign = data.draw(st.sampled_from([1, -1]))
        new = NewAdjustment(id=f"a-{next(IDS)}", amount=sign * amount, reason="koreksi")
        self.act(lambda: adjust_account(self.customer_id, new, KAMIL, None))
        self.owed += sign * amount
        self.comes_back()

    def credit_note(self, amount: int, data: st.DataObject) -> None:
        if not self.invoices():
            return
        invoice = data.draw(st.sampled_from(self.invoices()))
        new = NewCreditNote(id=f"n-{next(IDS)}", amount=amount, reason="gangguan")
        done = self.act(lambda: credit_invoice(invoice.id, new, KAMIL, None))
        assert done == (invoice.status in ("open", "paid") and amount <= invoice.total - invoice.credited)
        self.owed -= amount if done else 0

    def write_off(self, amount: int, data: st.DataObject) -> None:
        if not self.invoices():
            return
        invoice = data.draw(st.sampled_from(self.invoices()))
        done = self.act(lambda: write_off_invoice(invoice.id, "hilang", KAMIL))
        assert done == (invoice.status in ("open", "written_off"))
        self.owed -= left_to_pay(invoice)
        if done and invoice.status == "open":
            self.comes_back()

    def void(self, amount: int, data: st.DataObject) -> None:
        if not self.invoices():
            return
        invoice = data.draw(st.sampled_from(self.invoices()))
        done = self.act(lambda: void_invoice(invoice.id, "salah", KAMIL))
        if done and invoice.status == "open":
            self.owed -= invoice.total - invoice.credited

    def reissue(self, amount: int, data: st.DataObject) -> None:
        found = [one for one in self.invoices() if one.status == "void"]
        if not found:
            return
        voided = data.draw(st.sampled_from(found))
        known = invoices.get(following_id(voided.id))
        self.act(lambda: reissue_invoice(voided.id, KAMIL))
        made = invoices.get(following_id(voided.id))
        assert made
        self.owed += 0 if known else made.value.total

    def suspend(self, amount: int, data: st.DataObject) -> None:
        if self.overdue() and self.provider.line(self.line_id).status == "active":
            cut(self.provider.line(self.line_id))

    def resume(self, amount: int, data: st.DataObject) -> None:
        if self.provider.line(self.line_id).status == "suspended":
            self.act(lambda: step_subscription(self.line_id, "resume", LifeCycleStep(), KAMIL), twice=False)

    def wait(self, amount: int, data: st.DataObject) -> None:
        days = data.draw(st.integers(min_value=1, max_value=40))
        self.provider.today = min(self.provider.today + timedelta(days=days), date(2028, 12, 1))

    # --- how an act is done, and what holds after each

    def act(self, do: Callable[[], Any], *, twice: bool = True) -> bool:
        """Done; the process may die before its commit or after, and does it again. False where it is refused."""
        self.number += 1
        try:
            if twice and self.number % 3:
                self.dying(do, before=self.number % 3 == 1)
            do()
        except Conflict:
            return False
        finally:
            self.agrees()
        return True

    def dying(self, do: Callable[[], Any], *, before: bool) -> None:
        commit = Commit.commit

        def mortal(one: Commit) -> Any:
            if before:
                raise Killed
            commit(one)
            raise Killed

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Commit, "commit", mortal)
            try:
                do()
            except Killed:
                return

    def agrees(self) -> None:
        owner = self.provider.owner(self.customer_id)
        assert wrong_of(owner) == []
        still_open = [invoice for invoice in self.invoices() if invoice.status == "open"]
        assert not (owner.credit and still_open)
        assert all(left_to_pay(invoice) > 0 for invoice in still_open)

    def teardown(self) -> None:
        if hasattr(self, "owed"):
            assert self.provider.owner(self.customer_id).balance == self.owed

    def comes_back(self) -> None:
        line = self.provider.line(self.line_id)
        assert self.provider.owner(self.customer_id).balance == self.owed
        assert line.status != "suspended" or self.overdue()

    def run(self, on: date) -> None:
        started = start_run(on, KAMIL.id)
        issue_slice(started.id, self.provider.owner(self.customer_id).shard * SLICES // SHARDS)

    def invoices(self) -> list[Invoice]:
        if not hasattr(self, "customer_id"):
            return []
        found = invoices.find(("customer_id", "==", self.customer_id))
        return sorted((stored.value for stored in found), key=lambda one: one.id)

    def overdue(self) -> bool:
        return any(is_overdue(invoice, self.provider.today) for invoice in self.invoices())

    def counted(self) -> list[Payment]:
        if not hasattr(self, "customer_id"):
            return []
        found = (stored.value for stored in payments.find(("customer_id", "==", self.customer_id)))
        return sorted((one for one in found if one.status == "recorded"), key=lambda one: one.id)


@pytest.mark.timeout(3600)
def test_the_books_agree_after_every_act(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    Books.provider, Books.patch = provider, monkeypatch
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate], derandomize=not IS_LONG,
        ),
    )  # fmt: skip
    assert set(acts) == set(ACTS), acts
    assert sum(acts.values()) >= (2000 if IS_LONG else 100), acts
