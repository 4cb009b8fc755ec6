"""What decides without I/O: density, scope, repeats, who takes it, what is given back, what is danger."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.access.models import StaffMember
from shared.complaints.choose_technician import least_busy, works_in
from shared.complaints.credit_rule import credit_amount, credit_days
from shared.complaints.danger import at_least_for
from shared.complaints.density import cluster_of
from shared.complaints.models import Complaint, Priority
from shared.complaints.outage_models import Outage
from shared.complaints.outage_scope import Place, folded, is_inside, is_known_inside, of_place, scope_key
from shared.complaints.repeat_fault import repeated
from shared.complaints.rules import CreditRule, Density
from tests.cast import NOW
from tests.complaints.stand import ticket

FIVE_OF_A_BOX = Density(odp_complaints=5, area_complaints=8)


def many(count: int, odp: str = "ODP-1", first: int = 1, **more: Any) -> list[Complaint]:
    return [ticket(number, odp=odp, **more) for number in range(first, first + count)]


def outage(odp: str = "", area: str | None = "utara", **more: Any) -> Outage:
    told: dict[str, Any] = {"id": "x", "started_at": NOW, "opened_at": NOW, **more}
    return Outage(scope_key="x", area_id=area, odp=odp, place="x", status="open", opened_by="system", **told)


def found(complaints: list[Complaint], rules: Density = FIVE_OF_A_BOX) -> str | None:
    cluster = cluster_of(complaints[-1], complaints, rules)
    return cluster.odp or "area" if cluster else None


@pytest.mark.parametrize(
    ("complaints", "expected"),
    [
        (many(4), None),
        (many(5), "ODP-1"),
        ([*many(4), *many(1, "odp 1", 5)], "odp 1"),
        ([*many(4), ticket(4, odp="ODP-1")], None),
        (many(5, category="account"), None),
        (many(5, service_cut=True), None),
        (many(5, status="closed"), None),
        (many(5, outage_id="x"), None),
        ([*many(5), *many(1, "ODP-2", 6)], None),
        ([*many(3, "A"), *many(3, "B", 4), *many(2, "C", 7)], "area"),
        ([*many(7, ""), *many(1, "A", 8)], "area"),
        (many(8, ""), "area"),
        ([*many(4, "A"), *many(3, "B", 5)], None),
        ([*many(6, "A"), *many(3, "B", 7)], None),
        (many(8, "", area_id=None), None),
    ],
)
def test_where_many_complaints_are_one_fault(complaints: list[Complaint], expected: str | None) -> None:
    assert found(complaints) == expected


@given(st.permutations([*many(30, "ODP-CLG-07"), *many(1, "ODP-8", 31), *many(1, "ODP-9", 32), *many(1, "", 33)]))
def test_three_elsewhere_never_make_a_box_s_fault_one_of_the_area(order: list[Complaint]) -> None:
    for seen in range(1, len(order) + 1):
        assert found(order[:seen], Density()) in (None, "ODP-CLG-07")
    assert cluster_of(next(one for one in order if one.odp == "ODP-CLG-07"), order, Density())


def test_it_began_with_the_first_of_them() -> None:
    early = ticket(9, odp="ODP-1", created_at=NOW - timedelta(minutes=9))
    cluster = cluster_of(early, [early, *many(4)], FIVE_OF_A_BOX)
    assert cluster
    assert cluster.began_at == early.created_at


@pytest.mark.parametrize(
    ("of", "place", "inside", "known"),
    [
        (outage(), Place("utara", "ODP-1"), True, True),
        (outage(), Place("utara"), True, True),
        (outage(), Place("barat", "ODP-1"), False, False),
        (outage(), Place(None), False, False),
        (outage("ODP-1"), Place("utara", "odp 01"), True, True),
        (outage("ODP-1"), Place("utara", "ODP-2"), False, False),
        (outage("ODP-1"), Place("utara"), True, False),
        (outage("ODP-1"), Place("barat", "ODP-1"), False, False),
        (outage("ODP-1", None), Place(None, "ODP-1"), True, True),
    ],
)
def test_who_is_inside(of: Outage, place: Place, inside: bool, known: bool) -> None:
    assert (is_inside(of, place), is_known_inside(of, place)) == (inside, known)


def test_a_line_belongs_to_its_own_box_before_its_area() -> None:
    of_area, of_box = outage(id="a"), outage("ODP-1", id="b", opened_at=NOW + timedelta(hours=1))
    assert of_place([of_area, of_box], Place("utara", "ODP-1")) == of_box
    assert of_place([of_area, of_box], Place("utara", "ODP-2")) == of_area
    assert of_place([of_area, of_box], Place("utara")) == of_area
    assert of_place([of_area, of_box], Place("barat")) is None


def test_one_box_however_it_is_written() -> None:
    assert {folded(text) for text in ("ODP-CLG-07", "odp clg 7", " Odp/Clg/007 ")} == {"odp-clg-7"}
    assert scope_key("utara", "ODP 07") == scope_key("utara", "odp-7") != scope_key("barat", "odp-7")
    assert scope_key("utara", "") == "area:utara"


@pytest.mark.parametrize(
    ("before", "line", "repeats"),
    [
        (ticket(created_at=NOW - timedelta(days=29)), "L1", True),
        (ticket(created_at=NOW - timedelta(days=31)), "L1", False),
        (ticket(subscription_id="L1"), "L1", True),
        (ticket(subscription_id="L2"), "L1", False),
        (ticket(subscription_id="L2"), None, True),
        (ticket(category="account"), "L1", False),
        (ticket(outage_id="x"), "L1", False),
        (ticket(merged_into="x"), "L1", False),
    ],
)
def test_the_same_fault_of_a_line_within_thirty_days(before: Complaint, line: str | None, repeats: bool) -> None:
    assert (repeated([before], line, "slow", NOW) is not None) is repeats
    assert repeated([before], line, "account", NOW) is None


def technician(uid: str, *areas: str) -> StaffMember:
    return StaffMember(id=uid, email=f"{uid}@sambung.test", name=uid, role="technician", areas=list(areas))


def test_who_has_least_to_do_takes_it() -> None:
    eko, dedi, everywhere = technician("eko", "utara"), technician("dedi", "utara", "barat"), technician("adi")
    assert least_busy([eko, dedi], {"eko": 2, "dedi": 1}) == dedi
    assert least_busy([everywhere, dedi, eko], {}) == eko, "who knows the area, where nobody has more to do"
    assert least_busy([], {}) is None
    assert [works_in(one, "barat") for one in (eko, dedi, everywhere)] == [False, True, True]


@pytest.mark.parametrize(
    ("hours", "days"), [(0, 0), (5.9, 0), (6, 1), (24, 1), (24.1, 2), (48, 2), (49, 3), (24 * 40, 40)]
)
def test_days_that_are_given_back(hours: float, days: int) -> None:
    assert credit_days(NOW, NOW + timedelta(hours=hours), CreditRule()) == days
    assert credit_days(NOW, NOW + timedelta(hours=hours), CreditRule(offer=False)) == 0


@pytest.mark.parametrize(
    ("price", "days", "period", "amount"),
    [
        (165_000, 1, 30, 5_500),
        (165_000, 1, 31, 5_323),
        (100_000, 3, 31, 9_677),
        (1, 1, 2, 1),
        (165_000, 40, 31, 165_000),
        (0, 1, 30, 0),
    ],
)
def test_a_day_s_price_half_up_and_never_more_than_the_whole(price: int, days: int, period: int, amount: int) -> None:
    assert credit_amount(price, days, period) == amount


@given(st.integers(0, 10_000_000), st.integers(1, 100), st.integers(28, 31))
def test_credit_grows_with_the_days_up_to_the_price(price: int, days: int, period: int) -> None:
    assert credit_amount(price, days, period) <= credit_amount(price, days + 1, period) <= price


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("kabelnya jatuh ke jalan depan rumah", "urgent"),
        ("tiang miring mau roboh pak", "urgent"),
        ("modem bau gosong", "urgent"),
        ("internet mati total", "normal"),
        ("kabel wifi putus digigit tikus", "normal"),
        ("", "normal"),
    ],
)
def test_danger_is_urgent_whoever_writes_it(text: str, priority: Priority) -> None:
    assert at_least_for(text, "normal") == priority
