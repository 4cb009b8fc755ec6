"""Outages for staff."""

from collections.abc import Iterator

from shared.access.own_areas import ALL, area_filters
from shared.complaints.models import Complaint
from shared.complaints.outage_models import Outage, OutagePage, OutageProgress, OutageQuery, OutageView
from shared.complaints.repository import affected, complaints, outage_progress, outages
from shared.core.errors import Conflict, NotFound
from shared.core.firestore import Filter, Stored

PAGE = 200


def list_outages(query: OutageQuery, within: tuple[str, ...] = ALL) -> OutagePage:
    """Those of these areas, the latest first. Asked by status, a page may hold fewer than `limit`."""
    filters: list[Filter] = area_filters(within) or []
    if not filters and query.status:
        filters = [("status", "==", query.status)]
    page = outages.page(*filters, order=[("opened_at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    meant = [outage for outage in page.items if query.status in (None, outage.status)]
    return OutagePage(
        items=[outage_view(outage) if outage.status == "open" else uncounted(outage) for outage in meant],
        next_cursor=page.next_cursor,
    )


def read_outage(outage_id: str) -> OutageView:
    """Raises NotFound."""
    return outage_view(stored_outage(outage_id).value)


def stored_outage(outage_id: str) -> Stored[Outage]:
    """Raises NotFound."""
    stored = outages.get(outage_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_outage(outage_id: str) -> str | None:
    """Raises NotFound."""
    return stored_outage(outage_id).value.area_id


def outage_view(outage: Outage) -> OutageView:
    """An outage for staff, with how many it is about."""
    progress = outage_progress.get(outage.id)
    far = progress.value if progress else OutageProgress(id=outage.id)
    of_it = ("outage_id", "==", outage.id)
    return OutageView(
        affected=affected.count(of_it),
        complaints=complaints.count(of_it) + complaints.count(("was_outage_id", "==", outage.id)),
        still_down=affected.count(of_it, ("works", "==", False)),
        credits=far.credits,
        credit_amount=far.credit_amount,
        **outage.model_dump(),
    )


def uncounted(outage: Outage) -> OutageView:
    """As `outage_view`, without how many."""
    return OutageView(**outage.model_dump())


def attached_to(outage_id: str) -> Iterator[Complaint]:
    """The complaints that are part of it, by number, read page by page."""
    after: list[str] | None = None
    while True:
        page = complaints.find(("outage_id", "==", outage_id), by_id=True, limit=PAGE, after=after)
        yield from (stored.value for stored in page)
        if len(page) < PAGE:
            return
        after = [page[-1].value.id]


def wrong_status() -> Conflict:
    return Conflict(
        code="wrong_status",
        message_id="Gangguan ini sudah tidak dalam status itu. Muat ulang halaman.",
        message_en="This outage is not in that state any more. Load the page again.",
    )
