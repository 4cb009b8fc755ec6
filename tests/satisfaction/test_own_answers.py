"""A customer answers three questions, on the site and on WhatsApp: once, and the owner sees it of 100."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from shared.complaints.models import Complaint
from shared.complaints.repository import complaints
from shared.complaints.sla import SlaClock
from shared.core import clock
from shared.core.errors import Invalid, NotFound
from shared.core.firestore import Commit
from shared.customers.models import Customer
from shared.messaging.contacts import contact_id_of
from shared.messaging.models import Contact
from shared.messaging.repository import contacts
from shared.reports.read_satisfaction import read_satisfaction
from shared.satisfaction.models import MyAnswers, NoAnswers
from shared.satisfaction.my_satisfaction import answer_nothing, answer_questions, my_satisfaction
from shared.satisfaction.repository import satisfaction
from tests.cast import NOW, customer
from tests.conversations.conftest import Chat, Isp, isp, text_of

__all__ = ["isp"]
QUARTER = "PLG-00001_2026-Q4"
TICKET = "TKT-2611-0042"


@pytest.fixture
def asih(isp: Isp, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """With us for long; time goes by between any two questions for it."""
    seconds = count()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(milliseconds=next(seconds)))
    return isp.joins(1, "Asih Lestari", created_at=NOW - timedelta(days=200))


def closed(owner: Customer, **more: Any) -> None:
    at = NOW - timedelta(minutes=5)
    told: dict[str, Any] = {
        "id": TICKET, "customer_id": owner.id, "customer_name": owner.name, "category": "no_connection",
        "priority": "normal", "source": "whatsapp", "sla": SlaClock(allowed_s=3600), "status": "closed",
        "is_open": False, "resolved_at": at, "closed_at": at, "created_at": at, "updated_at": at, "shard": owner.shard,
    }  # fmt: skip
    commit = Commit()
    commit.put(complaints, Complaint(**{**told, **more}))
    commit.commit()


def answers(about: str = QUARTER, **more: Any) -> MyAnswers:
    return MyAnswers(**{"about": about, "channel": "mobile", "service": 5, "speed": 4, "ease": 3, **more})


def rating() -> int | None:
    stored = complaints.get(TICKET)
    assert stored
    return stored.value.rating


def test_the_quarter_is_asked_once_and_counts_once(asih: Customer) -> None:
    assert my_satisfaction(asih).about == QUARTER
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: answer_questions(asih, answers()), range(4)))
    answer_questions(asih, answers(service=1, speed=1, ease=1))
    assert my_satisfaction(asih).about is None
    view = read_satisfaction(None)
    assert (view.answers, view.index, view.word) == (1, 80.0, "Puas")
    assert [(one.channel, one.answers, one.index) for one in view.by_channel] == [
        ("web", 0, None), ("mobile", 1, 80.0), ("whatsapp", 0, None),
    ]  # fmt: skip
    assert [(one.question, one.index) for one in view.by_question] == [("service", 100), ("speed", 80), ("ease", 60)]
    assert [(one.month, one.answers) for one in view.months][-2:] == [("2026-10", 0), ("2026-11", 1)]


def test_who_would_rather_not_is_left_in_peace(asih: Customer) -> None:
    answer_nothing(asih, NoAnswers(about=QUARTER))
    answer_nothing(asih, NoAnswers(about=QUARTER))
    assert my_satisfaction(asih).about is None
    assert read_satisfaction(None).answers == 0


def test_of_a_quarter_all_three_are_answered(asih: Customer) -> None:
    with pytest.raises(Invalid):
        answer_questions(asih, answers(ease=None))


def test_the_first_answer_about_a_complaint_is_its_rating(asih: Customer) -> None:
    closed(asih)
    for _ in range(2):
        answer_questions(asih, answers(TICKET, text="cepat"))
    assert rating() == 5
    assert read_satisfaction(None).answers == 1
    assert my_satisfaction(asih).about is None


def test_a_rating_alone_is_no_answer_to_three_questions(asih: Customer) -> None:
    closed(asih)
    answer_questions(asih, answers(TICKET, speed=None))
    assert rating() == 5
    assert read_satisfaction(None).answers == 0


@pytest.mark.parametrize("about", ["TKT-2611-0042", "PLG-00002_2026-Q4", "PLG-00001_2026-Q3", "x"])
def test_of_others_and_other_quarters_nothing_is_taken(asih: Customer, about: str) -> None:
    closed(customer(2))
    with pytest.raises(NotFound):
        answer_questions(asih, answers(about))
    with pytest.raises(NotFound):
        answer_nothing(asih, NoAnswers(about=about))


def test_the_rating_on_whatsapp_leads_to_the_other_two(asih: Customer) -> None:
    closed(asih)
    chat = Chat()
    chat.says("sangat puas")
    assert rating() == 5
    chat.taps("Puas")
    assert "membantu" in text_of(chat.taps("Cukup"))
    [kept] = satisfaction.find()
    told = kept.value
    assert (told.id, told.channel, told.service, told.speed, told.ease) == (TICKET, "whatsapp", 5, 4, 3)


def test_a_thank_you_is_asked_of_the_quarter_once(asih: Customer) -> None:
    chat = Chat()
    assert "tiga hal" in text_of(chat.says("makasih min"))
    chat.taps("Lewati")
    assert "tiga hal" not in text_of(chat.says("makasih ya"))
    assert my_satisfaction(asih).about is None


def test_a_new_quarter_asks_anew(asih: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_questions(asih, answers())
    later: datetime = NOW + timedelta(days=60)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert my_satisfaction(asih).about == "PLG-00001_2027-Q1"


def test_who_wants_no_news_is_not_asked_on_whatsapp(asih: Customer) -> None:
    phone = str(asih.phone)
    commit = Commit()
    commit.put(contacts, Contact(id=contact_id_of(phone), phone=phone, no_broadcasts=True, created_at=NOW))
    commit.commit()
    assert "tiga hal" not in text_of(Chat(phone=phone).says("makasih min"))


def test_a_complaint_that_is_open_leaves_the_quarter_for_later(asih: Customer) -> None:
    closed(asih, status="assigned", is_open=True, closed_at=None, resolved_at=None)
    assert "tiga hal" not in text_of(Chat().says("makasih min"))
