"""Calls a task's address and says what the answer means."""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

import aiohttp
from google.cloud import tasks_v2
from yarl import URL

from local.addresses import Addresses, UnknownFunction
from local.tasks.limits import DEFAULT_DEADLINE_S, method_of, seconds
from local.tasks.store import Entry

BUSY = (429, 503)


@dataclass(frozen=True)
class Outcome:
    """`status` 0: no answer. `retry_after_s`: what a busy handler asked for."""

    status: int
    retry_after_s: float = 0.0

    @property
    def done(self) -> bool:
        """Any 2xx; all else is tried again."""
        return 200 <= self.status < 300

    @property
    def answered(self) -> bool:
        """True if the handler itself answered, which TaskExecutionCount counts."""
        return self.status > 0 and self.status not in BUSY


class Delivery:
    """One HTTP client for all queues."""

    def __init__(self, addresses: Addresses, secret: str) -> None:
        self._addresses = addresses
        self._secret = secret
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the client. Idle connections are dropped before gunicorn does so (after 2 s)."""
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=1.0)
        self._session = aiohttp.ClientSession(connector=connector, auto_decompress=False)

    async def close(self) -> None:
        """Close the client."""
        if self._session:
            await self._session.close()

    async def attempt(self, entry: Entry) -> Outcome:
        """Deliver once; never raises for what the other side does."""
        assert self._session
        task = tasks_v2.Task.pb().FromString(entry.task)
        request = task.http_request
        deadline = seconds(task.dispatch_deadline) or DEFAULT_DEADLINE_S
        try:
            url = self._addresses.resolve(URL(request.url))
            async with self._session.request(
                method_of(request),
                url,
                headers=self._headers(entry, request),
                data=request.body or None,
                timeout=aiohttp.ClientTimeout(total=deadline),
                allow_redirects=False,
            ) as answer:
                await answer.read()
                wait = _retry_after(answer.headers.get("Retry-After")) if answer.status in BUSY else 0.0
                return Outcome(answer.status, wait)
        except (TimeoutError, aiohttp.ClientError, UnknownFunction, OSError):
            return Outcome(0)

    def _headers(self, entry: Entry, request: Any) -> dict[str, str]:
        queue, _, task_id = entry.name.partition("/tasks/")
        own = {
            name: value
            for name, value in request.headers.items()
            if not name.lower().startswith("x-cloudtasks-") and name.lower() not in ("host", "content-length")
        }
        own.setdefault("Content-Type", "application/octet-stream")
        own["User-Agent"] = "Google-Cloud-Tasks"
        own["Host"] = URL(request.url).host or ""
        own["X-CloudTasks-QueueName"] = queue.rpartition("/")[2]
        own["X-CloudTasks-TaskName"] = task_id
        own["X-CloudTasks-TaskRetryCount"] = str(entry.dispatches)
        own["X-CloudTasks-TaskExecutionCount"] = str(entry.responses)
        own["X-CloudTasks-TaskETA"] = f"{entry.due:.6f}"
        if self._secret and request.WhichOneof("authorization_header"):
            own["Authorization"] = f"Bearer {self._secret}"
        return own


def _retry_after(value: str | None) -> float:
    """Seconds to wait, from a number or an HTTP date; 0 where it says neither."""
    if not value:
        return 0.0
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except ValueError:
        return 0.0
