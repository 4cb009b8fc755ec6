"""Meta's Graph API as an operator asks it: WhatsApp's account, number, templates. The functions have their own way."""

from typing import Any

import requests

from operations.place import Place, Unusable

TIMEOUT_S = 30


class GraphRefused(Exception):
    """Meta says no; the message is Meta's own, with its code."""


class Graph:
    """One business account, with its token. Raises Unusable where the place does not say whose it is."""

    def __init__(self, place: Place) -> None:
        said = place.variables
        upper = {name.lower(): value for name, value in said.items()}
        self.account = upper.get("whatsapp_business_account_id", "")
        self.app = upper.get("whatsapp_app_id", "")
        self.number = upper.get("whatsapp_phone_number_id", "")
        version = upper.get("whatsapp_graph_version") or "v25.0"
        self._base = f"{upper.get('whatsapp_graph_url') or 'https://graph.facebook.com'}/{version}"
        self._token = place.secret("WHATSAPP_ACCESS_TOKEN")
        if not self._token:
            raise Unusable("WHATSAPP_ACCESS_TOKEN has no value yet: docs/deploy.md, part WhatsApp.")
        if not self.account:
            raise Unusable("whatsapp_business_account_id is not set: docs/deploy.md, part WhatsApp.")

    def get(self, path: str, **query: str) -> dict[str, Any]:
        """Raises GraphRefused."""
        return self._ask("GET", path, params=query)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Raises GraphRefused."""
        return self._ask("POST", path, json=body)

    def all(self, path: str, **query: str) -> list[dict[str, Any]]:
        """Every page of a list."""
        found: list[dict[str, Any]] = []
        after = ""
        while True:
            page = self.get(path, limit="100", **query, **({"after": after} if after else {}))
            found += page["data"]
            if "next" not in page.get("paging", {}):
                return found
            after = page["paging"]["cursors"]["after"]

    def keep_sample(self, name: str, data: bytes, media_type: str) -> str:
        """Upload a sample for a template's header; its handle."""
        told = {"file_name": name, "file_length": str(len(data)), "file_type": media_type}
        session = self._ask("POST", f"{self.app or 'app'}/uploads", params=told)["id"]
        headers = {"Authorization": f"OAuth {self._token}", "file_offset": "0"}
        return str(self._ask("POST", session, data=data, headers=headers)["h"])

    def _ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token}", **more.pop("headers", {})}
        try:
            answer = requests.request(method, f"{self._base}/{path}", headers=headers, timeout=TIMEOUT_S, **more)
            said: dict[str, Any] = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise GraphRefused(f"Meta was not reached: {type(error).__name__}") from error
        if not answer.ok:
            told = said.get("error", {})
            detail = told.get("error_user_msg") or told.get("error_data", {}).get("details") or ""
            raise GraphRefused(f"{told.get('code')}: {told.get('message', '')} {detail}".strip())
        return said
