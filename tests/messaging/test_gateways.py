"""GOWA's and Fonnte's webhooks are the same events; what they cannot carry is said in another way."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask

from shared.core import clock, config
from shared.core.firestore import Commit
from shared.messaging.apply_receipt import apply_receipt
from shared.messaging.contacts import contact_id_of
from shared.messaging.gateway_webhook import take_in
from shared.messaging.models import Choice, Content, InboundEvent, MessagingRules, Receipt
from shared.messaging.numbered_menu import as_choice
from shared.messaging.read_fonnte import read_fonnte
from shared.messaging.read_gowa import read_gowa
from shared.messaging.read_health import forecast_now, read_health
from shared.messaging.release_messages import release_messages
from shared.messaging.repository import contacts, forget_rules, inbound, messages, messaging_settings, receipts
from shared.messaging.said import Said, SaidMedia
from shared.messaging.send_message import send_message
from shared.messaging.whatsapp_webhook import whatsapp_webhook
from tests.conftest import Enqueued
from tests.messaging.inbound_stand import BUDI
from tests.messaging.test_send_message import keep, state

JID = "6281200000001@s.whatsapp.net"
SECRET, SIGNS = "a-path-secret", "signs-with"
MENU = [Choice(id="bill", title="Cek tagihan"), Choice(id="trouble", title="Lapor gangguan")]


def gowa(event: str = "message", **payload: Any) -> dict[str, Any]:
    about = {"id": "3EB0", "chat_id": JID, "from": JID, "timestamp": "2026-11-23T10:00:00+07:00"}
    return {"event": event, "device_id": "d", "payload": {**about, **payload}}


def fonnte(**told: Any) -> dict[str, Any]:
    about = {"device": "62811", "sender": "6281200000001", "name": "Budi", "timestamp": 1_795_400_000}
    return {**about, "message": "tagihan", "inboxid": 7, **told}


def said_by(told: list[Any]) -> Said | None:
    [arrival] = told
    said: Said | None = arrival.said
    return said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (gowa(body="halo", replied_to_id="3EA"), Said(kind="text", text="halo", quotes="3EA")),
        (gowa(image="statics/media/a.jpeg"), Said(kind="image", media=SaidMedia(url="statics/media/a.jpeg"))),
        (
            gowa(body="modem", image={"path": "statics/a.jpeg", "caption": "modem"}),
            Said(kind="image", text="modem", media=SaidMedia(url="statics/a.jpeg")),
        ),
        (
            gowa(document={"url": "https://mmg.whatsapp.net/x", "filename": "b.pdf"}),
            Said(kind="document", media=SaidMedia(url="https://mmg.whatsapp.net/x", filename="b.pdf")),
        ),
        (
            gowa("message.reaction", reaction="👍", reacted_message_id="3EA"),
            Said(kind="reaction", text="👍", quotes="3EA"),
        ),
        (gowa("message.revoked", revoked_message_id="3EA"), Said(kind="revoked", about="3EA")),
        (gowa("message.edited", original_message_id="3EA", body="baru"), Said(kind="edited", text="baru", about="3EA")),
        (
            gowa(contact={"displayName": "Eko", "vcard": "BEGIN:VCARD\nTEL;type=Mobile:+62 812\nEND:VCARD"}),
            Said(kind="contacts", text="Eko", answers={"phones": ["+62 812"]}),
        ),
        (gowa(), Said(kind="unsupported")),
        (gowa("call.offer", call_id="c"), None),
    ],
)
def test_gowa_tells(told: dict[str, Any], said: Said | None) -> None:
    assert said_by(read_gowa(told)) == said


@pytest.mark.parametrize(
    "told",
    [
        gowa(body="x", is_from_me=True),
        gowa(body="x", chat_id="120363@g.us"),
        gowa("message.ack", ids=["1"], receipt_type="read", chat_id="120363@g.us"),
        gowa("newsletter.message", newsletter_id="1@newsletter"),
    ],
)
def test_gowa_s_own_messages_and_groups_are_nobody_s(told: dict[str, Any]) -> None:
    assert read_gowa(told) == []


def test_a_hidden_number_is_known_by_its_lid() -> None:
    [hidden] = read_gowa(gowa(**{"from": "2515@lid", "chat_id": "2515@lid", "body": "x"}))
    [both] = read_gowa(gowa(from_lid="2515@lid", body="x", **{"from": "6281200000001:12@s.whatsapp.net"}))
    assert (hidden.phone, hidden.bsuid) == (None, "ZZ.2515")  # type: ignore[union-attr]
    assert (both.phone, both.bsuid) == (BUDI, "ZZ.2515")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (fonnte(), Said(kind="text", text="tagihan")),
        (
            fonnte(message="non-text message", url="https://md.fonnte.com/a.jpg", extension="jpg", filename="a"),
            Said(kind="image", media=SaidMedia(url="https://md.fonnte.com/a.jpg", filename="a")),
        ),
        (fonnte(message="non-text message"), Said(kind="unsupported")),
    ],
)
def test_fonnte_tells(told: dict[str, Any], said: Said | None) -> None:
    assert said_by(read_fonnte(told)) == said


def test_fonnte_s_own_messages_and_groups_are_nobody_s() -> None:
    assert read_fonnte(fonnte(sender="120363@g.us")) == []
    assert read_fonnte(fonnte(sender="62811")) == []


@pytest.mark.usefixtures("db", "enqueued")
@pytest.mark.parametrize("inboxid", [None, 0, 7])
def test_fonnte_s_repeats_are_one_event_also_without_an_id(inboxid: int | None) -> None:
    for text in ("tagihan", "tagihan", "bayar" if inboxid != 7 else "tagihan"):
        take_in("fonnte", fonnte(inboxid=inboxid, message=text))
    assert inbound.count() == (1 if inboxid else 2)


@pytest.mark.usefixtures("db")
def test_gowa_s_repeats_are_one_event_and_ask_for_its_answer(enqueued: Enqueued) -> None:
    for _ in range(2):
        take_in("gowa", gowa(body="halo"))
    assert inbound.count() == 1
    assert {task.contact_id for task in enqueued.take("converse")} == {contact_id_of(BUDI)}


@pytest.mark.usefixtures("db", "enqueued")
@pytest.mark.parametrize("broken", [{}, {"event": "message"}, {"event": "message.ack", "payload": {}}])
def test_what_cannot_be_read_is_kept(broken: dict[str, Any]) -> None:
    take_in("gowa", broken)
    take_in("fonnte", broken)
    assert [stored.value.kind for stored in inbound.find()] == ["unreadable"] * 2


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch, db: None, enqueued: Enqueued) -> None:
    monkeypatch.setenv("GATEWAY_PATH_SECRET", SECRET)
    monkeypatch.setenv("GOWA_WEBHOOK_SECRET", SIGNS)
    config.settings.cache_clear()


def posted(path: str, body: dict[str, Any], signed_with: str | None = None) -> int:
    raw = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    if signed_with:
        signature = hmac.new(signed_with.encode(), raw, hashlib.sha256).hexdigest()
        headers["X-Hub-Signature-256"] = f"sha256={signature}"
    app = Flask("test")
    with app.test_request_context(path, method="POST", data=raw, headers=headers):
        from flask import request

        return whatsapp_webhook(request).status_code


@pytest.mark.usefixtures("secrets")
def test_a_gateway_comes_in_by_its_secret_address_alone_and_gowa_signs_too(monkeypatch: pytest.MonkeyPatch) -> None:
    door = f"/webhooks/whatsapp/gowa/{SECRET}"
    assert posted(door, gowa(body="halo"), SIGNS) == 200
    assert posted(door, gowa(body="halo"), "another") == 403
    assert posted(door, gowa(body="halo")) == 403
    assert posted("/webhooks/whatsapp/gowa/guess", gowa(body="halo"), SIGNS) == 403
    assert posted(f"/webhooks/whatsapp/fonnte/{SECRET}", fonnte()) == 200
    assert posted("/webhooks/whatsapp/fonnte/guess", fonnte()) == 403
    assert inbound.count() == 2
    for secret in ("", "-"):  # an address that was never set is nobody's
        monkeypatch.setenv("GATEWAY_PATH_SECRET", secret)
        config.settings.cache_clear()
        assert posted(f"/webhooks/whatsapp/fonnte/{secret or 'x'}", fonnte()) == 403


@pytest.mark.usefixtures("secrets")
def test_gowa_s_well_known_secret_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOWA_WEBHOOK_SECRET", "secret")
    config.settings.cache_clear()
    assert posted(f"/webhooks/whatsapp/gowa/{SECRET}", gowa(body="halo"), "secret") == 403


class Gateway:
    """What the chosen provider was told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def __call__(self, message: Any) -> str:
        self.told.append(message)
        return f"g{len(self.told)}"


