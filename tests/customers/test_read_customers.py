"""Finding customers through the real Firestore: right answers, whole pages, and never more read than a few pages."""

import itertools
from typing import Any

import pytest

from shared.core.firestore import Commit
from shared.customers.models import Area, Customer, CustomerQuery, SubscriptionBrief
from shared.customers.read_customers import PAGES_AT_MOST, list_customers
from shared.customers.repository import areas, customers
from shared.customers.search_tokens import findable
from tests.cast import customer

STATUSES = ["active", "suspended", "paused"]
AREAS = ["dukuh", "gunung"]
PLANS = ["rumah-20", "rumah-50"]
PEOPLE = 120


@pytest.fixture
def people(db: None) -> list[Customer]:
    made = [person(number) for number in range(1, PEOPLE + 1)]
    commit = Commit()
    for one in made:
        commit.create(customers, one)
    commit.create(areas, Area(id="dukuh", name="Dukuh"))
    commit.commit()
    return made


def person(number: int) -> Customer:
    name = ["Budi Raharjo", "Siti Perkasa", "Sitorus Budiman", "Wahyu Perkasanya"][number % 4]
    line = SubscriptionBrief(
        status="active", plan_id=PLANS[number % 2], billing_day=1, pppoe_user=f"user{number:05d}@sambung"
    )
    return findable(
        customer(
            number,
            name,
            address=f"Jl. Melati {number}",
            status=STATUSES[number % 3],
            area_id=AREAS[number // 60 % 2],
            plan_ids=[PLANS[number % 2]],
            archived=number == PEOPLE,
            subscriptions={f"PLG-{number:05d}-1": line},
        )
    )


def ids(asked: CustomerQuery) -> list[str]:
    """All pages; each is full but the last."""
    found: list[str] = []
    while True:
        page = list_customers(asked)
        found += [one.id for one in page.items]
        if page.next_cursor is None:
            return found
        asked = asked.model_copy(update={"cursor": page.next_cursor})


def asking(**asked: Any) -> list[str]:
    return ids(CustomerQuery(**asked))


def test_every_combination_of_filters_and_words_answers_right_page_by_page(people: list[Customer]) -> None:
    for q, status, area, plan in itertools.product(
        ["", "budi", "bud mel", "siti perkasa"], [None, *STATUSES], [None, *AREAS], [None, *PLANS]
    ):
        wanted = [
            one.id
            for one in people
            if (status == one.status if status else not one.archived)
            and area in (None, one.area_id)
            and plan in (None, *one.plan_ids)
            and all(token in one.t for token in q.split())
        ]
        assert asking(q=q, status=status, area_id=area, plan_id=plan, limit=30) == wanted, (q, status, area, plan)


@pytest.mark.parametrize(
    ("q", "numbers"),
    [
        ("PLG-00012", [12]),
        ("plg00012", [12]),
        ("00012", [12]),
        ("user00012@sambung", [12]),
        ("sambung user00012", [12]),
        ("081200000012", [12]),
        ("+62 812-0000-0012", [12]),
        ("raharjo melati 4", [4, 40, 44, 48]),
        ("melati raharjo 44", [44]),
        ("!?", []),
        ("\U0001f600", []),
        ("x", []),
        ("nobody", []),
    ],
)
def test_a_customer_is_found_by(people: list[Customer], q: str, numbers: list[int]) -> None:
    assert asking(q=q) == [f"PLG-{number:05d}" for number in numbers]


def test_a_phone_is_found_from_its_first_digits_on(people: list[Customer]) -> None:
    assert len(asking(q="0812")) == PEOPLE - 1
    assert asking(q="0812000000") == [f"PLG-{number:05d}" for number in range(1, 100)]


def test_a_word_longer_than_a_token_is_still_told_from_its_like(people: list[Customer]) -> None:
    assert {int(number[4:]) % 4 for number in asking(q="perkasanya", limit=10)} == {3}
    assert len(asking(q="perkasan", limit=10)) == PEOPLE // 4


def test_few_documents_are_read_whatever_is_asked(people: list[Customer], monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0
    stored = type(customers)._stored

    def counting(self: Any, snapshot: Any) -> Any:
        nonlocal read
        read += 1
        return stored(self, snapshot)

    monkeypatch.setattr(type(customers), "_stored", counting)
    for q in ("", "b", "budi", "perkasanyaa", "0812000000", "melati jl 1"):
        read = 0
        list_customers(CustomerQuery(q=q, limit=5))
        assert read <= PAGES_AT_MOST * 6 + 1, q
