"""Record what came of a call to the provider, unless a receipt has moved the message on meanwhile."""

import random
from collections.abc import Callable
from datetime import timedelta

from shared.clients.outgoing import Refused
from shared.core import clock
from shared.core.firestore import Commit, LostRace, Stored, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue
from shared.messaging.apply_receipt import apply_parked
from shared.messaging.contacts import change_contact, close_window
from shared.messaging.hold_outbox import hold_id_for, put_on_hold
from shared.messaging.message_secrets import drop_secret, unknown_wait
from shared.messaging.message_states import RANK
from shared.messaging.models import Message, MessageFailure, SendTask
from shared.messaging.providers import carrier_of
from shared.messaging.repository import messages

Lease = Stored[Message]
BACKOFF_S = (2, 4, 8, 16, 32, 60, 300, 900, 3_600, 7_200, 14_400, 28_800)
"""How long to wait after each attempt that did not pass; after the last it has failed."""
NOT_REACHED_S = 5
BY_TASK_S = 60
"""A longer wait is spent in the outbox, not in the queue."""
DAY_S = 86_400
LONGEST_PAIR_WAIT_S = 256


def record_sent(lease: Lease, provider_id: str) -> None:
    """The provider has accepted it."""
    now = clock.now()

    def sent(message: Message) -> Message:
        changes: dict[str, object] = {"provider_id": provider_id, "lease_until": None}
        if RANK[message.status] < RANK["sent"]:
            changes["status"] = "sent"
        if not carrier_of(message.provider).is_official:
            changes["cost"] = 0  # whoever runs it is paid by the month
        if message.sent_at is None:
            changes |= {"sent_at": now, "sent_on": now.astimezone(clock.zone()).date()}
        return message.model_copy(update=changes)

    _record(lease, sent, even_if_moved_on=True)
    if not carrier_of(lease.value.provider).echoes_our_id:
        apply_parked(lease.value.model_copy(update={"provider_id": provider_id}))


def record_refusal(lease: Lease, refused: Refused) -> None:
    """What the provider's code asks for, see whatsapp_errors."""
    message = lease.value
    log("message_refused", severity="WARNING", message_id=message.id, code=refused.code, action=refused.action)
    if refused.action == "retry" and message.attempts <= len(BACKOFF_S):
        _again_in(lease, BACKOFF_S[message.attempts - 1] * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load
    elif refused.action == "wait":
        wait_s = min(4 ** (message.attempts - 1), LONGEST_PAIR_WAIT_S)
        _pace_person(message, wait_s)
        _again_in(lease, wait_s)
    elif refused.action == "use_template" and message.form == "free":
        close_window(message.to)
        _again_in(lease, 0)
    elif refused.action == "not_today" and message.attempts <= 1:
        _again_in(lease, DAY_S)
    elif refused.action in ("slow_down", "pause_bulk", "hold", "stop_template"):
        put_on_hold(hold_id_for(refused.action, message), refused)
        # Not its own fault: the attempt does not count.
        _record(lease, lambda one: one.model_copy(update={"status": "queued", "attempts": one.attempts - 1}))
    else:
        failure = MessageFailure(code=refused.code, title=refused.title)
        _record(lease, lambda one: one.model_copy(update={"status": "failed", "failure": failure}))


def record_not_reached(lease: Lease) -> None:
    """Nothing was sent, for sure."""
    _again_in(lease, NOT_REACHED_S)


def record_without_secret(lease: Lease) -> None:
    """What it was to say is gone, which nobody but a clean-up does before it was sent."""
    _record(lease, lambda one: one.model_copy(update={"status": "cancelled"}))


def record_unknown(lease: Lease) -> None:
    """It may have been accepted: a receipt will tell, or the silence about it once the wait is over."""
    message = lease.value
    _record(lease, lambda one: one.model_copy(update={"status": "unknown"}))
    at = max((message.called_at or clock.real()) + unknown_wait(message), clock.real()) + timedelta(seconds=1)
    enqueue(f"messages-{message.lane}", "send_message", SendTask(message_id=message.id), at=at)
    log("message_unknown", severity="WARNING", message_id=message.id)


def _again_in(lease: Lease, wait_s: float) -> None:
    if wait_s > BY_TASK_S:
        at = clock.now() + timedelta(seconds=wait_s)
        _record(lease, lambda one: one.model_copy(update={"status": "queued", "send_after": at}))
        return
    at = clock.real() + timedelta(seconds=wait_s)
    _record(lease, lambda one: one.model_copy(update={"status": "released", "released_at": at}))
    enqueue(f"messages-{lease.value.lane}", "send_message", SendTask(message_id=lease.value.id), at=at)


def _pace_person(message: Message, wait_s: int) -> None:
    """Whatever else is for this person waits as long."""
    until = clock.real() + timedelta(seconds=wait_s)
    change_contact(message.to, lambda contact: contact.model_copy(update={"paced_until": until}))


def _record(lease: Lease, change: Callable[[Message], Message], *, even_if_moved_on: bool = False) -> None:
    """Change what was leased; where it has moved on since, read it again and see whether it still applies."""
    try:
        _write(lease, change)
    except LostRace:
        attempt(lambda: _record_anew(lease.value, change, even_if_moved_on))


def _record_anew(leased: Message, change: Callable[[Message], Message], even_if_moved_on: bool) -> None:
    stored = messages.get(leased.id)
    if stored is None:
        return
    still_ours = stored.value.status == "sending" and stored.value.attempts == leased.attempts
    if still_ours or (even_if_moved_on and stored.value.status != "cancelled"):
        _write(stored, change)


def _write(stored: Lease, change: Callable[[Message], Message]) -> None:
    after = change(stored.value).model_copy(update={"lease_until": None})
    if after != stored.value:
        commit = Commit()
        commit.update(messages, stored, after)
        drop_secret(commit, after)
        commit.commit()