def choose(name: str, monkeypatch: pytest.MonkeyPatch, **rules: Any) -> Gateway:
    from shared.messaging import providers

    gateway = Gateway()
    one = providers.PROVIDERS[name]
    monkeypatch.setitem(providers.PROVIDERS, name, replace(one, send_free=gateway))
    commit = Commit()
    values = {"provider": name, "quiet_from": None, "quiet_until": None, **rules}
    commit.put(messaging_settings, MessagingRules.model_validate(values))
    commit.commit()
    forget_rules()
    return gateway


@pytest.fixture
def chosen(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    return choose("gowa", monkeypatch)


def test_without_templates_their_words_go_as_text_at_any_hour_after_theirs(chosen: Gateway) -> None:
    keep(button_values={"0": "tok"})
    send_message("x.issued")
    [told] = chosen.told
    assert (state().form, state().provider, state().provider_id) == ("free", "gowa", "g1")
    assert told.link == ("Lihat tagihan", "http://localhost:8080/t/tok")


def offer(name: str, choices: list[Choice] | None) -> None:
    content = Content(text="Pilih", rows=choices or [], rows_button="Menu")
    keep(name, template="", content=content, to=BUDI, lane="now", priority=2)
    send_message(f"{name}.issued")


def heard(name: str) -> InboundEvent:
    stored = inbound.get(f"gowa_{name}")
    assert stored is not None
    return stored.value


def test_a_digit_stands_for_the_choice_that_was_offered_last(chosen: Gateway) -> None:
    offer("menu", MENU)
    take_in("gowa", gowa(id="a", body="2"))
    assert heard("a").said == Said(kind="choice", text="Lapor gangguan", choice="trouble")
    keep("bill", to=BUDI)
    send_message("bill.issued")  # a bill between menu and answer changes nothing
    take_in("gowa", gowa(id="b", body=" 1. "))
    assert heard("b").said == Said(kind="choice", text="Cek tagihan", choice="bill")
    offer("question", None)
    take_in("gowa", gowa(id="c", body="2"))
    assert heard("c").said == Said(kind="text", text="2")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("1", "bill"), ("2.", "trouble"), ("no 2", "trouble"), ("3", ""), ("0", ""), ("12", ""), ("2 hari", ""), ("", "")],
)
def test_a_number_is_a_choice_only_where_there_was_one(text: str, chosen: str) -> None:
    assert as_choice(Said(kind="text", text=text), MENU).choice == chosen


