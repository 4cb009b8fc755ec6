"""The Cloud Tasks server delivers when, how fast and how often the queue says."""

import json
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.request import urlopen

import pytest
from google.cloud import tasks_v2
from google.protobuf.timestamp_pb2 import Timestamp

from local.emulators import Emulator
from local.manifests import QueueRules
from local.tasks.queue import backoff_s
from tests.local.tasks_stand import LOCATION, SECRET, Handler, Tasks, until


def in_seconds(seconds: float) -> Timestamp:
    moment = Timestamp()
    moment.FromDatetime(datetime.now(UTC) + timedelta(seconds=seconds))
    return moment


def test_a_task_is_posted_with_the_clouds_headers(tasks: Tasks, handler: Handler) -> None:
    task = tasks.add(handler.url + "/deep?x=1", body='{"message_id": "m1"}', name="one")
    until(lambda: handler.calls)
    call = handler.calls[0]
    assert call.path == "/deep?x=1"
    assert call.body == b'{"message_id": "m1"}'
    assert call.headers["X-CloudTasks-TaskName"] == "one"
    assert call.headers["X-CloudTasks-QueueName"] == tasks.queue.rpartition("/")[2]
    assert call.headers["X-CloudTasks-TaskRetryCount"] == "0"
    assert call.headers["X-CloudTasks-TaskExecutionCount"] == "0"
    assert call.headers["User-Agent"] == "Google-Cloud-Tasks"
    assert "Authorization" not in call.headers
    assert task.name.endswith("/tasks/one")


def test_a_task_with_an_oidc_token_carries_the_secret(tasks: Tasks, handler: Handler) -> None:
    token = tasks_v2.OidcToken(service_account_email="local@sambung.test")
    request = tasks_v2.HttpRequest(url=handler.url, oidc_token=token, headers={"X-CloudTasks-TaskName": "forged"})
    tasks.client.create_task(parent=tasks.queue, task=tasks_v2.Task(http_request=request))
    until(lambda: handler.calls)
    assert handler.calls[0].headers["Authorization"] == f"Bearer {SECRET}"
    assert handler.calls[0].headers["X-CloudTasks-TaskName"] != "forged"


def test_a_task_waits_for_its_time(tasks: Tasks, handler: Handler) -> None:
    later = time.time() + 1.0
    tasks.add(handler.url, body="later", schedule_time=in_seconds(1.0))
    tasks.add(handler.url, body="now")
    until(lambda: len(handler.calls) == 2)
    assert handler.bodies() == ["now", "later"]
    assert handler.calls[1].at >= later - 0.01


def test_a_failed_task_is_tried_again_ever_later(tasks: Tasks, handler: Handler) -> None:
    handler.answers = [(500, {}), (404, {}), (301, {"Location": "/"})]
    tasks.add(handler.url)
    until(lambda: len(handler.calls) == 4 and not tasks.names())
    assert [call.headers["X-CloudTasks-TaskRetryCount"] for call in handler.calls] == ["0", "1", "2", "3"]
    moments = [call.at for call in handler.calls]
    pauses = [after - before for before, after in pairwise(moments)]
    assert pauses[0] >= 0.2
    assert pauses[1] >= 0.4
    assert pauses[2] >= 0.8


def test_a_task_is_given_up_after_its_attempts(tasks: Tasks, handler: Handler) -> None:
    handler.answers = [(500, {})] * 9
    tasks.add(handler.url)
    until(lambda: not tasks.names())
    assert len(handler.calls) == 4


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_handler_says_when_to_come_back(tasks: Tasks, handler: Handler, status: int) -> None:
    handler.answers = [(status, {"Retry-After": "1"})]
    tasks.add(handler.url)
    until(lambda: len(handler.calls) == 2)
    assert handler.calls[1].at - handler.calls[0].at >= 1.0
    assert handler.calls[1].headers["X-CloudTasks-TaskRetryCount"] == "1"
    assert handler.calls[1].headers["X-CloudTasks-TaskExecutionCount"] == "0"


def test_no_more_run_at_once_than_the_queue_allows(tasks: Tasks, handler: Handler) -> None:
    handler.hold.clear()
    for number in range(10):
        tasks.add(handler.url, body=str(number))
    until(lambda: handler.at_once == 3)
    handler.hold.set()
    until(lambda: len(handler.calls) == 10 and not tasks.names())
    assert handler.most_at_once == 3


def test_a_queue_is_no_faster_than_its_rate(tasks: Tasks, handler: Handler) -> None:
    name = f"{tasks.queue}-slow"
    limits = tasks_v2.RateLimits(max_dispatches_per_second=10, max_concurrent_dispatches=10)
    tasks.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name, rate_limits=limits))
    slow = Tasks(tasks.client, name)
    for _ in range(12):
        slow.add(handler.url)
    until(lambda: len(handler.calls) == 12)
    burst = 2
    assert handler.calls[-1].at - handler.calls[0].at >= (12 - burst) / 10 - 0.1


def test_a_paused_queue_waits(tasks: Tasks, handler: Handler) -> None:
    tasks.client.pause_queue(name=tasks.queue)
    tasks.add(handler.url, body="first")
    assert tasks.client.get_queue(name=tasks.queue).state == tasks_v2.Queue.State.PAUSED
    assert len(tasks.names()) == 1
    tasks.client.resume_queue(name=tasks.queue)
    until(lambda: handler.calls)


def test_a_purged_queue_forgets(tasks: Tasks, handler: Handler) -> None:
    for _ in range(3):
        tasks.add(handler.url, schedule_time=in_seconds(3600))
    tasks.client.purge_queue(name=tasks.queue)
    assert tasks.names() == []


def test_pages_of_tasks_add_up(tasks: Tasks) -> None:
    made = {tasks.add("http://127.0.0.1:9/", schedule_time=in_seconds(3600)).name for _ in range(7)}
    pages = list(tasks.client.list_tasks(request={"parent": tasks.queue, "page_size": 3}).pages)
    assert [len(page.tasks) for page in pages] == [3, 3, 1]
    assert {task.name for page in pages for task in page.tasks} == made


def test_the_admin_endpoint_says_what_is_left(tasks: Tasks, handler: Handler, tasks_server: Emulator) -> None:
    handler.hold.clear()
    for _ in range(4):
        tasks.add(handler.url)
    tasks.add(handler.url, schedule_time=in_seconds(3600))
    until(lambda: handler.at_once == 3)
    with urlopen(f"http://127.0.0.1:{tasks_server.admin_port}/queues?project=demo-tasks") as answer:
        counts = json.load(answer)[tasks.queue.rpartition("/")[2]]
    assert counts["running"] == 3
    assert counts["waiting_due"] == 1
    assert counts["scheduled_later"] == 1


def test_backoff_doubles_then_grows_evenly_then_stays() -> None:
    rules = QueueRules(min_backoff_s=10, max_backoff_s=300, max_doublings=3)
    assert [backoff_s(rules, number) for number in range(1, 9)] == [10, 20, 40, 80, 160, 240, 300, 300]
