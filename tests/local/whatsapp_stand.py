"""The simulator as a process of its own, and a business that listens to its webhooks."""

import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import pytest
import requests

from local.gateways.desk import Keys

PHONE_NUMBER_ID, TOKEN, SECRET = "100000000000001", "test-token", "test-secret"
T = TypeVar("T")
PDF = b"%PDF-1.7\n%a bill\n"
REPOSITORY = Path(__file__).parents[2]


def wait_for(ask: Callable[[], T], seconds: float = 15.0) -> T:
    """Asks until the answer is true; the last answer where time runs out."""
    until = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < until:
        time.sleep(0.02)
    return answer


@dataclass
class Business:
    """What our side of the webhooks saw, in order of arrival."""

    bodies: list[bytes] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    answer: int = 200
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        assert self.server is not None
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def genuine(self) -> bool:
        return all(
            hmac.compare_digest("sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest(), given)
            for body, given in zip(self.bodies, self.signatures, strict=True)
        )

    def values(self, kind: str) -> list[dict[str, Any]]:
        """All `statuses` or `messages` elements."""
        return [
            element
            for body in list(self.bodies)
            for entry in json.loads(body)["entry"]
            for change in entry["changes"]
            for element in change["value"].get(kind, ())
        ]

    def statuses(self, message_id: str) -> list[str]:
        return [one["status"] for one in self.values("statuses") if one["id"] == message_id]


@dataclass
class Stand:
    business: Business
    directory: Path
    port: int
    module: str = "local.whatsapp.main"
    process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def graph(self) -> str:
        return f"{self.origin}/sandbox/graph/v25.0"

    def start(self) -> None:
        environment = os.environ | {
            # The payment gateways of the same process, which are not tried here.
            **{name.upper(): "not-tried" for name in Keys.__dataclass_fields__},
            "LOCAL_DIR": str(self.directory),
            "PUBLIC_URL": self.business.url,
            "WHATSAPP_PHONE_NUMBER_ID": PHONE_NUMBER_ID,
            "WHATSAPP_ACCESS_TOKEN": TOKEN,
            "WHATSAPP_APP_SECRET": SECRET,
            "WHATSAPP_UNKNOWN_WAIT_S": "20",
            "GOWA_LOGIN": "user:password",
            "GOWA_WEBHOOK_SECRET": "gowa-signs",
            "FONNTE_TOKEN": "fonnte-token",
            "FONNTE_URL": f"{self.origin}/sandbox/fonnte",
            "GATEWAY_PATH_SECRET": "a-path-secret",
            "CLOCK_OFFSET_FILE": str(self.directory / "clock-offset"),
            "FIRESTORE_EMULATOR_HOST": "127.0.0.1:1",  # the clock's own work is not tried here
            "GOOGLE_CLOUD_PROJECT": "demo-sambung",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, "--port", str(self.port)],
            cwd=REPOSITORY,
            env=environment,
        )

        def up() -> bool:
            try:
                return requests.get(f"{self.origin}/sandbox/faults", timeout=1).ok
            except requests.ConnectionError:
                return False

        assert wait_for(up), "the simulator did not start"

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def post(self, message: dict[str, Any], token: str = TOKEN) -> requests.Response:
        return requests.post(
            f"{self.graph}/{PHONE_NUMBER_ID}/messages",
            json={"messaging_product": "whatsapp", **message},
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
        )

    def send(self, phone: str, **message: Any) -> str:
        """Sends what must be accepted; returns its wamid."""
        answer = self.post({"to": phone, **message})
        assert answer.status_code == 200, answer.text
        wamid: str = answer.json()["messages"][0]["id"]
        return wamid

    def refusal(self, **message: Any) -> dict[str, Any]:
        """Sends what must be refused; returns Meta's error."""
        answer = self.post({"to": "6281200000001", **message})
        assert answer.status_code >= 400, answer.text
        error: dict[str, Any] = answer.json()["error"]
        assert error["message"]
        assert error["type"]
        assert error["fbtrace_id"]
        return error

    def received(self, phone: str, read: bool = False) -> list[dict[str, Any]]:
        answer = requests.get(
            f"{self.origin}/sandbox/whatsapp/{phone}/messages", {"read": "1"} if read else {}, timeout=10
        )
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def act(self, phone: str, **doing: Any) -> requests.Response:
        return requests.post(f"{self.origin}/sandbox/whatsapp/{phone}/send", json=doing, timeout=10)

    def faults(self, **faults: Any) -> requests.Response:
        return requests.put(f"{self.origin}/sandbox/faults", json=faults, timeout=10)

    def set_clock(self, offset_s: float) -> None:
        (self.directory / "clock-offset").write_text(str(offset_s))

        def moved() -> bool:
            now = requests.get(f"{self.origin}/sandbox/whatsapp/changes", timeout=10).json()["now"]
            ahead = datetime.fromisoformat(now).timestamp() - time.time()
            return abs(ahead - offset_s) < 5

        assert wait_for(moved), "the sandbox did not follow its clock"


def open_stand(directory: Path, module: str = "local.whatsapp.main") -> Iterator[Stand]:
    business = Business()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if business.answer == 200:
                business.signatures.append(self.headers["X-Hub-Signature-256"])
                business.paths.append(self.path)
                business.bodies.append(body)
            self._reply(business.answer, b"")

        def do_GET(self) -> None:
            self._reply(200 if self.path == "/bill.pdf" else 404, PDF)

        def _reply(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/pdf")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    business.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=business.server.serve_forever, daemon=True).start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    stand = Stand(business, directory, port, module)
    stand.start()
    try:
        yield stand
    finally:
        stand.kill()
        business.server.shutdown()


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    yield from open_stand(tmp_path_factory.mktemp("whatsapp"))


@pytest.fixture
def own_stand(tmp_path: Path) -> Iterator[Stand]:
    """For a test that kills it."""
    yield from open_stand(tmp_path)


BILL = {
    "name": "tagihan_terbit",
    "language": {"code": "id"},
    "components": [
        {
            "type": "header",
            "parameters": [{"type": "document", "document": {"link": "", "filename": "INV-202611-00042-1.pdf"}}],
        },
        {
            "type": "body",
            "parameters": [
                {"type": "text", "text": text}
                for text in (
                    "Asih Lestari",
                    "November 2026",
                    "INV-202611-00042-1",
                    "PLG-00042",
                    "Rumah 20 Mbps",
                    "Rp165.000",
                    "20 November 2026",
                )
            ],
        },
        {
            "type": "button",
            "sub_type": "url",
            "index": "0",
            "parameters": [{"type": "text", "text": "tautan-asih"}],
        },
    ],
}


def bill(link: str) -> dict[str, Any]:
    """The template `tagihan_terbit` for Asih, its document at `link`."""
    template: dict[str, Any] = json.loads(json.dumps(BILL))
    template["components"][0]["parameters"][0]["document"]["link"] = link
    return template
