"""Dunning among all that is done to an account, dying and done again: its books agree, and a cut has its reason."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from shared.billing.dunning_models import ExemptionRequest, NewPromise
from shared.billing.exempt_customer import exempt_customer
from shared.billing.models import SLICES
from shared.billing.remind_now import remind_now
from shared.billing.start_dunning import start_dunning
from shared.billing.take_dunning_steps import dun_slice
from shared.billing.take_promise import take_promise
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import SHARDS
from shared.messaging.repository import messages
from shared.payments.models import ReasonGiven
from shared.payments.waive_late_fee import waive_late_fee
from shared.settings.models import BillingRules, LateFee, PromiseRules
from shared.settings.repository import AT_ANY_HOUR, billing_settings
from tests.billing.conftest import Provider
from tests.cast import KAMIL
from tests.payments.test_books import ACTS, AMOUNTS, IS_LONG, Books, acts

EXAMPLES, STEPS = (60, 40) if IS_LONG else (8, 20)
ALSO = ["mornings", "promise", "mornings", "exempt", "waive", "remind"]


class DunnedBooks(Books):
    """As Books, on mornings on which the ladder is climbed."""

    @rule(what=st.sampled_from([*ALSO, *ACTS, *ALSO]), amount=AMOUNTS, data=st.data())
    def do(self, what: str, amount: int, data: st.DataObject) -> None:
        acts[what] += 1
        getattr(self, what)(amount, data)
        self.cut_for_a_reason()

    def mornings(self, amount: int, data: st.DataObject) -> None:
        self.keep_rules()
        for _ in range(data.draw(st.sampled_from([1, 3, 8, 14]))):
            self.provider.today = min(self.provider.today + timedelta(days=1), date(2028, 12, 1))
            charged = {one.id: one.late_fee for one in self.invoices()}
            self.act(self.dun)
            self.owed += sum(one.late_fee - charged[one.id] for one in self.invoices())

    def dun(self) -> None:
        start_dunning()
        dun_slice(f"{clock.today()}", self.provider.owner(self.customer_id).shard * SLICES // SHARDS)

    def suspend(self, amount: int, data: st.DataObject) -> None:
        """The ladder cuts here, and nobody who is exempt."""

    def promise(self, amount: int, data: st.DataObject) -> None:
        until = self.provider.today + timedelta(days=data.draw(st.integers(0, 5)))
        self.act(lambda: take_promise(NewPromise(customer_id=self.customer_id, until=until), KAMIL))

    def exempt(self, amount: int, data: st.DataObject) -> None:
        asked = ExemptionRequest(customer_id=self.customer_id, exempt=data.draw(st.booleans()), reason="Pak RT")
        self.act(lambda: exempt_customer(asked, KAMIL))

    def waive(self, amount: int, data: st.DataObject) -> None:
        charged = [one for one in self.invoices() if one.late_fee]
        if not charged:
            return
        bill = data.draw(st.sampled_from(charged))
        before = self.provider.owner(self.customer_id).balance
        self.act(lambda: waive_late_fee(bill.id, ReasonGiven(reason="banjir"), KAMIL))
        given_back = before - self.provider.owner(self.customer_id).balance
        assert given_back in (0, bill.late_fee)
        self.owed -= given_back

    def remind(self, amount: int, data: st.DataObject) -> None:
        self.act(lambda: remind_now(self.customer_id, KAMIL))

    def keep_rules(self) -> None:
        commit = Commit()
        fee, promises = LateFee(after_days=4, percent=2.0), PromiseRules(most=3, days=5)
        commit.put(billing_settings, BillingRules(suspension=AT_ANY_HOUR, late_fee=fee, promises=promises))
        commit.commit()

    def cut_for_a_reason(self) -> None:
        line, owner = self.provider.line(self.line_id), self.provider.owner(self.customer_id)
        if line.status == "suspended" and line.suspended_for == "arrears":
            assert self.overdue()
            assert not owner.exempt
        asked = [one.value for one in messages.find() if one.value.purpose.startswith(("remind", "warn", "late_fee"))]
        waiting = [one for one in asked if one.status == "queued"]
        still_open = {one.id for one in self.invoices() if one.status == "open"}
        assert all(set(one.values["causes"].split()) <= still_open for one in waiting), "none after paying"
        days = [one.created_at.date() for one in asked if one.purpose.startswith("remind")]
        assert len(days) == len(set(days)), "one a day"


@pytest.mark.timeout(3600)
def test_the_books_agree_while_the_ladder_is_climbed(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    DunnedBooks.provider, DunnedBooks.patch = provider, monkeypatch

    def nine_o_clock() -> datetime:
        return datetime.combine(provider.today, time(9), clock.zone())

    monkeypatch.setattr(clock, "now", nine_o_clock)
    run_state_machine_as_test(
        DunnedBooks,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate], derandomize=not IS_LONG,
        ),
    )  # fmt: skip
    assert set(ALSO) <= set(acts), acts
