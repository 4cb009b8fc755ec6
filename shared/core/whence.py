"""From where a call came: kept beside what it changed, and what limits of rate are counted by."""

from dataclasses import dataclass
from typing import Literal

from flask import has_request_context, request

from shared.core.config import settings

Channel = Literal["site", "webhook", "machine", "command"]
"""A person through the API, somebody else's webhook, our own tasks and schedules, or a command typed by an operator."""


@dataclass(frozen=True)
class Whence:
    """`address` is the caller's IP address as our own proxies saw it; empty for our own machines."""

    channel: Channel
    address: str


def whence() -> Whence:
    """From where the call being handled came."""
    if not has_request_context():
        return Whence("command", "")
    if request.path.startswith("/api/"):
        return Whence("site", client_address())
    if request.path.startswith(("/webhooks/", "/agent")):
        return Whence("webhook", client_address())
    return Whence("machine", "")


def client_address() -> str:
    """The caller's IP address: as Hosting tells it, else the last hop, which our own front end added.

    Who calls a function past Hosting can write what they like into Hosting's header: count by something else too.
    """
    header = settings().client_address_header
    told = request.headers.get(header, "") if header else ""
    if told:
        return told.strip()[:64]
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    return hops[-1].strip()[:64] or request.remote_addr or ""
