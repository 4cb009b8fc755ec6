"""Send one message: lease it, ask the provider, record what came of it.

Only who holds the lease may be calling. A call that may have been accepted makes the message `unknown`: a receipt
that carries our id resolves it, or the silence about it while later calls are receipted.
"""

from datetime import datetime, timedelta

from shared.clients.outgoing import NotReached, Refused, Unclear
from shared.core import clock
from shared.core.config import settings
from shared.core.errors import Busy
from shared.core.firestore import Collection, Commit, Record, Stored, attempt, to_document
from shared.core.tasks import enqueue
from shared.messaging.call_provider import call_provider, offered_by
from shared.messaging.contacts import contact_at, is_opened, name_identity, new_contact, window_is_open
from shared.messaging.free_form import can_go_free
from shared.messaging.hold_answer import held_contact, is_to_be_held, notice_of, until_they_write
from shared.messaging.hold_outbox import hold_over, is_of_batch, lift_hold, standing_holds
from shared.messaging.message_secrets import MOST_ATTEMPTS, drop_secret, unknown_wait, with_secret
from shared.messaging.message_states import FINAL, is_over
from shared.messaging.models import Contact, Message, MessageFailure, OnlyWhile, SendTask
from shared.messaging.providers import Provider, carrier_of, provider
from shared.messaging.record_outcome import (
    record_not_reached,
    record_refusal,
    record_sent,
    record_unknown,
    record_without_secret,
)
from shared.messaging.repository import contacts, messages
from shared.messaging.send_now import send_now
from shared.messaging.spacing import next_slot
from shared.messaging.templates import templates

LOOKED_AT = 50


class _Watched(Record, extra="allow"):
    """Whatever document a message depends on; only one of its fields is looked at."""


def send_message(message_id: str) -> None:
    """Send it unless it was, is being, or need not be. Raises Busy when the task is to come again later."""
    lease = attempt(lambda: _lease(message_id))
    if lease is None:
        return
    message = with_secret(lease.value)
    if message is None:
        record_without_secret(lease)
        return
    try:
        provider_id = call_provider(message)
    except Refused as refused:
        record_refusal(lease, refused)
    except NotReached:
        record_not_reached(lease)
    except Unclear:
        record_unknown(lease)
    else:
        record_sent(lease, provider_id)
        hold = hold_over(lease.value, standing_holds())
        if hold and not is_of_batch(hold):
            lift_hold(hold.id)


def _lease(message_id: str) -> Stored[Message] | None:
    """The message, leased to this call; None if there is nothing to do now."""
    stored = messages.get(message_id)
    if stored is None or stored.value.status in FINAL:
        return None
    message, real = stored.value, clock.real()
    if message.status == "sending":
        if message.lease_until and message.lease_until > real:
            raise Busy(retry_after_s=int((message.lease_until - real).total_seconds()) + 1)
        record_unknown(stored)
        return None
    if is_over(message, clock.now()):
        _give_up(stored)
        return None
    if message.status == "unknown" and not _may_repeat(message, real):
        return None
    commit, carrier = Commit(), provider()
    if message.only_while and not _holds(commit, message.only_while):
        _change(commit, stored, {"status": "cancelled"})
        return None
    contact = contact_at(message.to)
    known = contact.value if contact else None
    may_go_free = not carrier.window_24h or window_is_open(known, clock.now())
    if is_to_be_held(message, window_open=may_go_free):
        _hold(commit, stored, contact)
        return None
    message = _in_its_form(message, carrier, may_go_free=may_go_free)
    if message.category == "marketing" and known and known.no_broadcasts:
        _change(commit, stored, {"status": "cancelled"})
        return None
    hold = hold_over(message, standing_holds())
    if hold and hold.until > clock.now():
        _change(Commit(), stored, {"status": "queued", "send_after": max(hold.until, message.send_after)})
        return None
    may_go, paced_until = next_slot(
        contact.value.paced_until if contact else None, real, window_open=message.form == "free"
    )
    if may_go > real:
        enqueue(f"messages-{message.lane}", "send_message", SendTask(message_id=message.id), at=may_go)
        return None
    _pace(commit, contact, message, carrier, paced_until)
    return _change(
        commit,
        stored,
        {
            "status": "sending",
            "form": message.form,
            "category": message.category,
            "lease_until": real + timedelta(seconds=settings().whatsapp_lease_s),
            "called_at": real,
            "attempts": message.attempts + 1,
            "provider": carrier.name,
        },
    )


