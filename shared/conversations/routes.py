"""The route by which staff have a customer's words triaged."""

from shared.conversations.models import TriageRequest, TriageView
from shared.conversations.triage import triage
from shared.core.http import Routes

triages = Routes("/api/complaints/triage")


@triages.post("", may="complaints.triage")
def triaged_text(body: TriageRequest) -> TriageView:
    said = triage(body.text)
    return TriageView(intent=said.intent, category=said.category, urgency=said.urgency, confidence=said.confidence)
