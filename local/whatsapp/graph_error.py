"""Meta's error envelope and the errors the simulator answers with."""

import base64
import random
import secrets
from typing import Any


class GraphError(Exception):
    """An error in the words of the Graph API; `code` is what clients decide on."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        details: str | None = None,
        status: int = 400,
        subcode: int | None = None,
        kind: str = "OAuthException",
        transient: bool | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details
        self.status = status
        self.subcode = subcode
        self.kind = kind
        self.transient = transient

    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.details is not None:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        if self.transient is not None:
            error["is_transient"] = self.transient
        error["fbtrace_id"] = "A" + base64.urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
        return {"error": error}


TITLES = {
    130429: "Rate limit hit",
    131000: "Something went wrong",
    131008: "Required parameter is missing",
    131009: "Parameter value is not valid",
    131026: "Message undeliverable",
    131047: "Re-engagement message",
    131051: "Unsupported message type",
    131053: "Media upload error",
    131056: "(Business Account, Consumer Account) pair rate limit hit",
    131062: "Business-scoped User ID (BSUID) recipients are not supported for this message",
    132000: "Number of parameters does not match the expected number of params",
    132001: "Template name does not exist in the translation",
    132005: "Translated text too long",
    132012: "Parameter format does not match format in the created template",
    132015: "Template is paused",
    132018: "There was an issue with the parameters in your template",
}

EXPLANATIONS = {
    131026: "Message Undeliverable.",
    131047: "Message failed to send because more than 24 hours have passed since the customer last replied "
    "to this number.",
    131053: "Failed to download the media from the link, or no such media was uploaded.",
}


def cloud_error(code: int, details: str, *, status: int = 400) -> GraphError:
    """A numbered Cloud API error: `(#131009) Parameter value is not valid` and its details."""
    return GraphError(code, f"(#{code}) {TITLES[code]}", details=details, status=status)


def throttled() -> GraphError:
    """Too fast: the number's throughput, or the calls of the whole business account."""
    if random.random() < 0.5:
        return GraphError(
            80007, "(#80007) Rate limit issues", details="The account has reached its rate limit.", status=429
        )
    return cloud_error(130429, "Cloud API message throughput has been reached.", status=429)


def missing(parameter: str) -> GraphError:
    return GraphError(100, f"(#100) The parameter {parameter} is required.")


def invalid(message: str) -> GraphError:
    return GraphError(100, f"(#100) {message}")


def unknown_object(node: str) -> GraphError:
    return GraphError(
        100,
        f"Unsupported request. Object with ID '{node}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation",
        subcode=33,
        kind="GraphMethodException",
    )


def failure(code: int) -> dict[str, Any]:
    """One element of `errors` in a `failed` status."""
    return {
        "code": code,
        "title": TITLES[code],
        "message": TITLES[code],
        "error_data": {"details": EXPLANATIONS[code]},
        "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
    }
