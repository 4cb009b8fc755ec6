"""Store what came in, once, with whoever sent it; what waits for an answer is handed to Cloud Tasks afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.core import clock, tasks
from shared.core.firestore import AlreadyThere, Commit, attempt
from shared.core.ids import digest
from shared.core.text import whole
from shared.messaging.contacts import address_of
from shared.messaging.hold_answer import READ_ON, add_wake_up
from shared.messaging.know_sender import add_inbound, add_move
from shared.messaging.models import ConverseTask, InboundEvent, Said
from shared.messaging.numbered_menu import as_choice
from shared.messaging.repository import inbound
from shared.messaging.send_now import send_now

KEPT_FOR = timedelta(days=30)
TOGETHER = timedelta(seconds=0.35)
"""Bubbles that come one after the other are read together."""
LONGEST_RAW = 100_000
LONGEST_ID = 300


@dataclass(frozen=True)
class Arrival:
    """One thing that came in, whichever provider brought it. Without phone and BSUID it is nobody's, and only kept."""

    provider: str
    event_id: str
    """Theirs, or made of what it says: the same each time the same thing is told."""
    kind: str
    raw: str
    phone: str | None = None
    """E.164."""
    bsuid: str | None = None
    name: str = ""
    said: Said | None = None
    said_at: datetime | None = None
    provider_id: str = ""
    new_bsuid: str | None = None
    """Of who moved to another phone."""
    opens_window: bool = True


@dataclass(frozen=True)
class Kept:
    """What became of an arrival."""

    waiting: str | None
    """The contact that waits for an answer now, also where the event came before and nobody has answered it."""
    is_new: bool


def keep_inbound(arrival: Arrival) -> Kept:
    """Store it once. Raises Busy where others changed its sender too often meanwhile: it is to be told again."""
    now = clock.now()
    event_id = whole(arrival.event_id).replace("/", "_")
    event = InboundEvent(
        id=f"{arrival.provider}_{event_id if len(event_id) <= LONGEST_ID else digest(event_id)}",
        provider=arrival.provider,
        provider_id=arrival.provider_id,
        kind=arrival.kind,
        raw=whole(arrival.raw)[:LONGEST_RAW],
        said=arrival.said,
        name=whole(arrival.name)[:200],
        said_at=min(arrival.said_at or now, now),
        at=now,
        expires_at=clock.real() + KEPT_FOR,
    )

    def decide() -> tuple[InboundEvent, list[str], bool]:
        commit = Commit()
        kept, woken = _with_sender(commit, arrival, event)
        commit.create(inbound, kept)
        try:
            commit.commit()
        except AlreadyThere:
            # The event itself, or its sender, whom another first message has just made known: then once more.
            stored = inbound.get(event.id)
            if stored is None:
                raise
            return stored.value, [], False
        return kept, woken, True

    kept, woken, is_new = attempt(decide)
    send_now(woken)
    return Kept(kept.contact_id if kept.status == "waiting" else None, is_new)


def ask_for_answers(contact_ids: Iterable[str]) -> None:
    """Hand these contacts to `converse`, once what follows at once has come too. Raises Busy."""
    bodies = [ConverseTask(contact_id=one) for one in sorted(set(contact_ids))]
    if bodies:
        tasks.enqueue_all("inbound", "converse", bodies, at=clock.real() + TOGETHER)


def _with_sender(commit: Commit, arrival: Arrival, event: InboundEvent) -> tuple[InboundEvent, list[str]]:
    """The event with its contact, and the answers that waited for it; both are added to the commit."""
    said, at = arrival.said, event.said_at or event.at
    if not arrival.phone and not arrival.bsuid:
        return event, []
    if said and said.kind == "moved":
        contact = add_move(commit, arrival.phone, arrival.bsuid, said.about, arrival.new_bsuid, at)
        return event.model_copy(update={"contact_id": contact.id, "status": "waiting"}), []
    sender = add_inbound(
        commit, arrival.phone, arrival.bsuid, at, name=event.name, opens=bool(said) and arrival.opens_window
    )
    add_wake_up(commit, sender.woken, address_of(sender.contact))
    said = as_choice(said, sender.contact.offered) if said else None
    # Whoever taps the button under "your answer waits" gets that answer, and no other.
    only_reads = said is not None and said.kind == "choice" and said.text == READ_ON and bool(sender.woken)
    status = "waiting" if said and not only_reads else "kept"
    told = {"contact_id": sender.contact.id, "status": status, "said": said}
    return event.model_copy(update=told), sender.woken
