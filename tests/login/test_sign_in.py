"""A customer signs in with a code, through the real Firestore."""

import json
from datetime import timedelta

import pytest

from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.repository import customers
from shared.login.digests import phone_key
from shared.login.repository import phone_logins
from shared.messaging.models import MessagingRules, SendTask
from shared.messaging.repository import forget_rules, messages, messaging_settings
from tests.cast import customer
from tests.conftest import Enqueued
from tests.login.conftest import HERE, Portal, codes_to, keep, messages_to, tries_of, wrong_for

BUDI = customer(1)
PHONE = str(BUDI.phone)
STRANGER = "+6281377700001"


def later(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    """Our clock and the real one, so much later."""
    real = clock.real() + timedelta(minutes=minutes)
    monkeypatch.setattr("shared.core.clock.real", lambda: real)


def test_the_code_of_the_phone_opens_a_session_of_its_customer(portal: Portal, enqueued: Enqueued) -> None:
    keep(BUDI)
    answer = portal.request("0812-0000-0001")
    assert (answer.status_code, answer.get_json()["way"]) == (202, "code")
    (message,) = messages_to(PHONE)
    assert (message.template, message.purpose, message.lane, message.priority) == ("kode_masuk", "code", "now", 1)
    assert enqueued.take("send_message") == [SendTask(message_id=message.id)]
    (code,) = codes_to(PHONE)
    assert len(code) == 6
    assert code.isdigit()
    answer = portal.confirm("0812 0000 0001", f"{code[:3]} {code[3:]}")
    assert answer.status_code == 200
    session = answer.get_json()
    assert session["expires_in"] == 3600
    assert json.loads(session["id_token"])["customer_id"] == "PLG-00001"
    assert portal.get("/api/me", session["id_token"]).get_json()["name"] == "Budi Raharjo"


def test_a_code_works_once(portal: Portal) -> None:
    keep(BUDI)
    portal.request(PHONE)
    (code,) = codes_to(PHONE)
    assert portal.confirm(PHONE, code).status_code == 200
    again = portal.confirm(PHONE, code)
    assert (again.status_code, again.get_json()["code"]) == (401, "code_over")


def test_the_fifth_try_counts_and_the_sixth_is_not_compared(portal: Portal) -> None:
    keep(BUDI)
    portal.request(PHONE)
    for _ in range(4):
        assert portal.confirm(PHONE, wrong_for(PHONE)).get_json()["code"] == "wrong_code"
    assert portal.confirm(PHONE, codes_to(PHONE)[0]).status_code == 200
    portal.request(PHONE)
    for _ in range(5):
        assert portal.confirm(PHONE, wrong_for(PHONE)).get_json()["code"] == "wrong_code"
    assert portal.confirm(PHONE, codes_to(PHONE)[1]).get_json()["code"] == "code_over"


def test_a_new_code_takes_the_place_of_the_one_before(portal: Portal) -> None:
    keep(BUDI)
    portal.request(PHONE)
    portal.request(PHONE)
    old, new = codes_to(PHONE)
    assert portal.confirm(PHONE, old).status_code == (200 if old == new else 401)
    assert portal.confirm(PHONE, new).status_code == (401 if old == new else 200)


def test_a_code_is_good_for_five_minutes(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(BUDI)
    portal.request(PHONE)
    (code,) = codes_to(PHONE)
    later(monkeypatch, 5.01)
    assert portal.confirm(PHONE, code).get_json()["code"] == "code_over"
    assert tries_of(PHONE) == [0]


def test_the_fourth_request_of_an_hour_is_answered_as_ever_and_sends_nothing(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(BUDI)
    answers = [portal.request(PHONE) for _ in range(4)]
    assert {(answer.status_code, answer.text) for answer in answers} == {(202, answers[0].text)}
    assert len(messages_to(PHONE)) == 3
    later(monkeypatch, 60)
    portal.request(PHONE)
    assert len(messages_to(PHONE)) == 4


def test_a_strangers_phone_is_answered_alike_and_gets_nothing(portal: Portal, enqueued: Enqueued) -> None:
    keep(BUDI, customer(2, "Asih Lestari", phone="+6281200000002", archived=True, status="archived"))
    known = portal.request(PHONE)
    tasks = len(enqueued.take("send_message"))
    for phone in (STRANGER, "+6281200000002"):
        answer = portal.request(phone)
        assert (answer.status_code, answer.text) == (known.status_code, known.text)
        assert dict(answer.headers) == dict(known.headers)
        assert len(enqueued.take("send_message")) == tasks, "the same work, so the same time"
        assert messages_to(phone) == []
        answers = [portal.confirm(phone, "123456").get_json()["code"] for _ in range(6)]
        assert answers == ["wrong_code"] * 5 + ["code_over"]


def test_what_is_kept_gives_neither_phone_nor_code_away(portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    keep(BUDI)
    portal.request(PHONE, asker="a-browsers-secret")
    (code,) = codes_to(PHONE)
    portal.confirm(PHONE, wrong_for(PHONE))
    portal.confirm(PHONE, code)
    (stored,) = phone_logins.find()
    (message,) = messages.find()
    logged = capsys.readouterr().out
    assert "login_code_wrong" in logged
    for text in (stored.value.id, str(stored.document), logged):
        for told in (code, PHONE, PHONE[3:], "a-browsers-secret", HERE):
            assert told not in text
    assert code not in str(message.document)


def test_an_address_has_so_many_requests_an_hour(portal: Portal) -> None:
    keep(BUDI)
    commit = Commit()
    commit.put(messaging_settings, MessagingRules(logins_an_hour=2))
    commit.commit()
    forget_rules()
    assert [portal.request(f"+62812000001{n:02d}").status_code for n in range(3)] == [202, 202, 429]
    refused = portal.request(PHONE)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert portal.request(PHONE, address="198.51.100.9").status_code == 202
    assert len(messages_to(PHONE)) == 1


def test_of_several_customers_behind_a_phone_one_is_chosen_once(portal: Portal) -> None:
    citra = customer(3, "Citra Dewanti", phone="+6281200000003", other_phones=[PHONE])
    keep(BUDI, citra, customer(4, "Gone", phone=PHONE, archived=True, status="archived"))
    portal.request(PHONE)
    answer = portal.confirm(PHONE, codes_to(PHONE)[0]).get_json()
    assert answer["choose"] == [
        {"customer_id": "PLG-00001", "name": "Budi Raharjo"},
        {"customer_id": "PLG-00003", "name": "Citra Dewanti"},
    ]
    assert answer["id_token"] is None
    assert portal.choose(answer["ticket"], "PLG-00004").status_code == 404
    assert portal.choose(answer["ticket"][::-1], "PLG-00003").status_code == 401
    session = portal.choose(answer["ticket"], "PLG-00003")
    assert json.loads(session.get_json()["id_token"])["customer_id"] == "PLG-00003"
    assert portal.choose(answer["ticket"], "PLG-00001").get_json()["code"] == "ticket_over"


def test_a_choice_may_take_five_minutes(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(BUDI, customer(3, "Citra Dewanti", phone=PHONE))
    portal.request(PHONE)
    ticket = portal.confirm(PHONE, codes_to(PHONE)[0]).get_json()["ticket"]
    later(monkeypatch, 5.01)
    assert portal.choose(ticket, "PLG-00003").get_json()["code"] == "ticket_over"


def test_a_session_goes_on_until_the_customer_is_archived(portal: Portal) -> None:
    keep(BUDI)
    portal.request(PHONE)
    session = portal.confirm(PHONE, codes_to(PHONE)[0]).get_json()
    given = {"refresh_token": session["refresh_token"]}
    renewed = portal.call("POST", "/api/login/refresh", body=given)
    assert (renewed.status_code, renewed.get_json()["expires_in"]) == (200, 3600)
    keep(BUDI.model_copy(update={"archived": True, "status": "archived"}))
    assert portal.get("/api/me", session["id_token"]).get_json()["code"] == "closed"
    assert portal.call("POST", "/api/login/refresh", body=given).status_code == 403
    assert portal.call("POST", "/api/login/refresh", body={"refresh_token": "x"}).get_json()["code"] == "session_over"


def test_a_number_that_changed_hands_is_out(portal: Portal) -> None:
    keep(BUDI)
    token = portal.sign_in(PHONE)
    keep(BUDI.model_copy(update={"phone": "+6281200000099"}))
    assert portal.get("/api/me", token).get_json()["code"] == "session_over"


def test_the_portal_is_for_customers(portal: Portal) -> None:
    keep(BUDI)
    claims = {"customer_id": "PLG-00001", "phone": phone_key(PHONE)}
    for role in ("owner", "cashier", None):
        token = json.dumps({"uid": "demo", **claims, **({"role": role} if role else {})})
        assert portal.get("/api/me", token).status_code == 403
    assert portal.get("/api/me", "").status_code == 401
    nobody = json.dumps({"uid": "demo", "role": "customer", "customer_id": "", "phone": phone_key(PHONE)})
    assert portal.get("/api/me", nobody).status_code == 403
    assert customers.get("PLG-00001") is not None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"phone": PHONE},
        {"code": "123456"},
        {"phone": "nobody", "code": "123456"},
        {"ticket": "x"},
        {"customer_id": "PLG-00001"},
    ],
)
def test_half_of_what_is_needed_is_sent_back(portal: Portal, given: dict[str, str]) -> None:
    assert portal.call("POST", "/api/login/confirm", body=given).status_code == 422
