"""Conversations for staff: the list, and one with what was said, what is owed and what is complained of."""

from collections.abc import Iterable
from datetime import datetime

from shared.access.models import Caller
from shared.access.own_areas import area_filters
from shared.access.repository import staff
from shared.billing.pay_invoice import left_to_pay, oldest_first
from shared.billing.repository import invoices
from shared.complaints.open_complaints_of import open_complaints_of
from shared.conversations.models import (
    BillBeside,
    Bubble,
    Conversation,
    ConversationDetail,
    ConversationPage,
    ConversationQuery,
    ConversationView,
    HistoryQuery,
    TicketBeside,
)
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.errors import NotFound, invalid
from shared.core.firestore import Filter, Stored
from shared.core.http import Download
from shared.core.pictures import clean_picture
from shared.customers.read_customers import area_of_customer
from shared.customers.repository import customers
from shared.messaging.contacts import WINDOW, address_of, window_is_open
from shared.messaging.fetch_media import MediaGone, fetch_media
from shared.messaging.models import Contact, InboundEvent, Message
from shared.messaging.read_messages import message_view
from shared.messaging.repository import contacts, inbound, messages

REPLY = "reply"
"""The purpose of what one of us wrote here; its cause is `{conversation}.{uid}.{act}`."""
MOST_BILLS = 30


def list_conversations(query: ConversationQuery, by: Caller) -> ConversationPage:
    """Those of the caller's areas, the latest first. Asked by several things, a page may hold fewer than `limit`."""
    filters: list[Filter] = area_filters(by.areas) or []
    if not filters:
        filters = _first_asked(query, by)
    latest_first = [("last_at", "DESCENDING")]
    page = conversations.page(*filters, order=latest_first, limit=query.limit, cursor=query.cursor)
    meant = [one for one in page.items if _is_meant(one, query, by)]
    found = contacts.get_many(one.id for one in meant)
    items = [conversation_view(one, found[one.id].value if one.id in found else None) for one in meant]
    return ConversationPage(items=items, next_cursor=page.next_cursor)


def read_conversation(conversation_id: str, query: HistoryQuery) -> ConversationDetail:
    """With a page of what was said. Raises NotFound, Invalid for a cursor that is not ours."""
    one = stored_conversation(conversation_id).value
    found = contacts.get(one.id)
    contact = found.value if found else None
    bubbles, next_cursor = _said(contact, query)
    stored = customers.get(one.customer_id) if one.customer_id else None
    view = conversation_view(one, contact)
    open_ = window_is_open(contact, clock.now())
    return ConversationDetail(
        **view.model_dump(),
        window_until=contact.last_inbound_at + WINDOW if open_ and contact and contact.last_inbound_at else None,
        bubbles=bubbles,
        next_cursor=next_cursor,
        bills=_bills(one.customer_id),
        tickets=[
            TicketBeside(id=it.id, category=it.category, status=it.status, created_at=it.created_at)
            for it in (open_complaints_of(one.customer_id) if one.customer_id else [])
        ],
        balance=stored.value.balance if stored else 0,
    )


def conversation_picture(conversation_id: str, event_id: str) -> Download:
    """A picture they sent. Raises NotFound, also for one that is not to be had any more; Busy."""
    stored = inbound.get(event_id)
    if stored is None or stored.value.contact_id != conversation_id or stored.value.said is None:
        raise NotFound()
    try:
        picture = clean_picture(fetch_media(stored.value))
    except MediaGone as gone:
        raise NotFound() from gone
    return Download(picture.data, picture.media_type, f"foto-{stored.value.id[-8:]}.jpg")


