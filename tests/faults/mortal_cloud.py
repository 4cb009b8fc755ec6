"""The whole cloud in one process, on a clock of its own, whose processes die wherever a test says.

The functions are called as they are deployed (functions/*/main.py). Cloud Tasks, Meta and time are stand-ins: a task
comes again until it is answered with success, Meta counts what it accepted and tells it by signed webhooks until they
are answered with 200, the sweep comes every five minutes. Where a function could die is a boundary: before and after
each commit, each task made, each message Meta accepted.
"""

import hashlib
import hmac
import importlib.util
import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import flask
import pytest
import requests

from shared.core import clock, tasks
from shared.core.firestore import Commit
from tests import conftest

FUNCTIONS = Path(__file__).parents[2] / "functions"
CLOUD = flask.Flask("cloud")
BEGIN = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SWEEP_EVERY = timedelta(minutes=5)
REST = timedelta(minutes=30)
"""Longer than a lease, the wait for a receipt, and what the sweep leaves alone for a while."""
AT_MOST = timedelta(hours=12)
SECRETS = {
    "INVOKER_SECRET": "the-invoker's",
    "WHATSAPP_APP_SECRET": "meta's",
    "WHATSAPP_PHONE_NUMBER_ID": "100000000000001",
    "WHATSAPP_ACCESS_TOKEN": "a-token",
    "WHATSAPP_GRAPH_URL": "http://127.0.0.1:1",  # nobody is there: what is not caught fails
    "LINK_KEY": "a-key-for-tests",
}


class Killed(BaseException):
    """The process ends here."""


@dataclass(order=True)
class Waiting:
    """A task that is not done, by when it is due."""

    due: datetime
    number: int
    function: str = field(compare=False)
    body: bytes = field(compare=False)


class MortalCloud:
    """`dies_at(n)` is asked at each boundary of a function, counted from 1."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dies_at: Callable[[int], bool] = lambda _: False
        self.boundaries: list[str] = []
        self.deaths = 0
        self.silent = False
        """Meta's webhooks do not come: the fault `drop`."""
        self.accepted: Counter[str] = Counter()
        self._now = BEGIN
        self._tasks: list[Waiting] = []
        self._made = 0
        self._changes = 0
        self._webhooks: list[bytes] = []
        self._patch(monkeypatch)

    def run(self) -> None:
        """Until nothing is left to do but what only a person or later messages can settle."""
        end = self._now + AT_MOST
        next_sweep = self._now + SWEEP_EVERY
        changed_at, changes = self._now, self._changes
        while self._now - changed_at < REST:
            assert self._now < end, f"no rest: {self._tasks[:3]}"
            self._deliver_webhooks()
            if self._tasks and min(self._tasks).due <= self._now:
                self._deliver(min(self._tasks))
            else:
                self._now = min([next_sweep, *(task.due for task in self._tasks)])
            if self._now == next_sweep:
                next_sweep += SWEEP_EVERY
                self._call("sweep", b"{}")
            if self._changes > changes:
                changed_at, changes = self._now, self._changes

    def _deliver(self, task: Waiting) -> None:
        self._tasks.remove(task)
        answer = self._call(task.function, task.body)
        if answer is None or answer.status_code >= 300:
            wait = float(answer.headers.get("Retry-After", 1)) if answer is not None else 1.0
            self._add(task.function, task.body, self._now + timedelta(seconds=max(wait, 1.0)))

    def _deliver_webhooks(self) -> None:
        while self._webhooks and not self.silent:
            body = self._webhooks.pop(0)
            secret = SECRETS["WHATSAPP_APP_SECRET"].encode()
            signature = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
            answer = self._call("whatsapp_webhook", body, {"X-Hub-Signature-256": signature})
            if answer is None or answer.status_code != 200:
                self._webhooks.append(body)  # later, so out of order

    def _call(self, function: str, body: bytes, headers: dict[str, str] | None = None) -> flask.Response | None:
        """The function's answer; None if it died."""
        headers = headers or {"Authorization": f"Bearer {SECRETS['INVOKER_SECRET']}"}
        with CLOUD.test_request_context("/", method="POST", data=body, headers=headers):
            try:
                answer: flask.Response = main_of(function)(flask.request)
                return answer
            except Killed:
                self.deaths += 1
                conftest._forget()  # what a process remembers dies with it
                return None

    def _boundary(self, name: str) -> None:
        self.boundaries.append(name)
        if self.dies_at(len(self.boundaries)):
            raise Killed(name)

    def _add(self, function: str, body: bytes, due: datetime) -> None:
        self._made += 1
        self._tasks.append(Waiting(due, self._made, function, body))

    def _patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in SECRETS.items():
            monkeypatch.setenv(name, value)
        conftest._forget()
        commit = Commit.commit

        def mortal_commit(one: Commit) -> Any:
            self._boundary("before a commit")
            moment = commit(one)
            self._changes += 1
            self._boundary("after a commit")
            return moment

        monkeypatch.setattr(Commit, "commit", mortal_commit)
        monkeypatch.setattr(clock, "real", lambda: self._now)
        monkeypatch.setattr(tasks, "client", lambda: self)
        monkeypatch.setattr(requests.Session, "request", self._meta)

    def create_task(self, parent: str, task: Any, **_: Any) -> None:
        """As CloudTasksClient's."""
        function = task.http_request.url.removeprefix("http://").partition(".")[0].replace("-", "_")
        self._boundary(f"before a task for {function}")
        planned = task.schedule_time
        self._add(function, task.http_request.body, max(planned, self._now) if planned else self._now)
        self._boundary(f"after a task for {function}")

    def _meta(self, method: str, url: str, **request: Any) -> requests.Response:
        assert (method, url.rpartition("/")[2]) == ("POST", "messages")
        ours = request["json"]["biz_opaque_callback_data"]
        self._boundary("before Meta accepted")
        self.accepted[ours] += 1
        wamid = f"wamid.{self.accepted.total()}"
        for status in ("sent", "delivered"):
            told = {"id": wamid, "status": status, "biz_opaque_callback_data": ours}
            told |= {"timestamp": str(int(self._now.timestamp())), "recipient_id": request["json"]["to"]}
            value = {"messaging_product": "whatsapp", "metadata": {}, "statuses": [told]}
            envelope = {"entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]}
            self._webhooks.append(json.dumps(envelope).encode())
        self._boundary("after Meta accepted")
        answer = requests.Response()
        answer.status_code = 200
        body = {"messaging_product": "whatsapp", "contacts": [], "messages": [{"id": wamid}]}
        answer._content = json.dumps(body).encode()
        return answer


@cache
def main_of(function: str) -> Callable[[flask.Request], flask.Response]:
    """The entry point of one function, as its folder has it."""
    path = FUNCTIONS / function / "main.py"
    spec = importlib.util.spec_from_file_location(f"function_{function}_{os.getpid()}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    main: Callable[[flask.Request], flask.Response] = module.main
    return main
