"""Find messages in the outbox, and how many stand in which state."""

from shared.access.own_areas import ALL, area_filters
from shared.core.errors import NotFound, invalid
from shared.core.fields import PageQuery
from shared.core.firestore import Filter, Order
from shared.core.phones import parse_phone
from shared.messaging.message_states import RANK
from shared.messaging.models import (
    Message,
    MessagePage,
    MessageQuery,
    MessageView,
    OutboxCounts,
    TemplatePage,
    TemplateStanding,
    TemplateView,
)
from shared.messaging.repository import messages, template_standings
from shared.messaging.templates import render_text, templates


def area_of_message(message_id: str) -> str | None:
    """Raises NotFound."""
    stored = messages.get(message_id)
    if stored is None:
        raise NotFound()
    return stored.value.area_id


def list_messages(query: MessageQuery, within: tuple[str, ...] = ALL) -> MessagePage:
    """Messages to these areas, the newest first; of a run or under several filters by id.

    Raises Invalid where `to` is no phone.
    """
    filters: list[Filter] = area_filters(within) or []
    if query.to:
        phone = parse_phone(query.to)
        if phone is None:
            raise invalid("to", "Bukan nomor telepon yang dapat dipakai.", "Not a usable phone number.")
        filters.append(("to", "==", phone.e164))
    if len(query.status) == 1:
        filters.append(("status", "==", query.status[0]))
    elif query.status:
        filters.append(("status", "in", query.status))
    if query.cause:
        filters.append(("cause", "==", query.cause))
    if query.customer_id:
        filters.append(("customer_id", "==", query.customer_id))
    if query.run_id:
        filters.append(("batch", "==", query.run_id))
    # An index per filter, none per pair of them: every index is written with every message. A run's messages are all
    # of one age, so they need none.
    newest_first: list[Order] = [("created_at", "DESCENDING")]
    order = newest_first if len(filters) <= 1 and not query.run_id else []
    page = messages.page(*filters, order=order, limit=query.limit, cursor=query.cursor)
    return MessagePage(items=[message_view(one) for one in page.items], next_cursor=page.next_cursor)


def count_messages(batch: str | None) -> OutboxCounts:
    """How many messages stand in each state, of one batch (a run's id) or of all."""
    base: list[Filter] = [("batch", "==", batch)] if batch else []
    # Last states first: a message that moves on meanwhile is then missed for a moment, never counted twice.
    counts = {status: messages.count(*base, ("status", "==", status)) for status in reversed(RANK)}
    return OutboxCounts(counts=counts, total=sum(counts.values()))


def list_templates(_query: PageQuery) -> TemplatePage:
    """All templates we send, with how WhatsApp stands to each."""
    known = set(TemplateView.model_fields)
    told = template_standings.get_many(templates())
    items = []
    for template in templates().values():
        standing = told[template.name].value if template.name in told else TemplateStanding(id=template.name)
        said = {"status": standing.status, "quality": standing.quality}
        items.append(TemplateView(**template.model_dump(include=known), **said))
    return TemplatePage(items=items, next_cursor=None)


def message_view(message: Message) -> MessageView:
    """A message for staff, in the words the customer reads."""
    template = templates().get(message.template)
    known = set(MessageView.model_fields) - {"text"}
    text = render_text(template, message.values) if template else ""
    if message.content and message.form != "template":
        text = message.content.text
    return MessageView(**message.model_dump(include=known), text=text)
