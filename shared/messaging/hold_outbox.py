"""Sending stands still when the provider refuses everything, all that is bulk, or one template: a circuit breaker.

The first refusal makes the hold, and with it the one alert. From `until` on, one message at a time is tried again;
the first that passes lifts the hold. Nothing is lost meanwhile: what may not go is queued.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.clients.outgoing import Refused
from shared.clients.whatsapp_errors import Action, action_for
from shared.core import clock
from shared.core.config import settings
from shared.core.errors import Busy, NotFound
from shared.core.firestore import Commit, LostRace, attempt
from shared.core.ids import ulid
from shared.core.logging import log
from shared.core.tasks import DrainTask, enqueue, enqueue_drain
from shared.messaging.models import Hold, Message
from shared.messaging.repository import holds, messages

ALL = "all"
BULK = "bulk"
WIDE = (ALL, BULK)
WAITS: dict[Action, float] = {"slow_down": 0.1, "hold": 1, "pause_bulk": 6, "stop_template": 6}
"""As multiples of `whatsapp_hold_s`: in the cloud 30 s, 5 minutes, half an hour."""
AT_ONCE = 200
PAUSED_UNTIL = datetime(2999, 1, 1, tzinfo=UTC)
"""Until a person says otherwise."""
CACHE_S = 5.0
_cached: tuple[float, list[Hold]] | None = None


def hold_id_for(action: Action, message: Message) -> str:
    """What stands still after such a refusal of this message."""
    if action == "stop_template":
        return template_hold(message.template)
    return BULK if action == "pause_bulk" else ALL


def template_hold(template: str) -> str:
    """The id of the hold over one template."""
    return f"template.{template}"


def is_of_batch(hold: Hold) -> bool:
    """Whether a person paused one batch; nothing is wrong then, and nothing tries whether it passes."""
    return hold.id.startswith("batch.")


def is_of_template(hold: Hold) -> bool:
    """Whether it is about one template only."""
    return hold.id.startswith("template.")


def wait_after(action: Action) -> timedelta:
    """How long it stands still before it is tried again."""
    return timedelta(seconds=WAITS[action] * settings().whatsapp_hold_s)


def hold_over(message: Message, standing: Sequence[Hold]) -> Hold | None:
    """The hold that is about messages like this one, the widest first. Pure."""
    return next((hold for hold in sorted(standing, key=_narrowness) if _covers(hold, message)), None)


def try_again_at(hold: Hold) -> datetime:
    """When the next message may show whether it passes: being too fast is over much sooner than anything else."""
    longest = timedelta(seconds=settings().whatsapp_hold_s)
    action = action_for(hold.code)
    return max(hold.until, clock.now() + (min(longest, wait_after(action)) if action in WAITS else longest))


def standing_holds() -> list[Hold]:
    """All holds, at most 5 s old."""
    global _cached
    if _cached is None or time.monotonic() - _cached[0] > CACHE_S:
        _cached = (time.monotonic(), [stored.value for stored in holds.find()])
    return _cached[1]


def put_on_hold(hold_id: str, refused: Refused) -> None:
    """Stand still from now on; who finds the hold there says nothing, so that it is one alert."""

    def decide() -> None:
        now, stored = clock.now(), holds.get(hold_id)
        until = now + wait_after(refused.action)
        commit = Commit()
        if stored is None:
            hold = Hold(id=hold_id, code=refused.code, title=refused.title, since=now, until=until)
            commit.create(holds, hold)
        elif stored.value.until > now:
            return
        else:
            commit.update(holds, stored, stored.value.model_copy(update={"until": until}))
        commit.commit()
        if stored is None:
            if refused.action == "slow_down":  # nobody has to do anything about it
                log("outbox_slowed", severity="WARNING", code=refused.code)
            else:
                log("outbox_held", severity="ERROR", what=hold_id, code=refused.code)
            with suppress(Busy):  # the sweep tries again too, only later; each try asks for the next
                at = clock.real() + (until - now) + timedelta(seconds=1)
                enqueue("drains", "drain", DrainTask(queue="messages"), at=at)

    attempt(decide)
    forget_holds()


def pause_batch(batch: str) -> None:
    """What of this batch has not gone out waits until `release_batch`."""

    def decide() -> None:
        if holds.get(_batch_hold(batch)):
            return
        paused = Hold(id=_batch_hold(batch), code=-1, title="paused", since=clock.now(), until=PAUSED_UNTIL)
        commit = Commit()
        commit.create(holds, paused)
        commit.commit()

    attempt(decide)
    forget_holds()


def release_batch(batch: str) -> None:
    """It may go on; `wake_batch` then gives what was put off its turn."""

    def decide() -> None:
        stored = holds.get(_batch_hold(batch))
        if stored:
            commit = Commit()
            commit.delete(holds, stored)
            commit.commit()

    attempt(decide)
    forget_holds()


def wake_batch(batch: str) -> bool:
    """A page of what the pause had put off goes now; whether there may be more."""
    put_off = (("batch", "==", batch), ("status", "==", "queued"), ("send_after", "==", PAUSED_UNTIL))
    found = messages.find(*put_off, limit=AT_ONCE)
    commit = Commit()
    for stored in found:
        commit.update(messages, stored, stored.value.model_copy(update={"send_after": clock.now()}))
    if found:
        commit.commit()
    return len(found) == AT_ONCE


def lift_hold(hold_id: str) -> None:
    """The provider takes messages again: release what waited."""
    stored = holds.get(hold_id)
    if stored is None:
        return
    commit = Commit()
    commit.delete(holds, stored)
    try:
        commit.commit()
    except LostRace:
        return  # another message that passed has lifted it
    finally:
        forget_holds()
    release_held(stored.value)


def release_held(hold: Hold) -> None:
    """What this hold had put off goes now; after the commit that lifted it."""
    log("outbox_hold_lifted", what=hold.id)
    wake_held(hold)
    enqueue_drain("messages")


def wake_held(hold: Hold) -> None:
    """Give back its turn to what was put off until this hold's end, and to nothing else."""
    while found := messages.find(("status", "==", "queued"), ("send_after", "==", hold.until), limit=AT_ONCE):
        for stored in found:
            commit = Commit()
            commit.update(messages, stored, stored.value.model_copy(update={"send_after": clock.now()}))
            with suppress(LostRace):  # it has moved on by itself
                commit.commit()


def try_again_now(hold_id: str, by: Caller) -> None:
    """A person has mended it: let one message through at once. Raises NotFound if nothing is held."""
    cause = f"{hold_id}.{ulid()}"

    def decide() -> Hold:
        stored = holds.get(hold_id)
        if stored is None:
            raise NotFound()
        commit = Commit()
        commit.update(holds, stored, stored.value.model_copy(update={"until": clock.now()}))
        record_audit(commit, cause=cause, what="retried", by=by.id, subject=f"holds/{hold_id}")
        commit.commit()
        return stored.value

    held = attempt(decide)
    forget_holds()
    wake_held(held)
    enqueue_drain("messages")


def forget_holds() -> None:
    """Read anew next time: after a change, and between tests."""
    global _cached
    _cached = None


def _covers(hold: Hold, message: Message) -> bool:
    if hold.id == BULK:
        return message.lane == "bulk"
    if message.batch and hold.id == _batch_hold(message.batch):
        return True
    return hold.id == ALL or (hold.id == template_hold(message.template) and message.form != "free")


def _batch_hold(batch: str) -> str:
    return f"batch.{batch}"


def _narrowness(hold: Hold) -> int:
    return WIDE.index(hold.id) if hold.id in WIDE else len(WIDE)
