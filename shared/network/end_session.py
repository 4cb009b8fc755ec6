"""Staff end a session: the modem dials again, with what its line is due."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core.errors import Conflict, NotFound
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid
from shared.customers.change_subscription import stored_subscription
from shared.network.models import Drop, SessionView
from shared.network.read_line import line_seen
from shared.network.read_routers import stored_router
from shared.network.read_sessions import read_session
from shared.network.repository import routers
from shared.network.settle_line import command_id

MOST_AT_ONCE = 30


def end_session(subscription_id: str, by: Caller) -> SessionView:
    """The line as it is now; its router is told at its next report. Raises NotFound, Conflict `not_on_line`, `busy`."""
    cause = f"{subscription_id}.{ulid()}"

    def decide() -> None:
        seen = line_seen(stored_subscription(subscription_id).value)
        if seen is None:
            raise NotFound()
        if not seen.line.session:
            raise Conflict(
                code="not_on_line",
                message_id="Pelanggan ini sedang tidak tersambung.",
                message_en="This line is not on line.",
            )
        stored = stored_router(seen.router_id)
        before = stored.value.drops
        drop = Drop(id=command_id(subscription_id, cause), session=seen.line.session)
        if seen.target not in before and len(before) >= MOST_AT_ONCE:
            raise Conflict(
                code="too_many_drops",
                message_id="Router ini masih memutus sambungan lain. Coba lagi sebentar.",
                message_en="This router has other sessions to end first. Try again shortly.",
            )
        commit = Commit()
        drops = {**before, seen.target: before.get(seen.target, drop)}
        commit.update(routers, stored, stored.value.model_copy(update={"drops": drops}))
        subject = f"subscriptions/{subscription_id}"
        record_audit(commit, cause=cause, what="session_ended", by=by.id, subject=subject)
        commit.commit()

    attempt(decide)
    return read_session(subscription_id)
