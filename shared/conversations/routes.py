"""The routes by which staff read conversations and take them over, and have a customer's words triaged."""

from pydantic import Field

from shared.access.own_areas import inside_own_areas
from shared.access.settle_caller import caller
from shared.conversations.models import (
    ConversationDetail,
    ConversationPage,
    ConversationQuery,
    ConversationView,
    HandBack,
    HistoryQuery,
    ReadyAnswerPage,
    ReplySent,
    StaffReply,
    TriageRequest,
    TriageView,
)
from shared.conversations.read_conversations import (
    area_of_conversation,
    conversation_picture,
    list_conversations,
    read_conversation,
)
from shared.conversations.ready_answers import ready_answers
from shared.conversations.take_over import hand_back, reply, take_over
from shared.conversations.triage import triage
from shared.core.fields import ClientId
from shared.core.http import Answer, Download, Routes
from shared.core.model import Model
from shared.core.pictures import PICTURE_TYPES

conversations = Routes("/api/conversations", inside_own_areas(area_of_conversation))
triages = Routes("/api/complaints/triage")


class Path(Model):
    id: str = Field(max_length=64)


class PicturePath(Path):
    file_id: str = Field(max_length=400)


class IdempotencyKey(Model):
    idempotency_key: ClientId | None = None


@conversations.get("", may="conversations.read")
def conversation_list(query: ConversationQuery) -> ConversationPage:
    return list_conversations(query, caller())


@conversations.get("/{id}", may="conversations.read")
def conversation(path: Path, query: HistoryQuery) -> ConversationDetail:
    return read_conversation(path.id, query)


@conversations.get("/{id}/photos/{file_id}", may="conversations.read", produces=PICTURE_TYPES)
def conversation_photo(path: PicturePath) -> Download:
    return conversation_picture(path.id, path.file_id)


@conversations.get("/{id}/answers", may="conversations.answer")
def ready_answer_list(path: Path) -> ReadyAnswerPage:
    return ready_answers(path.id)


@conversations.post("/{id}/take", may="conversations.answer")
def taken_conversation(path: Path) -> ConversationView:
    return take_over(path.id, caller())


@conversations.post("/{id}/reply", may="conversations.answer", status=201)
def conversation_reply(path: Path, body: StaffReply, header: IdempotencyKey) -> Answer[ReplySent]:
    return reply(path.id, body.text, caller(), body.id or header.idempotency_key)


@conversations.post("/{id}/hand-back", may="conversations.answer")
def handed_back_conversation(path: Path, body: HandBack) -> ConversationView:
    return hand_back(path.id, caller(), say_so=body.say_so)


@triages.post("", may="complaints.triage")
def triaged_text(body: TriageRequest) -> TriageView:
    said = triage(body.text)
    return TriageView(intent=said.intent, category=said.category, urgency=said.urgency, confidence=said.confidence)
