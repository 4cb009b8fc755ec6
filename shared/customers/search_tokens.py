"""Words a customer is found by: prefixes kept as a map, so that a search is an AND of equalities on an index."""

import re

from shared.core.text import words
from shared.customers.models import Customer

SHORTEST, LONGEST, MOST = 2, 8, 120
PHONE_TAILS = range(4, 9)

_PHONE_LIKE = re.compile(r"^[\d\s+().-]+$")


def findable(customer: Customer) -> Customer:
    """The customer with the tokens of what they are called now."""
    return customer.model_copy(update={"t": search_tokens(customer)})


def search_tokens(customer: Customer) -> dict[str, bool]:
    """Prefixes of 2 to 8 letters of the words of number, name, PPPoE users and address, and ends of phones."""
    tokens = {plan_token(plan_id): True for plan_id in customer.plan_ids}
    for phone in [customer.phone, *customer.other_phones]:
        for length in PHONE_TAILS:
            if phone:
                tokens[phone[-length:]] = True
    number = customer.id.removeprefix("PLG-")
    named = [customer.id, number.lstrip("0"), customer.old_number or "", customer.name]
    named += [brief.pppoe_user or "" for brief in customer.subscriptions.values()]
    for word in words(" ".join(named)) + words(customer.address):
        for length in range(SHORTEST, LONGEST + 1):
            if len(tokens) == MOST:
                return tokens
            if length <= len(word):
                tokens[word[:length]] = True
    return tokens


def plan_token(plan_id: str) -> str:
    """Stands for a plan: as a token it joins the AND of a search without an index of its own."""
    return f"plan:{plan_id}"


def query_tokens(text: str) -> list[str]:
    """The tokens that all have to be there for what somebody typed; words of one letter are left out."""
    digits = re.sub(r"\D", "", text)
    if _PHONE_LIKE.match(text.strip()) and len(digits) > LONGEST:
        return [digits[-LONGEST:]]
    found = [word[:LONGEST] for word in words(text) if len(word) >= SHORTEST]
    return list(dict.fromkeys(found))[:8]
