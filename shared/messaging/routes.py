"""The routes of the outbox and its templates."""

from pydantic import BaseModel, Field

from shared.core.fields import PageQuery
from shared.core.http import Routes
from shared.messaging.models import MessagePage, MessageQuery, OutboxCounts, TemplatePage
from shared.messaging.read_messages import count_messages, list_messages, list_templates

messages = Routes("/api/messages")
templates = Routes("/api/templates")


class CountsQuery(BaseModel):
    run_id: str | None = Field(default=None, max_length=64)


@messages.get("", may="messages.read")
def list_(query: MessageQuery) -> MessagePage:
    return list_messages(query)


@messages.get("/counts", may="messages.read")
def counts(query: CountsQuery) -> OutboxCounts:
    return count_messages(query.run_id)


@templates.get("", may="messages.read")
def list_all(query: PageQuery) -> TemplatePage:
    return list_templates(query)
