"""A provider in memory: people write to it, its answers are read from the outbox; the rest is as it runs."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from shared.billing.models import Invoice, InvoiceLine
from shared.billing.repository import invoices
from shared.conversations import answer as answering
from shared.conversations import take_pictures
from shared.conversations.answer import answer
from shared.conversations.models import Conversation
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import Customer, Subscription
from shared.customers.repository import customers, plans, subscriptions
from shared.messaging.contacts import contact_id_of
from shared.messaging.keep_inbound import Arrival, keep_inbound
from shared.messaging.models import InboundEvent, Message, Said, SaidMedia, SaidPlace
from shared.messaging.repository import inbound, messages
from shared.settings.models import BankAccount, Company
from shared.settings.repository import company_settings
from tests.cast import RUMAH_20, customer, picture, subscribed
from tests.conftest import Enqueued

HOUSE = SaidPlace(latitude=-7.01, longitude=110.41)
LINE = "PLG-00001-1"


@dataclass
class Chat:
    """One person's phone."""

    phone: str | None = "+6281200000001"
    bsuid: str | None = None
    sent: Iterator[int] = field(default_factory=lambda: count(1))
    read: int = 0
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def contact_id(self) -> str:
        return contact_id_of(self.phone or self.bsuid or "")

    def says(self, *said: str | Said, at: datetime | None = None) -> list[Message]:
        """Bubbles that wait together, and what we say to them."""
        for one in said:
            self.arrives(one, at=at)
        answer(self.contact_id)
        return self.news()

    def arrives(self, said: str | Said, *, at: datetime | None = None, number: int | None = None) -> str:
        """A bubble that nobody answers yet; its event's id."""
        number = number or next(self.sent)
        one = Said(kind="text", text=said) if isinstance(said, str) else said
        event_id = f"{self.phone or self.bsuid}.{number}"
        keep_inbound(
            Arrival(
                provider="whatsapp_cloud",
                event_id=event_id,
                kind="messages",
                raw=json.dumps({"id": event_id}),
                phone=self.phone,
                bsuid=self.bsuid,
                name="Asih",
                said=one,
                said_at=at or clock.now() - timedelta(hours=1) + timedelta(seconds=number),
                provider_id=f"wamid.{event_id}",
                opens_window=one.kind != "echo",
            )
        )
        return f"whatsapp_cloud_{event_id}"

    def news(self) -> list[Message]:
        """What was put into the outbox for them since they last looked."""
        to = ("to", "==", self.phone or self.bsuid)
        all_ = sorted((stored.value for stored in messages.find(to)), key=lambda one: (one.created_at, one.id))
        new = all_[self.read :]
        self.read = len(all_)
        return new

    def taps(self, title: str) -> list[Message]:
        """The button or row of this title in the latest message that has it."""
        to = ("to", "==", self.phone or self.bsuid)
        for message in sorted((one.value for one in messages.find(to)), key=lambda one: one.created_at, reverse=True):
            for choice in (*message.content.buttons, *message.content.rows) if message.content else ():
                if choice.title == title:
                    return self.says(Said(kind="choice", choice=choice.id, text=title))
        raise AssertionError(f"nothing says {title}")

    @property
    def talk(self) -> Conversation:
        stored = conversations.get(self.contact_id)
        assert stored
        return stored.value

    def events(self) -> list[InboundEvent]:
        return [stored.value for stored in inbound.find(("contact_id", "==", self.contact_id))]


def photo(text: str = "", data: bytes | None = None) -> Said:
    """A photo; its bytes are its media id where they are asked for."""
    return Said(kind="image", text=text, media=SaidMedia(id=(data or picture()).hex(), mime_type="image/jpeg"))


def text_of(said: list[Message]) -> str:
    """The words of the one message that came."""
    [one] = said
    assert one.content
    return one.content.text


@dataclass
class Isp:
    """A little provider: Asih has paid, Budi owes, Citra is suspended for it."""

    enqueued: Enqueued
    chats: Callable[..., Chat] = Chat

    def keeps(self, owner: Customer, *lines: Subscription) -> None:
        commit = Commit()
        commit.put(customers, owner)
        for line in lines:
            commit.put(subscriptions, line)
        commit.commit()

    def joins(self, number: int, name: str, **more: Any) -> Customer:
        """A customer with one active line."""
        owner, line = subscribed(customer(number, name, **more), area_id=more.get("area_id"))
        self.keeps(owner, line)
        return owner

    def bills(self, owner: Customer, due_on: date | None = None, **more: Any) -> Invoice:
        """An open bill of Rp165.000, due in a week if not said."""
        today = clock.today()
        bill = Invoice(**{
            "id": f"{owner.id}-1_2026-11", "number": f"INV-202611-{owner.id[4:]}-1", "kind": "period",
            "customer_id": owner.id, "customer_name": owner.name, "subscription_id": f"{owner.id}-1",
            "plan_name": RUMAH_20.name, "period": "2026-11", "billed_on": today, "issued_on": today,
            "issued_at": clock.now(), "due_on": due_on or today + timedelta(days=7), "total": 165_000,
            "lines": [InvoiceLine(kind="plan", description=RUMAH_20.name, detail="November", amount=165_000)],
            "status": "open", "shard": owner.shard, **more,
        })  # fmt: skip
        commit = Commit()
        stored = customers.get(owner.id)
        assert stored
        commit.put(invoices, bill)
        commit.put(customers, stored.value.model_copy(update={"balance": stored.value.balance + bill.total}))
        commit.commit()
        return bill

    def suspends(self, owner: Customer, why: str = "arrears") -> None:
        stored = subscriptions.get(f"{owner.id}-1")
        assert stored
        commit = Commit()
        cut = {"status": "suspended", "suspended_for": why, "service_allowed": False}
        commit.update(subscriptions, stored, stored.value.model_copy(update=cut))
        commit.commit()


@pytest.fixture
def isp(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Isp:
    """Pictures are the bytes their id spells, files lie in a dict; nobody is told that we have read."""
    files: dict[str, bytes] = {}

    def put(name: str, data: bytes, _media_type: str) -> None:
        files[name] = data

    monkeypatch.setattr("shared.complaints.keep_photo.put_file", put)
    monkeypatch.setattr(take_pictures, "put_file", put)
    monkeypatch.setattr(take_pictures, "get_file", files.get)
    monkeypatch.setattr(take_pictures, "remove_file", lambda name: files.pop(name, None))
    monkeypatch.setattr(take_pictures, "fetch_media", lambda event: bytes.fromhex(event.said.media.id))
    monkeypatch.setattr(answering, "mark_read", lambda *_, **__: None)
    commit = Commit()
    commit.put(plans, RUMAH_20)
    commit.put(
        company_settings,
        Company(name="Kamil Net", banks=[BankAccount(bank="BCA", number="1234567890", holder="Kamil Net")]),
    )
    commit.commit()
    stood = Isp(enqueued)
    stood.files = files  # type: ignore[attr-defined]
    return stood
