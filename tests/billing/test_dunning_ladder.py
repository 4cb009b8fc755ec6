"""The ladder, laid along due dates and climbed: tables, and what holds whatever the owner sets and whoever owes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.billing.dunning_dates import ONE_DAY, begins, next_dunning_at, steps_of
from shared.billing.dunning_ladder import Decided, decide_steps
from shared.billing.dunning_word import Moment
from shared.billing.lift_suspension import is_overdue
from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.billing.remind_message import word_message
from shared.billing.suspend_days import first_cut, why_not
from shared.core import clock
from shared.customers.models import Customer, PromiseToPay
from shared.settings.models import BillingRules, LadderStep, LateFee, SuspensionPolicy
from tests.billing.dunning_stand import DUE, PRICE, bill, rules
from tests.cast import customer, subscribed

WEEKEND = SuspensionPolicy(no_cut_weekdays=[5, 6], cut_from=None, cut_until=None)


def on(days: int) -> date:
    return DUE + timedelta(days=days)


def moment(days: int, chosen: BillingRules, hour: int = 5) -> Moment:
    local = datetime.combine(on(days), datetime.min.time().replace(hour=hour), clock.zone())
    return Moment(local.astimezone(UTC), on(days), chosen)


def budi(**more: Any) -> Customer:
    return subscribed(customer(**more))[0]


def said(decided: Decided | None) -> tuple[str, str] | None:
    return (decided.word.kind, decided.word.purpose) if decided and decided.word else None


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-4, None),
        (-3, ("reminded", "remind-3")),
        (-1, ("reminded", "remind-3")),  # missed, and nothing later is due: said late
        (0, ("reminded", "remind+0")),  # both are due: the earlier is passed over
        (5, ("reminded", "remind+3")),
        (9, ("warned", "warn+9")),
        (10, ("suspended", "suspended")),
        (40, ("suspended", "suspended")),  # never passed over
    ],
)
def test_of_all_that_is_due_the_latest_is_said(days: int, expected: tuple[str, str] | None) -> None:
    assert said(decide_steps(budi(), [bill()], moment(days, rules()))) == expected


def test_after_a_visit_nothing_is_due_until_the_next_day_at_least() -> None:
    decided = decide_steps(budi(), [bill()], moment(5, rules()))
    assert decided
    [after] = decided.bills
    assert after.dunned == ["remind-3", "remind+0", "remind+3"]
    assert (after.next_dunning_on, after.next_dunning_at) == (on(9), begins(on(9)))
    assert decide_steps(budi(), [after], moment(8, rules())) is None


def test_several_bills_are_one_word_that_names_their_sum() -> None:
    bills = [bill(month="2026-11", due_on=on(-9)), bill(), bill("PLG-00001-2", "2027-01", on(31))]
    decided = decide_steps(budi(), bills, moment(0, rules()))
    assert decided
    assert decided.word
    assert said(decided) == ("warned", "warn+9")
    message = word_message(decided.word, decided.customer, [], moment(0, rules()).now, on(0))
    assert message
    assert message.values["invoice_number"] == "INV-202611-00001-1 dan 1 tagihan lain"
    assert message.values["amount"] == "Rp330.000", "all that is overdue when the service is cut, tomorrow"
    reminded = decide_steps(budi(), bills, moment(3, rules(ladder=[LadderStep(day=3, action="remind")])))
    assert reminded
    assert reminded.word
    told = word_message(reminded.word, budi(), [], moment(3, rules()).now, on(3))
    assert told
    assert (told.values["invoice_number"], told.values["amount"], told.values["days"]) == (
        "INV-202611-00001-1 dan 1 tagihan lain", "Rp330.000", "12",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "days", "template"),
    [
        ({}, -3, "pengingat_sebelum_jatuh_tempo"),
        ({}, 0, "pengingat_hari_jatuh_tempo"),
        ({}, 3, "pengingat_lewat_jatuh_tempo"),
        ({"exempt": True}, 3, "pengingat_tunggakan"),
        ({}, 9, "peringatan_jeda_layanan"),
        ({"exempt": True}, 9, None),
        ({}, 10, "layanan_dijeda"),
        ({"exempt": True}, 10, None),
        ({"archived": True}, 3, None),
        ({"phone": None}, 3, None),
    ],
)
def test_what_is_said_fits_what_will_happen(who: dict[str, Any], days: int, template: str | None) -> None:
    decided = decide_steps(budi(**who), [bill()], moment(days, rules()))
    assert decided
    message = decided.word and word_message(decided.word, decided.customer, decided.cut, begins(on(days)), on(days))
    assert (message.template if message else None) == template


def test_a_warning_names_the_day_on_which_it_really_happens() -> None:
    chosen = rules(suspension=WEEKEND)
    late = bill(due_on=date(2026, 12, 16))  # ten days later it is Saturday, and Christmas is over
    decided = decide_steps(budi(), [late], Moment(begins(date(2026, 12, 25)), date(2026, 12, 25), chosen))
    assert decided
    assert decided.word
    told = word_message(decided.word, budi(), [], begins(date(2026, 12, 25)), date(2026, 12, 25))
    assert told
    assert told.values["suspend_on"] == "28 Desember 2026"


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 12, 24), "Cuti Bersama Hari Raya Natal"),
        (date(2026, 12, 25), "Hari Raya Natal"),
        (date(2026, 12, 26), "hari Sabtu"),
        (date(2026, 12, 28), None),
        (date(2026, 12, 30), "hari yang dikecualikan"),
    ],
)
def test_a_day_on_which_nothing_is_cut_says_why(day: date, why: str | None) -> None:
    policy = WEEKEND.model_copy(update={"no_cut_dates": [date(2026, 12, 30)]})
    assert (why_not(policy, day) or "").removeprefix("Hari ").lower() == (why or "").removeprefix("Hari ").lower()


@pytest.mark.parametrize(
    ("at", "first"),
    [
        ("2026-12-23T05:00", "2026-12-23T08:00"),
        ("2026-12-23T15:59", "2026-12-23T15:59"),
        ("2026-12-23T16:00", "2026-12-28T08:00"),  # joint leave, Christmas, Saturday, Sunday
    ],
)
def test_a_cut_falls_in_the_first_hours_allowed(at: str, first: str) -> None:
    policy = SuspensionPolicy(no_cut_weekdays=[5, 6])
    zone = clock.zone()
    found = first_cut(policy, datetime.fromisoformat(at).replace(tzinfo=zone), zone)
    assert found == datetime.fromisoformat(first).replace(tzinfo=zone)


def test_who_is_cut_later_today_hears_of_nothing_before() -> None:
    chosen = rules(suspension=SuspensionPolicy())
    monday = bill(due_on=date(2026, 12, 11))
    decided = decide_steps(budi(), [monday], Moment(begins(date(2026, 12, 21)), date(2026, 12, 21), chosen))
    assert decided
    assert decided.word is None
    assert decided.cut == []
    assert f"{decided.bills[0].next_dunning_at}" == "2026-12-21 01:00:00+00:00"


# --- whatever the owner sets

STEPS = st.lists(
    st.tuples(st.integers(-10, 30), st.sampled_from(["remind", "warn", "suspend"])).filter(
        lambda step: step[1] != "suspend" or step[0] >= 1
    ),
    max_size=6,
)
POLICIES = st.builds(
    SuspensionPolicy,
    no_cut_weekdays=st.lists(st.integers(0, 6), max_size=6, unique=True),
    no_cut_holidays=st.booleans(),
    cut_from=st.none(),
    cut_until=st.none(),
    minimum_arrears=st.sampled_from([0, 100_000, 200_000]),
) | st.builds(SuspensionPolicy, no_cut_weekdays=st.lists(st.integers(0, 6), max_size=3))
FEES = st.none() | st.builds(LateFee, after_days=st.integers(1, 12), amount=st.integers(1, 20_000))
RULES = st.builds(
    lambda steps, policy, fee: BillingRules(
        ladder=[LadderStep(day=day, action=action) for day, action in steps], suspension=policy, late_fee=fee
    ),
    STEPS, POLICIES, FEES,
)  # fmt: skip
BILLS = st.lists(st.integers(-40, 20), min_size=1, max_size=4)


def owed(chosen: BillingRules, offsets: list[int]) -> dict[str, Invoice]:
    found = {}
    for number, offset in enumerate(offsets):
        due_on = on(offset)
        issued = due_on - timedelta(days=10)
        at = next_dunning_at(chosen, due_on, issued)
        one = bill(month=f"{number:04d}-01", due_on=due_on)
        found[one.id] = one.model_copy(update={"next_dunning_at": at, "next_dunning_on": None})
    return found


@settings(max_examples=150, deadline=None)
@given(
    chosen=RULES,
    offsets=BILLS,
    days=st.sets(st.integers(-12, 75), max_size=40),
    hours=st.lists(st.integers(0, 23), min_size=1, max_size=4, unique=True),
    exempt=st.booleans(),
    promised=st.none() | st.integers(-5, 40),
)
def test_what_holds_on_any_days_that_the_drain_runs(
    chosen: BillingRules, offsets: list[int], days: set[int], hours: list[int], exempt: bool, promised: int | None
) -> None:
    owner, bills = budi(exempt=exempt), owed(chosen, offsets)
    if promised is not None:
        promise = PromiseToPay(until=on(promised), given_on=on(-13), by="x")
        owner = owner.model_copy(update={"promise": promise})
    reminders: list[date] = []
    words: list[str] = []
    fees: list[str] = []
    for day in sorted(days):
        for hour in sorted(hours):
            at = moment(day, chosen, hour)
            decided = decide_steps(owner, bills.values(), at)
            if decided is None:
                continue
            owner = decided.customer
            bills |= {one.id: one for one in decided.bills}
            for one in decided.bills:
                assert one.next_dunning_at is None or one.next_dunning_at > at.now, "never again in this moment"
            if decided.word:
                words.append(f"{decided.word.lead.id}.{decided.word.purpose}")
                if decided.word.kind in ("reminded", "promised"):
                    reminders.append(at.today)
                assert decided.word.bills
                assert all(left_to_pay(one) > 0 for one in decided.word.bills)
            fees += [entry.cause for entry in decided.entries]
            if promised is not None and at.today <= on(promised):
                assert not decided.cut
                assert not decided.entries
                assert decided.word is None or decided.word.kind == "promised"
            if decided.cut:
                assert not exempt
                assert why_not(chosen.suspension, at.today) is None
                assert first_cut(chosen.suspension, at.now, clock.zone()) == at.now
                late = sum(left_to_pay(one) for one in bills.values() if is_overdue(one, at.today))
                assert late >= max(chosen.suspension.minimum_arrears, 1)
                owner = _cut(owner)
            if exempt:
                assert not decided.entries
    assert len(reminders) == len(set(reminders)), "one a day"
    assert len(words) == len(set(words)), "each once: it is a document's id"
    assert len(fees) == len(set(fees)), "a fee once a bill"
    assert owner.balance == sum(one.late_fee for one in bills.values())


def _cut(owner: Customer) -> Customer:
    briefs = {key: one.model_copy(update={"status": "suspended"}) for key, one in owner.subscriptions.items()}
    return owner.model_copy(update={"subscriptions": briefs})


@settings(max_examples=100, deadline=None)
@given(policy=POLICIES, offset=st.integers(-40, 20), gaps=st.lists(st.integers(1, 9), min_size=12, max_size=12))
def test_a_suspension_always_comes_in_the_end(policy: SuspensionPolicy, offset: int, gaps: list[int]) -> None:
    """However many days the drain misses, and whatever days are closed to it."""
    policy = policy.model_copy(update={"minimum_arrears": 0})
    chosen = rules(suspension=policy)
    bills = owed(chosen, [offset])
    day = offset + 9
    for gap in [*gaps, *[1] * 30]:
        day += gap
        for hour in (5, 8, 12):
            decided = decide_steps(budi(), bills.values(), moment(day, chosen, hour))
            bills |= {one.id: one for one in decided.bills} if decided else {}
            if decided and decided.cut:
                assert is_overdue(next(iter(bills.values())), on(day))
                return
    raise AssertionError("never cut")


@given(steps=STEPS, due=st.integers(0, 400), today=st.integers(-30, 460))
def test_the_next_step_is_ahead_and_one_of_the_ladder(steps: list[tuple[int, Any]], due: int, today: int) -> None:
    chosen = rules(ladder=[LadderStep(day=day, action=action) for day, action in steps])
    due_on, now = DUE + timedelta(days=due), DUE + timedelta(days=today)
    at = next_dunning_at(chosen, due_on, now)
    possible = {begins(max(due_on + timedelta(days=step.day), now + ONE_DAY)) for step in steps_of(chosen)}
    assert at is None or at in possible
    assert at is None or at >= begins(now + ONE_DAY)
    waits = [step for step in steps_of(chosen) if step.action == "suspend" or due_on + timedelta(days=step.day) > now]
    assert (at is None) == (not waits)


def test_a_bill_of_no_line_cuts_all_lines_and_one_of_a_line_only_its_own() -> None:
    owner, _ = subscribed(budi())
    both = decide_steps(owner, [bill(subscription_id=None)], moment(10, rules()))
    one = decide_steps(owner, [bill()], moment(10, rules()))
    assert both
    assert one
    assert (both.cut, one.cut) == (["PLG-00001-1", "PLG-00001-2"], ["PLG-00001-1"])


def test_bills_of_the_old_books_are_left_alone_until_the_owner_follows_them() -> None:
    old = bill(kind="opening", subscription_id=None)
    decided = decide_steps(budi(), [old], moment(10, rules()))
    assert decided
    assert (decided.word, decided.cut, decided.bills[0].next_dunning_at) == (None, [], None)
    followed = decide_steps(budi(), [old], moment(10, rules(follow_opening_bills=True)))
    assert followed
    assert followed.cut == ["PLG-00001-1"]


def test_the_sum_of_what_has_to_be_paid_is_what_lifts_the_cut() -> None:
    bills = [bill(month="2026-11", due_on=on(-31)), bill(), bill(month="2027-01", due_on=on(15))]
    decided = decide_steps(budi(), bills, moment(10, rules()))
    assert decided
    assert decided.word
    assert sum(left_to_pay(one) for one in decided.word.bills) == 2 * PRICE
