"""Which request a line of the log belongs to: one id over functions and the tasks they hand to each other."""

import re
import secrets

from flask import has_request_context, request

HEADER = "traceparent"
"""W3C's trace context: Google's front ends write it, and keep the one that a task of ours brings along."""
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
_KEPT = "sambung.trace"


def trace_id() -> str:
    """32 hexadecimal digits, the same wherever one request leads; empty outside of any."""
    if not has_request_context():
        return ""
    told: str | None = request.environ.get(_KEPT)
    if told is None:
        found = _TRACEPARENT.fullmatch(request.headers.get(HEADER, ""))
        told = request.environ[_KEPT] = found.group(1) if found else secrets.token_hex(16)
    return told


def handed_on() -> dict[str, str]:
    """The header by which what is asked for now stays part of this request."""
    trace = trace_id()
    return {HEADER: f"00-{trace}-{secrets.token_hex(8)}-01"} if trace else {}
