"""The whole cloud in one process, on a clock of its own, which counts what each function does.

The functions are called as they are deployed (functions/*/main.py). Cloud Tasks, Meta, Midtrans, the bucket and time
are stand-ins; Firestore is the emulator. As many rules are remembered as a function of its own would remember.
"""

import heapq
import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from unittest.mock import patch

import flask
import requests
from requests.auth import _basic_auth_str

from bench.month.bucket import Bucket
from bench.month.functions import NEVER, PURPOSES, Functions, main_of
from bench.month.meta import Meta
from bench.month.used import Month, Used
from local.gateways import midtrans
from local.gateways.desk import Asked, Desk, Keys
from local.gateways.orders import Orders
from shared.access import settle_caller
from shared.core import clock, storage, tasks
from shared.core.auth import bearer
from shared.core.firestore import Collection, Commit, operations

SECRETS = {
    "INVOKER_SECRET": "the-invoker's",
    "WHATSAPP_APP_SECRET": "meta's",
    "WHATSAPP_PHONE_NUMBER_ID": "100000000000001",
    "WHATSAPP_ACCESS_TOKEN": "a-token",
    "WHATSAPP_GRAPH_URL": "http://graph.test",
    "MIDTRANS_API_URL": "http://midtrans.test",
    "MIDTRANS_SERVER_KEY": "a-server-key",
    "PUBLIC_URL": "http://localhost:8080",
    "LINK_KEY": "a-key-for-measurements",
}
DAYS = 31
PACIFIC = timedelta(hours=-8)
"""Where the days of the free quota begin."""
ASKING = ("get", "get_many", "find", "count", "tally")


