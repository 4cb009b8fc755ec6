"""A handler that records what Cloud Tasks delivers, and an unmodified client with a queue of its own."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import grpc
from google.cloud import tasks_v2
from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

from local.emulators import Emulator

LOCATION = "projects/demo-tasks/locations/asia-southeast2"
FUNCTIONS = Path(__file__).parent / "functions"
SECRET = "the-invokers-secret"


def until(holds: Callable[[], object], within_s: float = 15) -> None:
    """Wait for a condition; fails when it does not hold in time."""
    end = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < end, "the condition did not hold in time"
        time.sleep(0.02)


@dataclass
class Call:
    """One request the handler got."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float


@dataclass
class Handler:
    """A web server that answers by script: (status, headers) per call, then 200."""

    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def bodies(self) -> list[str]:
        """What came, in order."""
        return [call.body.decode() for call in self.calls]


@contextmanager
def listening_handler() -> Iterator[Handler]:
    """A handler on a free port, as long as the block lasts."""
    told = Handler()
    told.hold.set()

    class Requests(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with told.lock:
                told.calls.append(Call(self.path, dict(self.headers), body, time.time()))
                told.at_once += 1
                told.most_at_once = max(told.most_at_once, told.at_once)
                status, headers = told.answers.pop(0) if told.answers else (200, {})
            told.hold.wait(30)
            with told.lock:
                told.at_once -= 1
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    yield told
    told.hold.set()
    server.shutdown()


@dataclass
class Tasks:
    """An unmodified client and one queue of its own for the test."""

    client: tasks_v2.CloudTasksClient
    queue: str

    def add(self, url: str, body: str = "{}", name: str = "", **more: object) -> tasks_v2.Task:
        """Create a task that posts `body` to `url`."""
        request = tasks_v2.HttpRequest(url=url, http_method=tasks_v2.HttpMethod.POST, body=body.encode())
        task = tasks_v2.Task(http_request=request, **more)
        if name:
            task.name = f"{self.queue}/tasks/{name}"
        return self.client.create_task(parent=self.queue, task=task)

    def add_for(self, function: str, body: dict[str, object]) -> tasks_v2.Task:
        """Create a task for a function of the stack, as shared/core does."""
        url = f"http://{function}.functions.localhost"
        request = tasks_v2.HttpRequest(
            url=url,
            headers={"Content-Type": "application/json"},
            body=json.dumps(body).encode(),
            oidc_token=tasks_v2.OidcToken(service_account_email="local@sambung.test", audience=url),
        )
        return self.client.create_task(parent=self.queue, task=tasks_v2.Task(http_request=request))

    def names(self) -> list[str]:
        """The tasks that are not done."""
        return [task.name for task in self.client.list_tasks(parent=self.queue)]


def tasks_client(server: Emulator) -> tasks_v2.CloudTasksClient:
    """Google's client, pointed at the local server."""
    return tasks_client_at(server.host)


def tasks_client_at(host: str) -> tasks_v2.CloudTasksClient:
    """The same by its address."""
    channel = grpc.insecure_channel(host)
    return tasks_v2.CloudTasksClient(transport=CloudTasksGrpcTransport(channel=channel))
