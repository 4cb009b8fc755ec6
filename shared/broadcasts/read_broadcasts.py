"""Broadcasts for staff: a draft with its forecast, a running one with what has become of it."""

from shared.broadcasts.broadcast_message import category_of, example_text
from shared.broadcasts.models import (
    Broadcast,
    BroadcastPage,
    BroadcastProgress,
    BroadcastQuery,
    BroadcastView,
    Phase,
    Segment,
)
from shared.broadcasts.repository import broadcast_progress, broadcasts, stored_broadcast
from shared.core.firestore import Filter
from shared.customers.models import CustomerFilter
from shared.customers.read_customers import filters_of
from shared.customers.repository import customers
from shared.messaging.read_health import forecast_now
from shared.messaging.read_messages import count_messages
from shared.messaging.repository import messages, rules_now
from shared.settings.repository import company

UNDER_WAY = ("queued", "released", "sending")


def list_broadcasts(query: BroadcastQuery) -> BroadcastPage:
    """The newest first, without their counts: one question for each that was sent, whether any of it is under way."""
    page = broadcasts.page(order=[("created_at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    far = broadcast_progress.get_many(one.id for one in page.items)
    items = [broadcast_view(one, far[one.id].value if one.id in far else None) for one in page.items]
    for view in items:
        if view.phase == "sending" and not messages.count(("batch", "==", view.id), ("status", "in", UNDER_WAY)):
            view.phase = "done"
    return BroadcastPage(items=items, next_cursor=page.next_cursor)


def read_broadcast(broadcast_id: str) -> BroadcastView:
    """With its counts, or with its forecast while it is a draft. Raises NotFound."""
    broadcast = stored_broadcast(broadcast_id).value
    far = broadcast_progress.get(broadcast_id)
    if broadcast.status == "draft":
        people = customers.count(*segment_filters(broadcast.segment))
        forecast = forecast_now(people, category_of(broadcast.template))
        of_draft = {"forecast": forecast, "needs_second_person": rules_now().broadcast_needs_second_person}
        return broadcast_view(broadcast).model_copy(update=of_draft)
    counts = {status: count for status, count in count_messages(broadcast_id).counts.items() if count}
    view = broadcast_view(broadcast, far.value if far else None)
    if view.phase == "sending" and not any(counts.get(status) for status in UNDER_WAY):
        view.phase = "done"
    return view.model_copy(update={"counts": counts})


def segment_filters(segment: Segment) -> list[Filter]:
    """What the index of customers is asked."""
    return filters_of(CustomerFilter(**segment.model_dump())) or []


def broadcast_view(broadcast: Broadcast, far: BroadcastProgress | None = None) -> BroadcastView:
    """Without counts and forecast."""
    far = far or BroadcastProgress(id=broadcast.id)
    return BroadcastView(
        category=category_of(broadcast.template),
        text=example_text(broadcast, company().name),
        phase=_phase(broadcast),
        queued=far.queued,
        opted_out=far.opted_out,
        without_phone=far.without_phone,
        **broadcast.model_dump(exclude={"written"}),
    )


def _phase(broadcast: Broadcast) -> Phase:
    if broadcast.status != "approved":
        return broadcast.status
    return "sending" if broadcast.written else "writing"
