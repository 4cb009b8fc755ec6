"""A part of the scripts through answer.py and the real Firestore: the same words, the same states (all in the soak)."""

import os
from datetime import datetime
from typing import Any

import pytest

from shared.billing.models import InvoiceLine
from shared.complaints.repository import complaints
from shared.conversations.answer import answer
from shared.core import clock
from shared.core.firestore import Commit
from shared.core.money import rupiah
from shared.messaging.models import Content, Message, Said
from shared.payments.models import Payment, PaymentRules
from shared.payments.qris import with_checksum
from shared.payments.repository import payment_settings, payments
from shared.settings.models import BillingRules
from shared.settings.repository import billing_settings
from tests.cast import customer, subscribed
from tests.conversations import people
from tests.conversations.conftest import HOUSE, Chat, Isp, photo
from tests.conversations.play import Script, Stage, disagreements, offers_of, scripts, since_last

KNOWN = {
    "asih": "Asih Lestari",
    "budi": "Budi Raharjo",
    "budi_late": "Budi Raharjo",
    "budi_today": "Budi Raharjo",
    "citra": "Citra Dewanti",
    "stranger": "Asih Lestari",
    "hidden": "Asih Lestari",
    "asih_two_lines": "Asih Lestari",
}
PASSING = ("KeepPicture", "PreferBroadcasts", "LinkCustomer", "ProveLogin")
"""Effects after which the facts are as they were."""
QRIS = with_checksum(
    "00020101021126570011ID.DANA.WWW011893600915302259148102090225914810303UMI51440014ID.CO.QRIS.WWW0215ID10200176114730"
    "303UMI5204581253033605802ID5909Kamil Net6008Semarang610550211"
)
SPOKEN = {"voice": "audio", "video": "video", "sticker": "sticker", "contacts": "contacts", "document": "document",
          "unsupported": "unsupported"}  # fmt: skip


def can_be_real(script: Script) -> bool:
    """What changes the facts comes last; pictures that fail and times of ratings are tried elsewhere."""
    told = script.steps
    is_plain = all("broken" not in str(step) and "asked_rating" not in step and "who" not in step for step in told)
    before_last = [effect for step in told[:-1] for effect in step.get("does", [])]
    return script.person in KNOWN and is_plain and set(before_last) <= set(PASSING)


REAL = [name for name, script in scripts().items() if can_be_real(script)]
CHOSEN = REAL if os.environ.get("SOAK") else REAL[::3]


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """It is the day of the scripts, as late as they say."""
    now = [people.NOW]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    return now


def sets_up(isp: Isp, person: str) -> None:
    """The customer as people.py tells of them."""
    owner = customer(1, KNOWN[person])
    owner, line = subscribed(owner)
    if person == "asih_two_lines":
        owner, other = subscribed(owner)
        isp.keeps(owner, line, other)
    isp.keeps(owner, line)
    commit = Commit()
    commit.put(payment_settings, PaymentRules(static_qris=QRIS))
    rules = BillingRules()
    promises = rules.promises.model_copy(update={"days": 14})
    commit.put(billing_settings, rules.model_copy(update={"promises": promises}))
    if person == "asih":
        at = datetime(2026, 11, 2, 3, tzinfo=people.NOW.tzinfo)
        commit.put(payments, Payment(
            id="c_1", number="BYR-1", customer_id=owner.id, customer_name=owner.name, amount=165_000, method="cash",
            allocations=[], credit=0, balance_after=0, paid_at=at, recorded_at=at, recorded_on=at.date(), taken_by="x",
            taken_by_name="x", in_hand=False, shard=0,
        ))  # fmt: skip
    commit.commit()
    if person not in ("asih", "asih_two_lines"):
        due = {"budi_late": people.LATE.due_on, "citra": people.LATE.due_on, "budi_today": people.TODAY}
        plan = InvoiceLine(kind="plan", description="Rumah 20 Mbps", detail="1–30 November 2026", amount=165_000)
        isp.bills(owner, due_on=due.get(person, people.bill().due_on), lines=[plan])
    if person == "citra":
        isp.suspends(owner)


def bubbles(step: dict[str, Any], chat: Chat, shown: Content | None) -> list[Said]:
    """What they do, as the provider tells it."""
    said = step["they"]
    found: list[Said] = []
    for one in said if isinstance(said, list) else [said]:
        acts = one if isinstance(one, dict) else {"text": one}
        text = str(acts.get("text", ""))
        if "tap" in acts:
            ids = {title: option for option, title in offers_of(shown)} if shown else {}
            found.append(Said(kind="choice", choice=ids.get(acts["tap"], acts["tap"]), text=acts["tap"]))
            continue
        pictures = int(acts.get("photo", 0))
        found += [photo(text if number == 0 else "") for number in range(pictures)]
        found += [Said(kind="location", location=HOUSE)] if "place" in acts else []
        found += [Said.model_validate({"kind": SPOKEN[acts["unread"]]})] if "unread" in acts else []
        found += [Said(kind="text", text=text)] if text and not pictures else []
    return found


@pytest.mark.parametrize("name", CHOSEN)
def test_the_conversation_goes_as_written_for_real(isp: Isp, frozen: list[datetime], name: str) -> None:
    script = scripts()[name]
    sets_up(isp, script.person)
    phones: dict[str, Any] = {"stranger": {"phone": "+6281377770001"}, "hidden": {"phone": None, "bsuid": "ID.abc1"}}
    chat = Chat(**phones.get(script.person, {}))
    stage, shown = Stage(script.person), None
    for number, step in enumerate(script.steps, start=1):
        frozen[0] += since_last(step)
        for said in bubbles(step, chat, shown):
            chat.arrives(said, at=clock.now())
        answer(chat.contact_id)
        ours = [one for one in chat.news() if one.purpose == "answer"]
        assert len(ours) <= 1
        shown = ours[0].content if ours else None
        expected = stage.play(step)
        real = expected.__class__(chat.talk.talk, _blank_ticket(ours), expected.effects)
        assert disagreements(step, real) == [], f"step {number}: {step['they']}"
    assert {event.status for event in chat.events()} == {"done"}


def _blank_ticket(ours: list[Message]) -> Content | None:
    """As the scripts write a number that is not known beforehand."""
    if not ours or ours[0].content is None:
        return None
    text = ours[0].content.text
    for stored in complaints.find():
        text = text.replace(stored.value.id, "{ticket}")
    return ours[0].content.model_copy(update={"text": text})


def test_a_good_part_is_tried() -> None:
    assert len(REAL) >= 60
    assert len(CHOSEN) >= 20
    assert rupiah(165_000) in "".join(str(step) for name in CHOSEN for step in scripts()[name].steps)