class Cloud:
    """`month` is what was used so far; `now` is its time."""

    def __init__(self, people: int, begin: datetime) -> None:
        self.now = begin
        self.month = Month(people)
        self.chance = random.Random(people)
        self.meta = Meta(self)
        self.bucket = Bucket(self)
        keys = Keys(SECRETS["MIDTRANS_SERVER_KEY"], "", "", "", "", "", SECRETS["PUBLIC_URL"])
        self.desk = Desk(Orders(":memory:", lambda: self.now), keys)
        self.live = Used()
        self._planned: list[tuple[datetime, int, Callable[[], object]]] = []
        self._numbers = count()
        self.functions = Functions()
        self.days = [str((begin + PACIFIC + timedelta(days=number)).date()) for number in range(DAYS)]
        self._paced: dict[str, datetime] = {}

    def at(self, moment: datetime, act: Callable[[], object]) -> None:
        """Plan something."""
        heapq.heappush(self._planned, (moment, next(self._numbers), act))

    def run(self, until: datetime) -> None:
        """Live on, from one thing that was planned to the next."""
        while self._planned and self._planned[0][0] < until:
            moment, _, act = heapq.heappop(self._planned)
            self.now = max(self.now, moment)
            act()

    def http(self, purpose: str, method: str, path: str, who: str = "", **more: Any) -> Any:
        """A person's or a machine's request; its answer."""
        function = self.functions.at_path(path)
        headers = {"Authorization": f"Bearer {who}"} if who else {}
        headers |= more.pop("headers", {})
        answer = self.call(function, purpose, path, method, headers=headers, **more)
        if answer.status_code >= 300:
            raise AssertionError(f"{method} {path}: {answer.status_code} {answer.get_data(as_text=True)[:300]}")
        return answer

    def call(
        self,
        function: str,
        purpose: str,
        path: str = "/",
        method: str = "POST",
        *,
        times: float = 1,
        colds: float | None = None,
        **more: Any,
    ) -> flask.Response:
        """One invocation, counted under its purpose. Where it stands for many, `colds` of them find no instance."""
        self.live, before = Used(), (operations.reads, operations.writes)
        is_cold = self.functions.wake(function, self.now)
        with flask.Flask("cloud").test_request_context(path, method=method, **more):
            began = time.process_time()
            answer = main_of(function)(flask.request)
            sent = len(answer.get_data())
            self.live.processor_s = time.process_time() - began
        self.functions.rest(function, self.now)
        used = self.live
        used.calls, used.bytes_out = 1, sent
        used.reads, used.writes = operations.reads - before[0], operations.writes - before[1]
        cold = float(is_cold) if colds is None else colds
        used.finish(secrets=self.functions.secrets(function), cold_part=cold / times)
        used.shared_s = used.billed_s
        if times == 1 and not self.functions.answers_one_at_a_time(function):
            used.shared_s = max(used.processor_s, self.functions.not_shared(function, self.now, used.billed_s))
        gib = self.functions.gib(function)
        used.gib_s, used.shared_gib_s = used.billed_s * gib, used.shared_s * gib
        self.month.used.setdefault(purpose, Used()).add(used, times)
        days = self.days if times > 1 else [str((self.now + PACIFIC).date())]  # what stands for many is every day's
        for a_day, number in ((self.month.reads_a_day, used.reads), (self.month.writes_a_day, used.writes)):
            for day in days:
                a_day[day] = a_day.get(day, 0) + number * times / len(days)
        return answer

    def invoke(self, function: str, purpose: str, body: bytes = b"{}", times: float = 1) -> flask.Response:
        """As Cloud Tasks and Cloud Scheduler call."""
        headers = {"Authorization": f"Bearer {SECRETS['INVOKER_SECRET']}"}
        return self.call(function, purpose, data=body, headers=headers, times=times)

    def create_task(self, parent: str, task: Any, **_: Any) -> None:
        """As CloudTasksClient's; delivered no faster than its queue allows."""
        function = task.http_request.url.removeprefix("http://").partition(".")[0].replace("-", "_")
        body = task.http_request.body
        queue = f" {json.loads(body)['queue']}" if function == "drain" else ""
        self.live.tasks += 1
        self.month.tasks[f"{function}{queue}"] += 1
        queue_id = parent.rpartition("/")[2]
        planned = max(task.schedule_time, self.now) if task.schedule_time else self.now
        due = max(planned, self._paced.get(queue_id, NEVER))
        self._paced[queue_id] = due + timedelta(seconds=1 / self.functions.rates[queue_id])
        self.at(due, lambda: self._deliver(function, queue.strip(), body))

    def _deliver(self, function: str, queue: str, body: bytes) -> None:
        self.month.attempts += 1
        answer = self.invoke(function, PURPOSES.get(queue or function, queue or function), body)
        if answer.status_code >= 300:
            wait = max(1.0, float(answer.headers.get("Retry-After", 1)))
            self.at(self.now + timedelta(seconds=wait), lambda: self._deliver(function, queue, body))

    def _outside(self, _: requests.Session, method: str, url: str, **told: Any) -> requests.Response:
        self.live.outside += 1
        if url.startswith(SECRETS["WHATSAPP_GRAPH_URL"]):
            return self.meta.answer(told["json"])
        headers = {"authorization": _basic_auth_str(*told["auth"])}
        path = url.removeprefix(SECRETS["MIDTRANS_API_URL"])
        said = midtrans.answer(self.desk, Asked(method, path, {}, headers, json.loads(json.dumps(told.get("json")))))
        return answered(said.status, said.body)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """While the block lasts, time, Cloud Tasks, the bucket and the network are this cloud's."""
        with ExitStack() as stack:
            stack.enter_context(patch.object(clock, "real", lambda: self.now))
            stack.enter_context(patch.object(tasks, "client", lambda: self))
            stack.enter_context(patch.object(storage, "bucket", lambda: self.bucket))
            stack.enter_context(patch.object(requests.Session, "request", self._patched_outside()))
            stack.enter_context(patch.object(settle_caller, "verify_person", self._who))
            for name in ASKING:
                stack.enter_context(
                    patch.object(Collection, name, self._counting("queries", getattr(Collection, name)))
                )
            stack.enter_context(patch.object(Commit, "commit", self._counting("commits", Commit.commit)))
            yield

    def _patched_outside(self) -> Any:
        return lambda session, method, url, **told: self._outside(session, method, url, **told)

    def _counting(self, what: str, real: Any) -> Any:
        def counted(*arguments: Any, **named: Any) -> Any:
            setattr(self.live, what, getattr(self.live, what) + 1)
            return real(*arguments, **named)

        return counted

    def _who(self, request: Any) -> dict[str, Any]:
        return {"uid": bearer(request), "auth_time": int(self.now.timestamp())}


def answered(status: int, body: dict[str, Any]) -> requests.Response:
    """What comes back from outside."""
    answer = requests.Response()
    answer.status_code = status
    answer.raw = BytesIO(json.dumps(body).encode())
    return answer
