"""Of 100, as studies of satisfaction count it; and who is asked when."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.satisfaction.is_due import about_quarter, is_due
from shared.satisfaction.models import Satisfaction
from shared.satisfaction.score import index_of, index_of_all, word_of
from tests.cast import NOW, TODAY, customer

ASIH = customer(1, "Asih Lestari", status="active", created_at=NOW - timedelta(days=200))


def asked(about: str, **more: Any) -> Satisfaction:
    return Satisfaction(**{"id": about, "customer_id": ASIH.id, "asked_at": NOW - timedelta(days=100), **more})


@pytest.mark.parametrize(
    ("total", "answers", "index", "word"),
    [
        (15, 3, 100.0, "Sangat puas"),
        (12, 3, 80.0, "Puas"),
        (13, 3, 86.7, "Sangat puas"),
        (9, 3, 60.0, "Cukup puas"),
        (3, 3, 20.0, "Tidak puas"),
    ],
)
def test_the_sum_over_the_highest_sum(total: int, answers: int, index: float, word: str) -> None:
    assert index_of(total, answers) == index
    assert word_of(index) == word


def test_where_nobody_answered_there_is_no_figure() -> None:
    assert index_of_all({"service": 0, "speed": 0, "ease": 0}, 0) is None
    assert word_of(None) == ""


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=1))
def test_the_index_is_the_mean_of_those_of_the_questions(told: list[tuple[int, int, int]]) -> None:
    service, speed, ease = (sum(column) for column in zip(*told, strict=True))
    whole = index_of_all({"service": service, "speed": speed, "ease": ease}, len(told))
    apart = [index_of(total, len(told)) or 0 for total in (service, speed, ease)]
    assert whole == pytest.approx(sum(apart) / 3, abs=0.1)


@pytest.mark.parametrize(("day", "quarter"), [((2026, 1, 1), "Q1"), ((2026, 6, 30), "Q2"), ((2026, 12, 31), "Q4")])
def test_a_quarter_is_named_by_its_days(day: tuple[int, int, int], quarter: str) -> None:
    assert about_quarter("PLG-00001", date(*day)) == f"PLG-00001_2026-{quarter}"


@pytest.mark.parametrize(
    ("before", "due"),
    [
        ([], True),
        ([asked("PLG-00001_2026-Q4")], False),
        ([asked("PLG-00001_2026-Q3")], True),
        ([asked("TKT-2611-0001", answered_at=NOW - timedelta(days=20))], False),
        ([asked("TKT-2611-0001", answered_at=NOW - timedelta(days=40))], True),
    ],
)
def test_once_a_quarter_and_not_right_after_a_complaint(before: list[Satisfaction], due: bool) -> None:
    assert is_due(ASIH, before, NOW, TODAY) is due


@pytest.mark.parametrize("more", [{"status": "suspended"}, {"created_at": NOW - timedelta(days=10)}])
def test_who_is_suspended_or_new_is_not_asked(more: dict[str, Any]) -> None:
    assert not is_due(ASIH.model_copy(update=more), [], NOW, TODAY)
