"""Who is on line, router by router, and one line by its subscription."""

from shared.access.models import Caller
from shared.access.own_areas import sees
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import Stored
from shared.customers.change_subscription import stored_subscription
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.network.light_level import light_level
from shared.network.line_state import LineState, Standing, standing
from shared.network.models import Router, SessionPage, SessionQuery, SessionView
from shared.network.read_line import line_seen
from shared.network.read_routers import stored_router
from shared.network.router_lines import Lines


def list_sessions(query: SessionQuery, who: Caller) -> SessionPage:
    """A router's lines by login or address. Raises NotFound. Eight reads, and one for each customer shown.

    For staff limited to areas, only lines of nobody and of customers in them; a page may then be short.
    """
    router = stored_router(query.router_id).value
    if not sees(who, router.area_id):
        raise NotFound()
    lines, now = Lines(router.id), clock.now()
    lines.load_all()
    states: dict[str, tuple[LineState, Standing]] = {}
    for target, line in sorted(lines.known().items()):
        state = standing(line, router.heard_at, now)
        if query.state in (None, state) and target > (query.cursor or ""):
            states[target] = (line, state)
    shown = [*states.items()][: query.limit]
    owners = customers.get_many(customer_of(line) or "" for _, (line, _) in shown)
    items = [
        _view(router, target, line, state, owners.get(customer_of(line) or ""))
        for target, (line, state) in shown
        if _may_see(who, owners.get(customer_of(line) or ""))
    ]
    return SessionPage(items=items, next_cursor=shown[-1][0] if len(states) > len(shown) else None)


def read_session(subscription_id: str) -> SessionView:
    """Raises NotFound, also where no router has told of the line."""
    subscription = stored_subscription(subscription_id).value
    seen = line_seen(subscription)
    if seen is None:
        raise NotFound()
    router = stored_router(seen.router_id).value
    return _view(router, seen.target, seen.line, seen.state, customers.get(subscription.customer_id))


def customer_of(line: LineState) -> str | None:
    """`PLG-00123-1` is a line of PLG-00123."""
    return line.subscription_id.rpartition("-")[0] if line.subscription_id else None


def _may_see(who: Caller, owner: Stored[Customer] | None) -> bool:
    return owner is None or sees(who, owner.value.area_id)


def _view(router: Router, target: str, line: LineState, state: Standing, owner: Stored[Customer] | None) -> SessionView:
    return SessionView(
        router_id=router.id,
        target=target,
        state=state,
        since=line.since,
        subscription_id=line.subscription_id or None,
        customer_id=customer_of(line),
        customer_name=owner.value.name if owner else "",
        address=line.address,
        profile=line.profile,
        is_shut_out=line.shut_out or line.profile == router.rules.isolir_profile,
        rx_dbm=line.rx_dbm,
        light=light_level(line.rx_dbm),
    )
