"""The routes of the outbox and its templates."""

from pydantic import Field

from shared.access.own_areas import inside_own_areas
from shared.access.settle_caller import caller
from shared.core.fields import PageQuery
from shared.core.http import Routes
from shared.core.model import Model
from shared.messaging.hold_outbox import try_again_now
from shared.messaging.models import MessagePage, MessageQuery, MessageView, OutboxCounts, OutboxHealth, TemplatePage
from shared.messaging.read_health import read_health
from shared.messaging.read_messages import area_of_message, count_messages, list_messages, list_templates
from shared.messaging.resend_message import resend_message

messages = Routes("/api/messages", inside_own_areas(area_of_message))
holds = Routes("/api/messages/holds")
templates = Routes("/api/templates")


class Path(Model):
    id: str = Field(max_length=200)


class CountsQuery(Model):
    run_id: str | None = Field(default=None, max_length=64)


@messages.get("", may="messages.read")
def message_list(query: MessageQuery) -> MessagePage:
    return list_messages(query, caller().areas)


@messages.get("/counts", may="messages.totals")
def outbox_counts(query: CountsQuery) -> OutboxCounts:
    return count_messages(query.run_id)


@messages.get("/health", may="messages.totals")
def outbox_health() -> OutboxHealth:
    return read_health()


@messages.post("/{id}/resend", may="messages.send")
def resent_message(path: Path) -> MessageView:
    return resend_message(path.id, caller())


@holds.post("/{id}/retry", may="messages.release")
def lifted_hold(path: Path) -> OutboxHealth:
    try_again_now(path.id, caller())
    return read_health()


@templates.get("", may="templates.read")
def template_list(query: PageQuery) -> TemplatePage:
    return list_templates(query)
