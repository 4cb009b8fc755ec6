"""One id joins all a request leads to; the unforeseen goes to Error Reporting, without what it was about."""

import json
import re
from typing import Any

import pytest
from flask import Flask, Request
from pydantic import BaseModel

from shared.core import tasks
from shared.core.config import settings
from shared.core.http import schedule_endpoint, task_endpoint, webhook_endpoint
from shared.core.logging import REPORTED, log
from shared.core.tasks import enqueue
from shared.core.trace import handed_on, trace_id

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TOLD = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
OURS = {"Authorization": "Bearer only-here"}


class Errand(BaseModel):
    """Something to be done."""

    what: str


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1")
    monkeypatch.setenv("INVOKER_SECRET", "only-here")
    settings.cache_clear()
    return Flask("here")


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    yield
    settings.cache_clear()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_says_which_request_it_belongs_to(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    with app.test_request_context(headers=TOLD):
        log("something")
    (line,) = lines(capsys)
    assert line["logging.googleapis.com/trace"] == f"projects/{settings().google_cloud_project}/traces/{TRACE}"


def test_what_is_handed_on_stays_part_of_the_request(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    class Cloud:
        def create_task(self, parent: str, task: Any, retry: Any) -> None:
            made.append(dict(task.http_request.headers))

    monkeypatch.setattr(tasks, "client", Cloud)
    with app.test_request_context(headers=TOLD):
        enqueue("drains", "drain", Errand(what="x"))
    assert re.fullmatch(rf"00-{TRACE}-[0-9a-f]{{16}}-01", made[0]["traceparent"])
    enqueue("drains", "drain", Errand(what="x"))
    assert "traceparent" not in made[1], "outside of a request there is nothing to belong to"


@pytest.mark.parametrize("told", ["", "x", "00-zz-00f067aa0ba902b7-01", TRACE])
def test_without_a_trace_of_googles_it_has_one_of_its_own(app: Flask, told: str) -> None:
    with app.test_request_context(headers={"traceparent": told}):
        first = trace_id()
        assert re.fullmatch(r"[0-9a-f]{32}", first)
        assert trace_id() == first
        assert first in handed_on()["traceparent"]


def crash(_: Any) -> Any:
    raise ValueError("Budi, +6281234567890")


def run_errand(errand: Errand) -> None:
    crash(errand)


def run_schedule() -> None:
    crash(None)


@pytest.mark.parametrize(
    "endpoint", [task_endpoint(run_errand), schedule_endpoint(run_schedule), webhook_endpoint(crash)]
)
def test_the_unforeseen_is_500_and_reported_with_its_place_and_without_what_it_says(
    app: Flask, capsys: pytest.CaptureFixture[str], endpoint: Any
) -> None:
    with app.test_request_context(method="POST", json={"what": "x"}, headers=OURS | TOLD):
        answer = endpoint(Request(app.test_request_context(json={"what": "x"}, headers=OURS).request.environ))
    assert answer.status_code == 500
    assert answer.get_json()["code"] == "internal"
    (line,) = lines(capsys)
    assert (line["event"], line["severity"], line["@type"]) == ("crashed", "ERROR", REPORTED)
    assert line["message"].startswith("ValueError in ")
    assert line["context"]["reportLocation"]["functionName"] == "crash"
    assert line["serviceContext"]["service"] == "local"
    assert "Budi" not in json.dumps(line)


def test_a_task_that_failed_again_and_again_is_told_of_and_still_done(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    done = []

    def do(errand: Errand) -> None:
        done.append(errand.what)

    for tried in ("7", "8"):
        headers = OURS | {"X-CloudTasks-TaskRetryCount": tried, "X-CloudTasks-QueueName": "drains"}
        with app.test_request_context(method="POST", json={"what": tried}, headers=headers) as context:
            assert task_endpoint(do)(context.request).status_code == 204
    assert done == ["7", "8"]
    (line,) = lines(capsys)
    assert {key: line[key] for key in ("event", "queue", "tried")} == {
        "event": "task_tried_often", "queue": "drains", "tried": 8,
    }  # fmt: skip
