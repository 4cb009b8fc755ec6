"""WhatsApp at Meta: the number, the account, the webhook both ways, the templates."""

import secrets
from collections.abc import Iterator

import requests

from operations.graph import Graph, GraphRefused
from operations.place import Place, Unusable
from operations.preflight.finding import Finding, found
from operations.templates import standings

TIMEOUT_S = 20
OF_NUMBER = "verified_name,code_verification_status,quality_rating,whatsapp_business_manager_messaging_limit"
SMALLEST = "TIER_250"


def of_whatsapp(place: Place, webhook: str) -> Iterator[Finding]:
    """`webhook`: where Meta is told to call."""
    yield from _handshake(place, webhook)
    try:
        graph = Graph(place)
    except Unusable as error:
        yield Finding("WhatsApp's account", "missing", str(error))
        return
    try:
        yield from _at_meta(graph)
    except GraphRefused as refused:
        yield Finding("Meta answers with this token", "missing", f"{refused}; deploy.md, part WhatsApp.")


def _handshake(place: Place, webhook: str) -> Iterator[Finding]:
    """As Meta does when the address is put in: only who knows the verify token gets the challenge back."""
    challenge = secrets.token_hex(8)

    def answered(token: str) -> str:
        query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": token}
        try:
            return requests.get(webhook, params=query, timeout=TIMEOUT_S).text
        except requests.RequestException:
            return ""

    knows = answered(place.secret("WHATSAPP_VERIFY_TOKEN")) == challenge
    yield found(f"the webhook answers Meta's handshake at {webhook}", knows, "make deploy; WHATSAPP_VERIFY_TOKEN.")
    if knows:
        yield found("and nobody else's", answered("a guess") != challenge, "whatsapp_webhook is not closed.")


def _at_meta(graph: Graph) -> Iterator[Finding]:
    number = graph.get(graph.number, fields=OF_NUMBER)
    yield Finding(f"the token opens the number of {number.get('verified_name')}", "ok")
    verified = number.get("code_verification_status", "VERIFIED") in ("VERIFIED", "EXPIRED")
    yield found("the number is verified", verified, "WhatsApp Manager, Phone numbers: verify it by SMS or call.")
    if number.get("quality_rating") in ("RED", "YELLOW"):
        yield Finding(f"the number's quality is {number['quality_rating']}", "look", "runbook.md#whatsapp-account")
    limit = str(number.get("whatsapp_business_manager_messaging_limit") or SMALLEST)
    if limit == SMALLEST:
        yield Finding("250 people a day is all Meta allows yet", "look", "Business verification; deploy.md, WhatsApp.")
    apps = graph.get(f"{graph.account}/subscribed_apps")["data"]
    if not apps:
        graph.post(f"{graph.account}/subscribed_apps", {})
        apps = graph.get(f"{graph.account}/subscribed_apps")["data"]
    yield found("the app is subscribed to the account's events", bool(apps), "The token needs the account's rights.")
    told = standings(graph)
    good = sum(one.state == "approved" for one in told)
    yield found(f"{good} of {len(told)} templates are approved", good == len(told), "make templates tells why.")
