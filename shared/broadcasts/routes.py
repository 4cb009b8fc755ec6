"""The routes of broadcasts; named by what they answer."""

from pydantic import Field

from shared.access.settle_caller import caller
from shared.broadcasts.make_broadcast import make_broadcast
from shared.broadcasts.models import BroadcastPage, BroadcastQuery, BroadcastView, NewBroadcast
from shared.broadcasts.my_preferences import MyPreferences, my_preferences, prefer
from shared.broadcasts.read_broadcasts import list_broadcasts, read_broadcast
from shared.broadcasts.steer_broadcast import approve_broadcast, cancel_broadcast, pause_broadcast
from shared.core.http import Answer, Routes
from shared.core.idempotency import IdempotencyKey
from shared.core.model import Model
from shared.login.settle_customer import signed_in

broadcasts = Routes("/api/broadcasts")
me = Routes("/api/me/preferences")


class Path(Model):
    id: str = Field(max_length=64)


@broadcasts.get("", may="broadcasts.read")
def broadcast_list(query: BroadcastQuery) -> BroadcastPage:
    return list_broadcasts(query)


@broadcasts.post("", may="broadcasts.write", status=201)
def new_broadcast(body: NewBroadcast, header: IdempotencyKey) -> Answer[BroadcastView]:
    return make_broadcast(body, caller(), header.idempotency_key)


@broadcasts.get("/{id}", may="broadcasts.read")
def one_broadcast(path: Path) -> BroadcastView:
    return read_broadcast(path.id)


@broadcasts.post("/{id}/approve", may="broadcasts.approve")
def approved_broadcast(path: Path) -> BroadcastView:
    return approve_broadcast(path.id, caller())


@broadcasts.post("/{id}/pause", may="broadcasts.approve")
def paused_broadcast(path: Path) -> BroadcastView:
    return pause_broadcast(path.id, caller())


@broadcasts.post("/{id}/cancel", may="broadcasts.approve")
def cancelled_broadcast(path: Path) -> BroadcastView:
    return cancel_broadcast(path.id, caller())


@me.get("", may="me.read")
def own_preferences() -> MyPreferences:
    return my_preferences(signed_in())


@me.patch("", may="me.change")
def own_changed_preferences(body: MyPreferences) -> MyPreferences:
    return prefer(signed_in(), body)
