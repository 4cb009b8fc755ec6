"""Words that staff send often, filled with what is known of whom they talk to."""

import re
from collections.abc import Mapping

from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay, oldest_first
from shared.billing.pay_link import pay_url
from shared.billing.repository import invoices
from shared.complaints.repository import complaint_rules
from shared.complaints.rules import Canned
from shared.conversations.models import ReadyAnswer, ReadyAnswerPage
from shared.conversations.read_conversations import stored_conversation
from shared.core.money import rupiah

GAP = re.compile(r"\{(\w+)\}")
OF_A_TICKET = {"number", "technician"}
"""Words about a complaint: for its own page."""


def ready_answers(conversation_id: str) -> ReadyAnswerPage:
    """All that may be said here, in the order in which the owner keeps them. Raises NotFound."""
    talk = stored_conversation(conversation_id).value
    owed: list[Invoice] = []
    if talk.customer_id:
        found = invoices.find(("customer_id", "==", talk.customer_id), ("status", "==", "open"))
        owed = oldest_first(stored.value for stored in found)
    known = known_of(talk.name, owed)
    meant = [one for one in complaint_rules().answers if OF_A_TICKET.isdisjoint(GAP.findall(one.text))]
    return ReadyAnswerPage(items=[filled(one, known) for one in meant], next_cursor=None)


def known_of(name: str, owed: list[Invoice]) -> dict[str, str]:
    """What gaps may be filled with; what is not known of this person is not there. The oldest bill is paid first."""
    known = {"nama": name, "name": name} if name else {}
    if owed:
        known |= {"tagihan": rupiah(sum(left_to_pay(one) for one in owed)), "link_bayar": pay_url(owed[0])}
    return known


def filled(answer: Canned, known: Mapping[str, str]) -> ReadyAnswer:
    """With its gaps filled; `missing` names those that cannot be, and stay in the text."""
    gaps = dict.fromkeys(GAP.findall(answer.text))
    text = GAP.sub(lambda gap: known.get(gap[1], gap[0]), answer.text)
    return ReadyAnswer(title=answer.title, text=text, missing=[gap for gap in gaps if gap not in known])
