"""Draft a broadcast: nothing is sent before somebody approves it."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.broadcasts.broadcast_message import check_values
from shared.broadcasts.models import Broadcast, BroadcastView, NewBroadcast
from shared.broadcasts.read_broadcasts import broadcast_view
from shared.broadcasts.repository import broadcasts
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.ids import ulid


def make_broadcast(new: NewBroadcast, by: Caller, key: str | None) -> Answer[BroadcastView]:
    """201, or 200 where this id has brought the same before. Raises Invalid, Conflict `id_reused`."""
    values = check_values(new.template, new.values)
    broadcast_id = new.id or key or ulid()

    def decide() -> Answer[Broadcast]:
        known = broadcasts.get(broadcast_id)
        if known:
            return Answer(_same(known.value, new, values), 200)
        draft = Broadcast(
            id=broadcast_id,
            name=new.name,
            template=new.template,
            values=values,
            segment=new.segment,
            created_at=clock.now(),
            created_by=by.id,
            created_by_name=by.name,
        )
        commit = Commit()
        commit.create(broadcasts, draft)
        record_audit(
            commit,
            cause=broadcast_id,
            what="drafted",
            by=by.id,
            subject=f"broadcasts/{broadcast_id}",
            after={"name": new.name, "template": new.template, "segment": new.segment.model_dump()},
        )
        commit.commit()
        return Answer(draft, 201)

    made = attempt(decide)
    return Answer(broadcast_view(made.body), made.status)


def _same(known: Broadcast, new: NewBroadcast, values: dict[str, str]) -> Broadcast:
    if (known.name, known.template, known.values, known.segment) != (new.name, new.template, values, new.segment):
        raise Conflict(
            code="id_reused",
            message_id="Nomor permintaan ini sudah dipakai untuk isi yang lain.",
            message_en="This id was used for something else.",
        )
    return known
