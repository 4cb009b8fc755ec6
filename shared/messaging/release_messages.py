"""Hand messages that may go now to Cloud Tasks, page by page, and give the others a later time.

A page is marked and named in `outbox/release` in one commit before its tasks are made. Who finds a page that has
not moved for a while makes its tasks again: a second task finds its message sent and does nothing.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.core import clock
from shared.core.errors import Busy
from shared.core.firestore import AlreadyThere, Commit, LostRace, Stored, to_document
from shared.core.logging import log
from shared.core.tasks import DrainTask, enqueue, enqueue_all, enqueue_drain
from shared.messaging.contacts import WINDOW, contact_id_of, is_opened, window_is_open
from shared.messaging.hold_outbox import WIDE, forget_holds, hold_over, is_of_batch, standing_holds, try_again_at
from shared.messaging.models import Contact, Hold, Message, ReleaseState, SendTask
from shared.messaging.pace_gateway import Pace, messages_of_a_day
from shared.messaging.providers import provider
from shared.messaging.repository import (
    allowed_hour,
    contacts,
    messages,
    messaging_rules,
    release_states,
)
from shared.messaging.share_quota import Quota

PAGE = 200
STALE_AFTER = timedelta(seconds=5)
WORK_FOR_S = 40.0


@dataclass
class Release:
    """What one call of `release_messages` works with."""

    state: Stored[ReleaseState]
    standing: list[Hold]
    quota: Quota
    is_tight: bool
    """More wait than the quota has room for, so it matters who has been written to already."""
    tried: set[str] = field(default_factory=set)
    """Holds that have let their one message through."""
    again_at: datetime | None = None
    """When the first of those that were put off has its turn."""
    pace: Pace | None = None
    """Of an unofficial provider."""
    slots: dict[str, datetime] = field(default_factory=dict)
    """When messages of this page go that wait for their pace."""
    released: int = 0

    def come_again(self, at: datetime) -> datetime:
        self.again_at = min(at, self.again_at or at)
        return at


def release_messages() -> None:
    """Release all that may go. Raises Busy while another call is at it: the task comes again."""
    release = _begin()
    stop_at = time.monotonic() + WORK_FOR_S
    while due := _due():
        try:
            more = _release_page(release, due)
        except LostRace:
            raise Busy() from None
        if not more:
            break
        if time.monotonic() > stop_at:
            enqueue_drain("messages")
            break
    _rest(release.state)
    if release.again_at:
        at = clock.real() + (release.again_at - clock.now())
        enqueue("drains", "drain", DrainTask(queue="messages"), at=at)
    log("messages_released", count=release.released, put_off=release.quota.put_off)


def _begin() -> Release:
    state = _take_over()
    forget_holds()
    standing = standing_holds()
    rules = messaging_rules()
    is_official = provider().is_official
    quota = _quota() if is_official else messages_of_a_day(rules)
    pace = None if is_official else Pace(state.value.paced_until or clock.real(), rules.gateway_pace_s)
    waiting = messages.count(("status", "==", "queued"), ("send_after", "<=", clock.now()))
    return Release(state, standing, quota, is_tight=is_official and waiting > quota.room(bulk=True), pace=pace)


def _take_over() -> Stored[ReleaseState]:
    state = release_states.get("release")
    if state is None:
        commit = Commit()
        commit.create(release_states, ReleaseState(id="release", moved_at=clock.real()))
        try:
            commit.commit()
        except AlreadyThere:
            raise Busy() from None
        return _take_over()
    if state.value.page:
        if clock.real() - state.value.moved_at < STALE_AFTER:
            raise Busy()
        page = [stored.value for stored in messages.get_many(state.value.page).values()]
        _make_tasks(page, {one.id: one.released_at for one in page if one.released_at})
    return state


def _quota() -> Quota:
    now = clock.now()
    newest = contacts.find(("opened_at", ">", now - WINDOW), order=[("opened_at", "DESCENDING")], limit=1)
    used, free_again_at = 0, now + WINDOW
    if newest and newest[0].value.opened_at:
        used = contacts.count(("opened_at", ">", now - WINDOW))
        free_again_at = newest[0].value.opened_at + WINDOW
    on_their_way = messages.count(("status", "==", "released")) + messages.count(("status", "==", "sending"))
    return Quota(messaging_rules().daily_recipients, used + on_their_way, free_again_at)


def _due() -> list[Stored[Message]]:
    return messages.find(
        ("status", "==", "queued"),
        ("send_after", "<=", clock.now()),
        order=[("priority", "ASCENDING"), ("send_after", "ASCENDING")],
        limit=PAGE,
    )


def _release_page(release: Release, due: Sequence[Stored[Message]]) -> bool:
    """Decide on a page and make it true. False if what follows has to wait."""
    opened = _opened(due) if release.is_tight else {}
    go: list[Stored[Message]] = []
    put_off: list[tuple[Stored[Message], datetime]] = []
    waits = False
    for stored in due:
        message = stored.value
        hold = hold_over(message, release.standing)
        if hold and (hold.until > clock.now() or hold.id in release.tried):
            at = hold.until if is_of_batch(hold) else release.come_again(try_again_at(hold))
            if hold.id in WIDE:
                waits = True  # left as it is: nothing of its kind goes before the hold is lifted
            else:
                put_off.append((stored, at))
            continue
        turn = _turn(release, message, opened.get(contact_id_of(message.to)))
        if turn:
            put_off.append((stored, release.come_again(turn)))
            continue
        if hold:
            release.tried.add(hold.id)
            release.come_again(try_again_at(hold))
        if release.pace:
            release.slots[message.id] = release.pace.next_slot(message, clock.real())
        go.append(stored)
    if go or put_off:
        _mark(release, go, put_off)
        _make_tasks([stored.value for stored in go], release.slots)
    return not waits


def _turn(release: Release, message: Message, contact: Contact | None) -> datetime | None:
    """When its turn comes; None: now."""
    now = clock.now()
    allowed = allowed_hour(now) if message.lane == "bulk" else now
    if allowed > now:
        return allowed
    is_open = is_opened(contact, now) or window_is_open(contact, now)
    if release.quota.admits(message, is_open=is_open):
        return None
    return allowed_hour(release.quota.next_turn())


def _opened(due: Sequence[Stored[Message]]) -> dict[str, Contact]:
    found = contacts.get_many(contact_id_of(stored.value.to) for stored in due)
    return {contact_id: stored.value for contact_id, stored in found.items()}


def _mark(release: Release, go: Sequence[Stored[Message]], put_off: Sequence[tuple[Stored[Message], datetime]]) -> None:
    commit = Commit()
    now = clock.real()
    for stored in go:
        at = release.slots.get(stored.value.id, now)
        commit.update(messages, stored, stored.value.model_copy(update={"status": "released", "released_at": at}))
    for stored, turn in put_off:
        commit.update(messages, stored, stored.value.model_copy(update={"send_after": turn}))
    moved = release.state.value.model_copy(
        update={
            "page": [stored.value.id for stored in go],
            "moved_at": now,
            "paced_until": release.pace.until if release.pace else None,
        }
    )
    commit.update(release_states, release.state, moved)
    release.state = Stored(moved, commit.commit(), to_document(moved))
    release.released += len(go)


def _make_tasks(page: list[Message], slots: Mapping[str, datetime]) -> None:
    """A task for each, at once unless its slot is yet to come."""
    now = clock.real()
    for lane in ("now", "bulk"):
        at_once = [one for one in page if one.lane == lane and slots.get(one.id, now) <= now]
        enqueue_all(f"messages-{lane}", "send_message", [SendTask(message_id=one.id) for one in at_once])
    for one in page:
        if slots.get(one.id, now) > now:
            enqueue(f"messages-{one.lane}", "send_message", SendTask(message_id=one.id), at=slots[one.id])


def _rest(state: Stored[ReleaseState]) -> None:
    if not state.value.page:
        return
    commit = Commit()
    commit.update(release_states, state, state.value.model_copy(update={"page": [], "moved_at": clock.real()}))
    try:
        commit.commit()
    except LostRace:
        return  # another call has taken over, and rests in its turn
