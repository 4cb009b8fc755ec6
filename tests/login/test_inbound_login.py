"""Without a template for codes it goes the other way round: the customer's own message is the proof."""

import re
from typing import Any

import pytest

from shared.conversations import answer as answering
from shared.conversations.answer import answer
from shared.core.firestore import Commit
from shared.messaging.contacts import contact_id_of
from shared.messaging.models import MessagingRules
from shared.messaging.repository import forget_rules, messaging_settings
from shared.messaging.whatsapp_webhook import take_in
from shared.settings.models import Company
from shared.settings.repository import company_settings
from tests.cast import customer
from tests.login.conftest import Portal, keep, messages_to

BUDI = customer(1)
PHONE, DIGITS = str(BUDI.phone), str(BUDI.phone)[1:]


@pytest.fixture
def asked(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> str:
    """Budi's browser has asked, and shows this text."""
    monkeypatch.setattr(answering, "mark_read", lambda *_, **__: None)
    commit = Commit()
    commit.put(messaging_settings, MessagingRules(login="inbound"))
    commit.put(company_settings, Company(phone="0812-3000-0001"))
    commit.commit()
    forget_rules()
    keep(BUDI)
    return shown(portal.request(PHONE, asker="budis-browser").get_json())


def shown(told: dict[str, Any]) -> str:
    assert (told["way"], told["to"]) == ("inbound", "+6281230000001")
    assert re.fullmatch(r"MASUK \d{6}", told["text"])
    return str(told["text"])


def writes(sender: str, text: str) -> None:
    told = {"id": f"wamid.{sender}.{text}", "from": sender, "timestamp": "1790000000", "type": "text"}
    message = {**told, "text": {"body": text}}
    take_in({"entry": [{"changes": [{"field": "messages", "value": {"messages": [message]}}]}]})
    answer(contact_id_of(f"+{sender}"))


def outcome(portal: Portal, asker: str = "budis-browser", phone: str = PHONE) -> str:
    answer = portal.confirm(phone, None, asker=asker)
    return "in" if answer.status_code == 200 else str(answer.get_json()["code"])


@pytest.mark.parametrize("form", ["{}", " {} ", "*{}*", "“{}”.", "{}\n"])
def test_the_message_lets_in_the_browser_that_shows_it_once(portal: Portal, asked: str, form: str) -> None:
    assert outcome(portal) == "not_heard_yet"
    writes(DIGITS, form.format(asked.lower()))
    assert outcome(portal, asker="another-browser") == "code_over"
    assert outcome(portal) == "in"
    assert outcome(portal) == "code_over"
    assert [message.purpose for message in messages_to(PHONE)] == ["answer"]


@pytest.mark.parametrize("sender", ["6281200000002", "62812999"])
def test_the_message_of_another_phone_proves_nothing(portal: Portal, asked: str, sender: str) -> None:
    writes(sender, asked)
    assert outcome(portal) == "not_heard_yet"


@pytest.mark.parametrize("text", ["MASUK", "MASUK 12345", "halo MASUK 123456 ya", "internet mati", "MASUK 1234567"])
def test_other_words_prove_nothing(portal: Portal, asked: str, text: str) -> None:
    writes(DIGITS, text)
    assert outcome(portal) == "not_heard_yet"


def test_who_asks_for_somebody_elses_phone_is_not_let_in_by_the_owners_message(portal: Portal, asked: str) -> None:
    strangers = shown(portal.request(PHONE, asker="strangers-browser", address="198.51.100.3").get_json())
    writes(DIGITS, asked)
    assert outcome(portal, "strangers-browser") == ("not_heard_yet" if strangers != asked else "in")
    assert outcome(portal) == "in"


def test_the_six_digits_on_the_screen_are_no_code(portal: Portal, asked: str) -> None:
    answer = portal.confirm(PHONE, asked[-6:], asker="budis-browser")
    assert answer.get_json()["code"] == "code_over"


def test_a_stranger_who_proves_a_phone_learns_that_it_is_nobodys(portal: Portal, asked: str) -> None:
    phone = "+6281377700001"
    text = shown(portal.request(phone, asker="strangers-browser").get_json())
    assert outcome(portal, "strangers-browser", phone) == "not_heard_yet"
    writes(phone[1:], text)
    assert outcome(portal, "strangers-browser", phone) == "no_customer"
