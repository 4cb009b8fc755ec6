"""Hand messages that may go now to Cloud Tasks, page by page.

A page is marked and named in `outbox/release` in one commit before its tasks are made. Who finds a page that has
not moved for a while makes its tasks again: a second task finds its message sent and does nothing.
"""

from datetime import timedelta

from shared.core import clock
from shared.core.errors import Busy
from shared.core.firestore import AlreadyThere, Commit, LostRace, Stored
from shared.core.logging import log
from shared.core.tasks import enqueue_all
from shared.messaging.models import Message, ReleaseState, SendTask
from shared.messaging.repository import messages, release_states

PAGE = 100
STALE_AFTER = timedelta(seconds=5)


def release_messages() -> None:
    """Release all that may go. Raises Busy while another call is at it: the task comes again."""
    state = _take_over()
    released = 0
    while due := _due():
        try:
            state = _mark(state, due)
        except LostRace:
            raise Busy() from None
        _make_tasks([stored.value for stored in due])
        released += len(due)
    _rest(state)
    log("messages_released", count=released)


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
        _make_tasks([stored.value for stored in messages.get_many(state.value.page).values()])
    return state


def _due() -> list[Stored[Message]]:
    return messages.find(
        ("status", "==", "queued"),
        ("send_after", "<=", clock.now()),
        order=[("priority", "ASCENDING"), ("send_after", "ASCENDING")],
        limit=PAGE,
    )


def _mark(state: Stored[ReleaseState], due: list[Stored[Message]]) -> Stored[ReleaseState]:
    commit = Commit()
    now = clock.real()
    for stored in due:
        commit.update(messages, stored, stored.value.model_copy(update={"status": "released", "released_at": now}))
    moved = state.value.model_copy(update={"page": [stored.value.id for stored in due], "moved_at": now})
    commit.update(release_states, state, moved)
    return Stored(moved, commit.commit(), {"page": moved.page, "moved_at": now})


def _make_tasks(page: list[Message]) -> None:
    for lane in ("now", "bulk"):
        tasks = [SendTask(message_id=message.id) for message in page if message.lane == lane]
        enqueue_all(f"messages-{lane}", "send_message", tasks)


def _rest(state: Stored[ReleaseState]) -> None:
    commit = Commit()
    commit.update(release_states, state, state.value.model_copy(update={"page": [], "moved_at": clock.real()}))
    try:
        commit.commit()
    except LostRace:
        return  # another call has taken over, and rests in its turn
