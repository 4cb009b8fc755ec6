"""Send one message: lease it, ask the provider, record what came of it.

Only who holds the lease may be calling. A call that may have been accepted makes the message `unknown`: a receipt
that carries our id resolves it, or the silence about it while later calls are receipted.
"""

from datetime import datetime, timedelta

from shared.clients.whatsapp_cloud import NAME, NotReached, Refused, TemplateMessage, Unclear, send_template
from shared.core import clock
from shared.core.config import settings
from shared.core.errors import Busy
from shared.core.firestore import Collection, Commit, Record, Stored, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue
from shared.messaging.message_states import FINAL
from shared.messaging.models import Message, MessageFailure, OnlyWhile, SendTask
from shared.messaging.repository import messages
from shared.messaging.templates import body_values, templates

ATTEMPTS = 8
LOOKED_AT = 20


class _Watched(Record, extra="allow"):
    """Whatever document a message depends on; only one of its fields is looked at."""


def send_message(message_id: str) -> None:
    """Send it unless it was, is being, or need not be. Raises Busy when the task is to come again later."""
    leased = attempt(lambda: _lease(message_id))
    if leased is None:
        return
    try:
        provider_id = send_template(_filled_in(leased))
    except Refused as refused:
        _record_refusal(leased, refused)
    except NotReached:
        _put_back(leased)
        raise Busy(retry_after_s=5) from None
    except Unclear:
        _record_unknown(leased)
    else:
        _record_sent(leased, provider_id)


def _lease(message_id: str) -> Message | None:
    """The message, leased to this call; None if there is nothing to do."""
    stored = messages.get(message_id)
    if stored is None or stored.value.status in FINAL:
        return None
    message, now = stored.value, clock.real()
    if message.status == "sending":
        if message.lease_until and message.lease_until > now:
            raise Busy(retry_after_s=int((message.lease_until - now).total_seconds()) + 1)
        _become_unknown(stored)
        return None
    if message.status == "unknown" and not _was_not_accepted(message, now):
        return None
    commit = Commit()
    if message.only_while and not _holds(commit, message.only_while):
        commit.update(messages, stored, message.model_copy(update={"status": "cancelled"}))
        commit.commit()
        return None
    config = settings()
    leased = message.model_copy(
        update={
            "status": "sending",
            "lease_until": now + timedelta(seconds=config.whatsapp_lease_s),
            "called_at": now,
            "attempts": message.attempts + 1,
            "provider": NAME,
        }
    )
    commit.update(messages, stored, leased)
    commit.commit()
    return leased


def _holds(commit: Commit, condition: OnlyWhile) -> bool:
    """Whether the condition holds; the commit then fails if the document changes before it."""
    collection, _, document_id = condition.document.partition("/")
    watched = Collection(collection, _Watched)
    stored = watched.get(document_id)
    if stored is None or stored.document.get(condition.field) not in condition.values:
        return False
    commit.verify(watched, stored)
    return True


def _was_not_accepted(message: Message, now: datetime) -> bool:
    """Nothing was heard of it for long enough, although later calls were receipted."""
    called_at = message.called_at or message.created_at
    if now - called_at < timedelta(seconds=settings().whatsapp_unknown_wait_s):
        return False
    later = messages.find(("called_at", ">", called_at), order=[("called_at", "ASCENDING")], limit=LOOKED_AT)
    return any(stored.value.receipt_at is not None for stored in later)


def _filled_in(message: Message) -> TemplateMessage:
    template = templates()[message.template]
    document = message.attachment
    return TemplateMessage(
        to=message.to,
        name=template.name,
        language=template.language,
        body=body_values(template, message.values),
        buttons=message.button_values,
        document=(f"{settings().public_url}{document.path}", document.filename) if document else None,
        callback_data=message.id,
    )


def _record_sent(leased: Message, provider_id: str) -> None:
    def decide() -> None:
        stored = messages.get(leased.id)
        if stored is None or stored.value.provider_id == provider_id:
            return
        now = clock.now()
        changes: dict[str, object] = {"provider_id": provider_id, "lease_until": None}
        if stored.value.status in ("sending", "unknown"):
            changes["status"] = "sent"
        if stored.value.sent_at is None:
            changes |= {"sent_at": now, "sent_on": now.astimezone(clock.zone()).date()}
        commit = Commit()
        commit.update(messages, stored, stored.value.model_copy(update=changes))
        commit.commit()

    attempt(decide)


def _record_refusal(leased: Message, refused: Refused) -> None:
    may_go_again = refused.action in ("retry", "slow_down", "wait", "hold") and leased.attempts < ATTEMPTS
    log("message_refused", severity="WARNING", message_id=leased.id, code=refused.code, action=refused.action)
    if may_go_again or refused.action == "hold":
        _put_back(leased)
        raise Busy(retry_after_s=6 if refused.action == "wait" else 2 ** min(leased.attempts, 6))
    _change_if_leased(leased, {"status": "failed", "failure": MessageFailure(code=refused.code, title=refused.title)})


def _put_back(leased: Message) -> None:
    _change_if_leased(leased, {"status": "released", "released_at": clock.real()})


def _record_unknown(leased: Message) -> None:
    _change_if_leased(leased, {"status": "unknown"})
    _look_again_later(leased)


def _become_unknown(stored: Stored[Message]) -> None:
    commit = Commit()
    commit.update(messages, stored, stored.value.model_copy(update={"status": "unknown", "lease_until": None}))
    commit.commit()
    _look_again_later(stored.value)


def _look_again_later(message: Message) -> None:
    wait = timedelta(seconds=settings().whatsapp_unknown_wait_s)
    called_at = message.called_at or clock.real()
    at = max(called_at + wait, clock.real()) + timedelta(seconds=1)
    enqueue("messages-bulk", "send_message", SendTask(message_id=message.id), at=at)
    log("message_unknown", severity="WARNING", message_id=message.id)


def _change_if_leased(leased: Message, changes: dict[str, object]) -> None:
    """Change what this call leased, unless a receipt has moved it on meanwhile."""

    def decide() -> None:
        stored = messages.get(leased.id)
        if stored is None or stored.value.status != "sending" or stored.value.attempts != leased.attempts:
            return
        commit = Commit()
        commit.update(messages, stored, stored.value.model_copy(update={**changes, "lease_until": None}))
        commit.commit()

    attempt(decide)
