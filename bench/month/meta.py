"""WhatsApp as Meta runs it, as far as it costs: receipts one by one, papers fetched, a call that fails at times."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import requests

from shared.messaging.templates import templates

if TYPE_CHECKING:
    from bench.month.cloud import Cloud

READ = 0.7
"""Of the messages, so many are read."""
FAILS = 0.005
"""Of the calls; each is made again."""
PHONE_NUMBER = "100000000000001"


class Meta:
    """Whoever is written to, and writes."""

    def __init__(self, cloud: "Cloud") -> None:
        self.cloud = cloud
        self.accepted = 0

    def answer(self, body: dict[str, Any]) -> requests.Response:
        """To one call of ours."""
        from bench.month.cloud import answered

        if "status" in body:
            return answered(200, {"success": True})
        if self.cloud.chance.random() < FAILS:
            return answered(500, {"error": {"code": 131016, "message": "Service unavailable"}})
        self.accepted += 1
        is_template = body["type"] == "template"
        category = templates()[body["template"]["name"]].category.lower() if is_template else "service"
        wamid = f"wamid.{self.accepted}"
        states = {"sent": 1, "delivered": 3} | ({"read": 600} if self.cloud.chance.random() < READ else {})
        for status, after_s in states.items():
            told = {"id": wamid, "status": status, "biz_opaque_callback_data": body["biz_opaque_callback_data"]}
            told |= {"timestamp": str(int(self.cloud.now.timestamp()) + after_s), "recipient_id": body.get("to", "")}
            told["pricing"] = {"billable": is_template, "category": category}
            self._later(after_s, "receipts of messages", {"statuses": [told]})
        for link in _links(body):
            self.cloud.at(self.cloud.now + timedelta(seconds=1), lambda link=link: self._fetch(link))  # type: ignore[misc]
        return answered(200, {"messaging_product": "whatsapp", "contacts": [], "messages": [{"id": wamid}]})

    def says(self, phone: str, number: int, text: str) -> None:
        """A customer writes."""
        told = {"id": f"wamid.in.{phone}.{number}", "from": phone.lstrip("+"), "type": "text", "text": {"body": text}}
        told["timestamp"] = str(int(self.cloud.now.timestamp()))
        who = {"wa_id": phone.lstrip("+"), "profile": {"name": "Asih"}}
        self._later(0, "people answered", {"messages": [told], "contacts": [who]})

    def _later(self, after_s: float, purpose: str, value: dict[str, Any]) -> None:
        metadata = {"phone_number_id": PHONE_NUMBER}
        change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": metadata, **value}}
        body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()
        signature = "sha256=" + hmac.new(b"meta's", body, hashlib.sha256).hexdigest()

        def post() -> None:
            headers = {"X-Hub-Signature-256": signature}
            self.cloud.http(purpose, "POST", "/webhooks/whatsapp", data=body, headers=headers)

        self.cloud.at(self.cloud.now + timedelta(seconds=after_s), post)

    def _fetch(self, link: str) -> None:
        path = link.removeprefix("http://localhost:8080")
        self.cloud.http("papers fetched by WhatsApp", "GET", path)


def _links(body: Any) -> Iterator[str]:
    if isinstance(body, dict):
        if isinstance(body.get("link"), str):
            yield body["link"]
        for value in body.values():
            yield from _links(value)
    elif isinstance(body, list):
        for value in body:
            yield from _links(value)
