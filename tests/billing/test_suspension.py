"""Cutting and giving back: only where the policy allows, for all that is overdue, and back by whatever settles it."""

from datetime import date, timedelta

from shared.access.audit import entries
from shared.billing.void_invoice import void_invoice
from shared.settings.models import SuspensionPolicy
from tests.billing.dunning_stand import ANY_HOUR, DUE, PRICE, Collections, bill
from tests.cast import KAMIL

DEC, NOV = "PLG-00001-1_2026-12", "PLG-00001-1_2026-11"
SUNDAY = date(2026, 12, 20)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def test_voiding_the_last_overdue_bill_gives_the_service_back(owing: Collections) -> None:
    owing.owe()
    owing.day(after(10))
    assert owing.line().status == "suspended"
    void_invoice(DEC, "salah", KAMIL)
    assert (owing.line().status, owing.line().service_allowed, owing.owner().status) == ("active", True, "active")
    assert owing.said()[f"{DEC}.void.resumed"].status == "queued"
    assert owing.said()[f"{DEC}.suspended"].status == "cancelled", "it had not gone out"


def test_voiding_one_of_two_overdue_bills_gives_nothing_back(owing: Collections) -> None:
    owing.owe(1, bill(month="2026-11", due_on=DUE - timedelta(days=30)), bill())
    owing.day(after(10))
    void_invoice(DEC, "salah", KAMIL)
    assert owing.line().status == "suspended"
    void_invoice(NOV, "salah", KAMIL)
    assert owing.line().status == "active"


def test_a_cut_waits_for_a_day_and_an_hour_at_which_it_may_be(owing: Collections) -> None:
    owing.set(suspension=SuspensionPolicy(no_cut_weekdays=[5, 6]))
    owing.owe(1, bill(due_on=SUNDAY - timedelta(days=10)))
    assert owing.day(SUNDAY - timedelta(days=1)) == [f"{DEC}.warn+9"]
    assert owing.said()[f"{DEC}.warn+9"].values["suspend_on"] == "21 Desember 2026"
    assert owing.day(SUNDAY) == []
    assert owing.line().status == "active"
    assert f"{owing.bill().next_dunning_at}" == "2026-12-21 01:00:00+00:00", "Monday at eight"
    assert owing.day(date(2026, 12, 21)) == []
    assert owing.day(date(2026, 12, 21), hour=8) == [f"{DEC}.suspended"]
    assert owing.line().suspended_for == "arrears"


def test_too_little_is_reminded_of_and_not_cut_for_until_it_is_enough(owing: Collections) -> None:
    owing.set(suspension=ANY_HOUR.model_copy(update={"minimum_arrears": PRICE + 1}))
    owing.owe(1, bill(), bill(month="2027-01", due_on=after(31)))
    said = [one for days in range(-5, 41) for one in owing.day(after(days))]
    assert [one for one in said if one.startswith(DEC)] == [f"{DEC}.remind-3", f"{DEC}.remind+0", f"{DEC}.remind+3"]
    assert owing.said()[f"{DEC}.remind+3"].template == "pengingat_tunggakan", "it threatens with nothing"
    assert owing.day(after(41)) == ["PLG-00001-1_2027-01.suspended"]
    assert owing.said()["PLG-00001-1_2027-01.suspended"].values["total"] == "Rp330.000"


def test_a_cut_is_in_the_trail_with_what_it_was_for(owing: Collections) -> None:
    owing.owe()
    owing.day(after(10))
    [entry] = [stored.value for stored in entries.find() if stored.value.what == "suspended"]
    assert (entry.subject, entry.by) == ("subscriptions/PLG-00001-1", "system")
    assert entry.after["invoices"] == [DEC]
    assert entry.after["overdue"] == PRICE
