"""What comes in and goes out where staff have a customer's words triaged."""

from pydantic import BaseModel, Field

from shared.conversations.triage import Category, Intent, Urgency
from shared.core.fields import Prose


class TriageRequest(BaseModel):
    """The words of one message; what has none is `other`, of confidence 0."""

    text: Prose


class TriageView(BaseModel):
    """Its labels, and how sure they are: below the threshold of triage.py the bot asks."""

    intent: Intent
    category: Category
    urgency: Urgency
    confidence: float = Field(ge=0, le=1)