def stored_conversation(conversation_id: str) -> Stored[Conversation]:
    """Raises NotFound."""
    stored = conversations.get(conversation_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_conversation(conversation_id: str) -> str | None:
    """Its customer's now; where nobody knows whose it is, none. Raises NotFound."""
    one = stored_conversation(conversation_id).value
    return area_of_customer(one.customer_id) if one.customer_id else one.area_id


def conversation_view(one: Conversation, contact: Contact | None) -> ConversationView:
    """A conversation for staff."""
    known = set(ConversationView.model_fields) - {"phone"}
    return ConversationView(**one.model_dump(include=known), phone=contact.phone if contact else None)


def _first_asked(query: ConversationQuery, by: Caller) -> list[Filter]:
    """One filter an index; the others are looked at after reading (decision 4)."""
    if query.customer_id:
        return [("customer_id", "==", query.customer_id)]
    if query.mine:
        return [("handed_to", "==", by.id)]
    if query.unread:
        return [("is_unread", "==", True)]
    return [("status", "==", query.status)] if query.status else []


def _is_meant(one: Conversation, query: ConversationQuery, by: Caller) -> bool:
    return (
        query.status in (None, one.status)
        and (not query.mine or one.handed_to == by.id)
        and (query.unread is None or one.is_unread == query.unread)
        and query.customer_id in (None, one.customer_id)
    )


def _said(contact: Contact | None, query: HistoryQuery) -> tuple[list[Bubble], str | None]:
    """The latest before the cursor, theirs and ours."""
    if contact is None:
        return [], None
    before = _moment(query.cursor) if query.cursor else None
    until: list[Filter] = [("at", "<", before)] if before else []
    events = inbound.find(
        ("contact_id", "==", contact.id),
        *until,
        order=[("at", "DESCENDING")],
        limit=query.limit + 1,
        leave_out=["raw"],
    )
    until = [("created_at", "<", before)] if before else []
    sent = messages.find(
        ("to", "==", address_of(contact)), *until, order=[("created_at", "DESCENDING")], limit=query.limit + 1
    )
    names = _names(stored.value for stored in sent)
    told = [_theirs(stored.value) for stored in events if stored.value.said]
    # What was taken back before it went was never said.
    ours = (stored.value for stored in sent if not stored.value.has_secret and stored.value.status != "cancelled")
    told += [_ours(message, names) for message in ours]
    # Where one side was read up to here only, the other is shown no further.
    ends = [events[-1].value.at] if len(events) > query.limit else []
    ends += [sent[-1].value.created_at] if len(sent) > query.limit else []
    return _latest(told, query.limit, max(ends, default=None))


def _latest(told: list[Bubble], limit: int, read_to: datetime | None) -> tuple[list[Bubble], str | None]:
    shown = [bubble for bubble in told if read_to is None or bubble.at >= read_to]
    shown.sort(key=lambda bubble: (bubble.at, bubble.id), reverse=True)
    end = shown[limit - 1].at if len(shown) > limit else read_to
    return shown[:limit], end.isoformat() if end else None


def _theirs(event: InboundEvent) -> Bubble:
    said = event.said
    assert said is not None  # noqa: S101 - the others are left out
    is_ours = said.kind == "echo"
    return Bubble(
        id=event.id,
        by="staff" if is_ours else "customer",
        by_name="" if is_ours else event.name,
        kind=said.kind,
        text=said.text,
        at=event.at,
        has_media=said.media is not None,
    )


def _ours(message: Message, names: dict[str, str]) -> Bubble:
    by_staff = message.purpose == REPLY
    return Bubble(
        id=message.id,
        by="staff" if by_staff else "bot",
        by_name=names.get(_author(message), "") if by_staff else "",
        kind="text" if message.content and message.form != "template" else "template",
        text=message_view(message).text,
        at=message.created_at,
        status=message.status,
    )


def _author(message: Message) -> str:
    _, _, act = message.cause.partition(".")
    return act.rpartition(".")[0]


def _names(sent: Iterable[Message]) -> dict[str, str]:
    uids = {_author(message) for message in sent if message.purpose == REPLY}
    return {stored.value.id: stored.value.name for stored in staff.get_many(uids).values()}


def _bills(customer_id: str) -> list[BillBeside]:
    if not customer_id:
        return []
    found = invoices.find(("customer_id", "==", customer_id), ("status", "==", "open"), limit=MOST_BILLS)
    return [
        BillBeside(
            id=one.id,
            number=one.number,
            total=one.total,
            amount_due=left_to_pay(one),
            due_on=one.due_on,
            status=one.status,
        )
        for one in oldest_first(stored.value for stored in found)
    ]


def _moment(cursor: str) -> datetime:
    try:
        moment = datetime.fromisoformat(cursor)
    except ValueError as error:
        raise invalid("cursor", "Penanda halaman tidak dikenal.", "This cursor is not ours.") from error
    if moment.tzinfo is None:
        raise invalid("cursor", "Penanda halaman tidak dikenal.", "This cursor is not ours.")
    return moment