def _holds(commit: Commit, condition: OnlyWhile) -> bool:
    """Whether the condition holds; the commit then fails if the document changes before it."""
    collection, _, document_id = condition.document.partition("/")
    watched = Collection(collection, _Watched)
    stored = watched.get(document_id)
    if stored is None or stored.document.get(condition.field) not in condition.values:
        return False
    commit.verify(watched, stored)
    return True


def _give_up(stored: Stored[Message]) -> None:
    """It came too late to be of use; what may have been accepted stays open to a receipt that says so."""
    if stored.value.status == "unknown":
        ended: dict[str, object] = {"status": "failed", "failure": MessageFailure(code=0, title="expired")}
    else:
        ended = {"status": "cancelled"}
    commit = Commit()
    drop_secret(commit, stored.value.model_copy(update=ended))
    _change(commit, stored, ended)


def _hold(commit: Commit, stored: Stored[Message], contact: Stored[Contact] | None) -> None:
    """Its person has to write first."""
    message = stored.value
    before = contact.value if contact else new_contact(message.to, clock.now())
    _keep_contact(commit, contact, held_contact(commit, before, message))
    commit.update(messages, stored, until_they_write(message))
    commit.commit()
    send_now([notice_of(message)])


def _may_repeat(message: Message, real: datetime) -> bool:
    """Nothing was heard of it for long enough, although later calls were receipted; a code need not wait for these.

    While a later call that was accepted lacks its `sent`, receipts are slow or get lost: nothing can be concluded.
    """
    called_at = message.called_at or message.created_at
    if real - called_at < unknown_wait(message):
        return False
    if message.has_secret:
        return message.attempts < MOST_ATTEMPTS
    if not carrier_of(message.provider).echoes_our_id:
        return False
    found = messages.find(("called_at", ">", called_at), order=[("called_at", "ASCENDING")], limit=LOOKED_AT)
    accepted = [stored.value for stored in found if stored.value.provider_id]
    return bool(accepted) and all("sent" in later.heard or "failed" in later.heard for later in accepted)


def _in_its_form(message: Message, carrier: Provider, *, may_go_free: bool) -> Message:
    """Free-form inside the person's window, else the template; where there are no templates, always free-form."""
    template = templates().get(message.template)
    can_be_free = message.content is not None or (template is not None and can_go_free(template))
    if not carrier.templates or (can_be_free and may_go_free):
        return message.model_copy(update={"form": "free", "category": "service"})
    return message.model_copy(update={"form": "template", "category": templates()[message.template].category.lower()})


def _pace(
    commit: Commit, contact: Stored[Contact] | None, message: Message, carrier: Provider, paced_until: datetime
) -> None:
    """Add to the commit that this person is written to now, whether that uses the quota, and what it offers them."""
    now = clock.now()
    before = contact.value if contact else new_contact(message.to, now)
    changes: dict[str, object] = {"paced_until": paced_until}
    if message.form == "template" and not is_opened(before, now) and not window_is_open(before, now):
        changes["opened_at"] = now
    if not carrier.buttons:
        offered = offered_by(message)
        # A bill that comes in between leaves the menu above it as good as it was.
        changes["offered"] = offered if offered or message.content else before.offered
    _keep_contact(commit, contact, before.model_copy(update=changes))


def _keep_contact(commit: Commit, before: Stored[Contact] | None, after: Contact) -> None:
    if before is not None:
        commit.update(contacts, before, after)
        return
    commit.create(contacts, after)
    name_identity(commit, after, None)


def _change(commit: Commit, stored: Stored[Message], changes: dict[str, object]) -> Stored[Message]:
    after = stored.value.model_copy(update=changes)
    commit.update(messages, stored, after)
    return Stored(after, commit.commit(), to_document(after))
