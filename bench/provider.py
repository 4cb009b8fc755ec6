"""A messaging provider that accepts everything, after a while: it answers as Meta does and keeps what it was told."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bench.place import variables


@contextmanager
def listening(takes_s: float = 0.0) -> Iterator["Provider"]:
    """A provider that takes so long for each message, and is the one the environment names."""
    provider = Provider(takes_s)
    threading.Thread(target=provider.server.serve_forever, daemon=True).start()
    with variables(**provider.env):
        yield provider
    provider.server.shutdown()
    provider.server.server_close()


class Provider:
    """What it was told: `accepted` holds when (time.monotonic()) by our message id."""

    def __init__(self, takes_s: float = 0.0) -> None:
        self.takes_s = takes_s
        self.accepted: dict[str, float] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True

    @property
    def env(self) -> dict[str, str]:
        """What a function has to know to call it."""
        return {
            "WHATSAPP_GRAPH_URL": f"http://127.0.0.1:{self.server.server_port}",
            "WHATSAPP_PHONE_NUMBER_ID": "100000000000001",
            "WHATSAPP_ACCESS_TOKEN": "a-token-for-measurements",
        }

    def receipt(self, message_id: str, status: str) -> dict[str, Any]:
        """The webhook that says what became of a message."""
        told = {
            "id": f"wamid.{message_id}",
            "status": status,
            "timestamp": str(int(time.time())),
            "recipient_id": "628120000001",
            "biz_opaque_callback_data": message_id,
            "pricing": {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "utility"},
        }
        value = {"messaging_product": "whatsapp", "statuses": [told]}
        return {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": value}]}]}

    def rate(self, since: float, until: float) -> float:
        """Messages accepted a second between two moments of time.monotonic()."""
        return sum(since <= at < until for at in self.accepted.values()) / (until - since)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Requests(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                time.sleep(provider.takes_s)
                message_id = told["biz_opaque_callback_data"]
                provider.accepted[message_id] = time.monotonic()
                answer = {"messaging_product": "whatsapp", "messages": [{"id": f"wamid.{message_id}"}]}
                data = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Requests
