"""The drain of dunning: who owes hears one thing a day, is cut once, and nothing is said twice."""

from datetime import date, timedelta

from tests.billing.dunning_stand import DUE, Collections

DEC = "PLG-00001-1_2026-12"


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def test_the_ladder_is_climbed_day_by_day_and_nothing_is_said_twice(owing: Collections) -> None:
    owing.owe()
    said = {days: owing.day(after(days)) for days in range(-5, 15)}
    assert {days: ids for days, ids in said.items() if ids} == {
        -3: [f"{DEC}.remind-3"],
        0: [f"{DEC}.remind+0"],
        3: [f"{DEC}.remind+3"],
        9: [f"{DEC}.warn+9"],
        10: [f"{DEC}.suspended"],
    }
    assert (owing.line().status, owing.line().suspended_for, owing.line().service_allowed) == (
        "suspended", "arrears", False,
    )  # fmt: skip
    assert owing.owner().status == "suspended"
    assert owing.bill().next_dunning_at is None
    assert owing.counted() == {"reminded": 3, "warned": 1, "suspended": 1, "cut": 1}
