"""The Cloud Tasks server refuses what the cloud refuses, as the unmodified client sees it."""

from datetime import UTC, datetime, timedelta

import pytest
from google.api_core.exceptions import AlreadyExists, InvalidArgument, NotFound
from google.cloud import tasks_v2
from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp

from tests.local.tasks_stand import LOCATION, Handler, Tasks, until

ELSEWHERE = "http://127.0.0.1:9/"


def ahead(**length: int) -> Timestamp:
    moment = Timestamp()
    moment.FromDatetime(datetime.now(UTC) + timedelta(**length))
    return moment


def test_a_name_that_waits_is_refused(tasks: Tasks) -> None:
    tasks.add(ELSEWHERE, name="once", schedule_time=ahead(hours=1))
    with pytest.raises(AlreadyExists):
        tasks.add(ELSEWHERE, name="once", schedule_time=ahead(hours=1))


def test_a_name_is_used_up_when_its_task_is_done(tasks: Tasks, handler: Handler) -> None:
    tasks.add(handler.url, name="done")
    until(lambda: handler.calls and not tasks.names())
    with pytest.raises(AlreadyExists):
        tasks.add(handler.url, name="done")


def test_a_name_is_used_up_when_its_task_is_deleted(tasks: Tasks) -> None:
    task = tasks.add(ELSEWHERE, name="deleted", schedule_time=ahead(hours=1))
    tasks.client.delete_task(name=task.name)
    with pytest.raises(AlreadyExists):
        tasks.add(ELSEWHERE, name="deleted")
    with pytest.raises(NotFound):
        tasks.client.get_task(name=task.name)


@pytest.mark.parametrize("name", ["a.b", "a b", "ä", "a/b", "x" * 501])
def test_a_task_name_of_other_characters_is_refused(tasks: Tasks, name: str) -> None:
    with pytest.raises(InvalidArgument):
        tasks.add(ELSEWHERE, name=name)


def test_the_longest_task_name_is_taken(tasks: Tasks) -> None:
    assert tasks.add(ELSEWHERE, name="Az_-09" + "x" * 494, schedule_time=ahead(hours=1)).name


def test_a_task_of_another_queue_is_refused(tasks: Tasks) -> None:
    task = tasks_v2.Task(name=f"{LOCATION}/queues/other/tasks/one", http_request={"url": ELSEWHERE})
    with pytest.raises(InvalidArgument):
        tasks.client.create_task(parent=tasks.queue, task=task)


def test_a_queue_id_with_an_underscore_is_refused(tasks: Tasks) -> None:
    name = f"{LOCATION}/queues/messages_now"
    with pytest.raises(InvalidArgument):
        tasks.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=name))
    with pytest.raises(InvalidArgument):
        tasks.client.create_task(parent=name, task=tasks_v2.Task(http_request={"url": ELSEWHERE}))


def test_a_queue_nobody_made_is_not_found(tasks: Tasks) -> None:
    with pytest.raises(NotFound):
        tasks.client.create_task(
            parent=f"{LOCATION}/queues/nobody-made-me", task=tasks_v2.Task(http_request={"url": ELSEWHERE})
        )


def test_a_queue_of_the_manifests_is_there_in_every_project(tasks: Tasks) -> None:
    name = "projects/another-one/locations/europe-west1/queues/drains"
    queue = tasks.client.get_queue(name=name)
    assert queue.rate_limits.max_dispatches_per_second == 50
    assert queue.rate_limits.max_concurrent_dispatches == 16
    assert queue.retry_config.max_attempts == 100


def test_a_queue_is_made_once(tasks: Tasks) -> None:
    with pytest.raises(AlreadyExists):
        tasks.client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=tasks.queue))


def test_thirty_days_ahead_is_the_farthest(tasks: Tasks) -> None:
    tasks.add(ELSEWHERE, schedule_time=ahead(days=29, hours=23))
    with pytest.raises(InvalidArgument):
        tasks.add(ELSEWHERE, schedule_time=ahead(days=30, minutes=1))


def test_one_megabyte_is_the_most(tasks: Tasks) -> None:
    later = ahead(hours=1)
    tasks.add(ELSEWHERE, body="x" * 1_000_000, schedule_time=later)
    with pytest.raises(InvalidArgument):
        tasks.add(ELSEWHERE, body="x" * 1_048_577, schedule_time=later)


@pytest.mark.parametrize("url", ["", "ftp://example.test/", "/path", "http://", "https://a/" + "x" * 2083])
def test_an_address_that_is_none_is_refused(tasks: Tasks, url: str) -> None:
    with pytest.raises(InvalidArgument):
        tasks.add(url)


@pytest.mark.parametrize("seconds", [14, 1801])
def test_a_deadline_out_of_range_is_refused(tasks: Tasks, seconds: int) -> None:
    with pytest.raises(InvalidArgument):
        tasks.add(ELSEWHERE, dispatch_deadline=Duration(seconds=seconds))


def test_a_body_needs_a_method_that_carries_one(tasks: Tasks) -> None:
    request = tasks_v2.HttpRequest(url=ELSEWHERE, http_method=tasks_v2.HttpMethod.GET, body=b"x")
    with pytest.raises(InvalidArgument):
        tasks.client.create_task(parent=tasks.queue, task=tasks_v2.Task(http_request=request))


def test_a_task_without_a_request_is_refused(tasks: Tasks) -> None:
    with pytest.raises(InvalidArgument):
        tasks.client.create_task(parent=tasks.queue, task=tasks_v2.Task())