def receipt(status: Any, provider_id: str = "g1", state_id: str = "", name: str = "gowa") -> None:
    apply_receipt(
        Receipt(
            message_id=None,
            provider=name,
            provider_id=provider_id,
            state_id=state_id,
            status=status,
            at=clock.now(),
        )
    )


def test_a_receipt_finds_its_message_by_the_gateway_s_id(chosen: Gateway) -> None:
    keep()
    send_message("x.issued")
    for told in read_gowa(gowa("message.ack", ids=["g1", "other"], receipt_type="read")):
        apply_receipt(told)  # type: ignore[arg-type]
    assert state().status == "read"


def test_a_receipt_before_the_send_is_recorded_is_joined_to_it(chosen: Gateway) -> None:
    keep()
    receipt("delivered")
    assert receipts.count() == 1
    send_message("x.issued")
    assert state().status == "delivered"


@pytest.mark.parametrize("state_first", [True, False])
def test_fonnte_s_later_states_are_told_by_another_id(
    db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch, state_first: bool
) -> None:
    choose("fonnte", monkeypatch)
    keep()
    send_message("x.issued")
    tells: list[dict[str, Any]] = [
        {"device": "62811", "id": "g1", "stateid": "S1", "status": "sent", "state": "sent"},
        {"device": "62811", "stateid": "S1", "state": "read"},
    ]
    for told in reversed(tells) if state_first else tells:
        take_in("fonnte", told)
    assert state().status == "read"


def test_fonnte_s_refusal_afterwards_is_a_failure(
    db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose("fonnte", monkeypatch)
    keep()
    send_message("x.issued")
    take_in("fonnte", {"device": "62811", "id": "g1", "status": "invalid"})
    assert state().status == "failed"


def test_bills_go_one_by_one_at_an_uneven_pace_and_so_many_a_day(
    db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose("gowa", monkeypatch, gateway_daily_messages=20, gateway_pace_s=60)
    asked: list[Any] = []
    monkeypatch.setattr(
        "shared.messaging.release_messages.enqueue",
        lambda queue, function, body, at: asked.append(at),
    )
    for number in range(30):
        keep(f"m{number}", to=f"+62812000000{number:02}")
    release_messages()
    gaps = [later - sooner for sooner, later in pairwise(asked[:-1])]
    assert len(enqueued.take("send_message")) == 1
    assert len(asked) == 19  # eighteen more of the day's share, and the release of what is left
    assert all(timedelta(seconds=30) <= gap <= timedelta(seconds=90) for gap in gaps)
    assert len({round(gap.total_seconds(), 3) for gap in gaps}) > 10
    assert (read_health().recipients_limit, read_health().recipients_used) == (20, 19)
    forecast = forecast_now(38)
    assert ([day.count for day in forecast.per_day], forecast.seconds, forecast.cost) == ([19, 19], 38 * 60, 0)
    waiting = messages.find(("status", "==", "queued"))
    assert len(waiting) == 11
    assert all(one.value.send_after > clock.now() + timedelta(hours=20) for one in waiting)
    [released] = messages.find(("status", "==", "released"), limit=1)
    assert contacts.count() == 0
    assert released.value.released_at is not None
