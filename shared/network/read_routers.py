"""Routers for staff, and the lines for which they have still to do something."""

from shared.access.own_areas import ALL, area_filters
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.fields import PageQuery
from shared.core.firestore import Filter, Stored
from shared.customers.models import Customer, Subscription
from shared.customers.repository import customers, subscriptions
from shared.network.line_state import is_silent
from shared.network.models import DriftPage, DriftView, Router, RouterPage, RouterView
from shared.network.repository import routers


def list_routers(query: PageQuery, within: tuple[str, ...] = ALL) -> RouterPage:
    """Those of these areas, by id."""
    page = routers.page(*(area_filters(within) or []), limit=query.limit, cursor=query.cursor)
    return RouterPage(items=[router_view(router) for router in page.items], next_cursor=page.next_cursor)


def read_router(router_id: str) -> RouterView:
    """Raises NotFound."""
    return router_view(stored_router(router_id).value)


def stored_router(router_id: str) -> Stored[Router]:
    """Raises NotFound."""
    stored = routers.get(router_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_router(router_id: str) -> str | None:
    """Raises NotFound."""
    return stored_router(router_id).value.area_id


def router_view(router: Router) -> RouterView:
    """As staff see it: never its token."""
    silent = is_silent(router.heard_at, clock.now())
    since = router.heard_at if silent else router.heard_since
    shown = router.model_dump(include=set(RouterView.model_fields) - {"rules"})
    return RouterView(**shown, rules=router.rules, is_silent=silent, since=since)


def list_drift(query: PageQuery, within: tuple[str, ...] = ALL) -> DriftPage:
    """Lines of these areas for which their router has still to do something: decided, not yet so at the router.

    A page may be short: lines that only moved to another box are due as well, and are no drift.
    """
    asked: list[Filter] = [("router_due", "==", True), *(area_filters(within) or [])]
    page = subscriptions.page(*asked, limit=query.limit, cursor=query.cursor)
    owners = customers.get_many(line.customer_id for line in page.items)
    serving = routers.get_many(line.router_id or "" for line in page.items)
    items = []
    for line in page.items:
        if not _differs(line):
            continue
        owner, router = owners.get(line.customer_id), serving.get(line.router_id or "")
        items.append(_drift(line, owner.value if owner else None, router.value if router else None))
    return DriftPage(items=items, next_cursor=page.next_cursor)


def _differs(line: Subscription) -> bool:
    """Whether the router must do something, and has not only to hear on which box the line now hangs."""
    was, shall_be = line.served, line.shall_be
    return was is None or shall_be is None or was.model_copy(update={"box": shall_be.box}) != shall_be


def _drift(line: Subscription, owner: Customer | None, router: Router | None) -> DriftView:
    was = line.served
    is_cut = was is not None and not was.allowed
    return DriftView(
        subscription_id=line.id,
        customer_id=line.customer_id,
        customer_name=owner.name if owner else "",
        router_id=line.router_id or "",
        router_heard_at=router.heard_at if router else None,
        kind="shut_out" if not line.service_allowed else "other_plan" if was is not None and not is_cut else "let_on",
        decided_at=line.updated_at,
        problem=line.router_problem,
    )
