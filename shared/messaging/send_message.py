"""Send one message: lease it, ask the provider, record what came of it.

Only who holds the lease may be calling. A call that may have been accepted makes the message `unknown`: a receipt
that carries our id resolves it, or the silence about it while later calls are receipted.
"""

from datetime import datetime, timedelta

from shared.clients.outgoing import NotReached, Refused, TemplateMessage, Unclear
from shared.clients.whatsapp_cloud import NAME, send_free_form, send_template
from shared.core import clock
from shared.core.config import settings
from shared.core.errors import Busy
from shared.core.firestore import Collection, Commit, Record, Stored, attempt, to_document
from shared.core.tasks import enqueue
from shared.messaging.contacts import contact_at, is_opened, name_identity, new_contact, window_is_open
from shared.messaging.free_form import can_go_free, free_form
from shared.messaging.hold_answer import held_contact, is_to_be_held, notice_of, until_they_write
from shared.messaging.hold_outbox import hold_over, lift_hold, standing_holds
from shared.messaging.message_secrets import MOST_ATTEMPTS, drop_secret, unknown_wait, with_secret
from shared.messaging.message_states import FINAL, is_over
from shared.messaging.models import Contact, Message, MessageFailure, OnlyWhile, SendTask
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
from shared.messaging.templates import body_values, templates

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
        provider_id = _call(message)
    except Refused as refused:
        record_refusal(lease, refused)
    except NotReached:
        record_not_reached(lease)
    except Unclear:
        record_unknown(lease)
    else:
        record_sent(lease, provider_id)
        hold = hold_over(lease.value, standing_holds())
        if hold:
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
    commit = Commit()
    if message.only_while and not _holds(commit, message.only_while):
        _change(commit, stored, {"status": "cancelled"})
        return None
    contact = contact_at(message.to)
    known = contact.value if contact else None
    if is_to_be_held(message, window_open=window_is_open(known, clock.now())):
        _hold(commit, stored, contact)
        return None
    message = _in_its_form(message, known)
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
    _pace(commit, contact, message, paced_until)
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
            "provider": NAME,
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
    found = messages.find(("called_at", ">", called_at), order=[("called_at", "ASCENDING")], limit=LOOKED_AT)
    accepted = [stored.value for stored in found if stored.value.provider_id]
    return bool(accepted) and all("sent" in later.heard or "failed" in later.heard for later in accepted)


def _in_its_form(message: Message, contact: Contact | None) -> Message:
    """Free-form inside the person's window, else the template."""
    template = templates().get(message.template)
    may_go_free = message.content is not None or (template is not None and can_go_free(template))
    if may_go_free and window_is_open(contact, clock.now()):
        return message.model_copy(update={"form": "free", "category": "service"})
    return message.model_copy(update={"form": "template", "category": templates()[message.template].category.lower()})


def _pace(commit: Commit, contact: Stored[Contact] | None, message: Message, paced_until: datetime) -> None:
    """Add to the commit that this person is written to now, and whether that uses the quota."""
    now = clock.now()
    before = contact.value if contact else new_contact(message.to, now)
    changes: dict[str, object] = {"paced_until": paced_until}
    if message.form == "template" and not is_opened(before, now) and not window_is_open(before, now):
        changes["opened_at"] = now
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


def _call(message: Message) -> str:
    template, public_url = templates().get(message.template), settings().public_url
    if message.form == "free" or template is None:
        return send_free_form(free_form(message, template, public_url))
    document = message.attachment
    return send_template(
        TemplateMessage(
            to=message.to,
            name=template.name,
            language=template.language,
            body=body_values(template, message.values),
            buttons=message.button_values,
            document=(f"{public_url}{document.path}", document.filename) if document else None,
            callback_data=message.id,
        )
    )
