"""What the Cloud Tasks server was told outlives its own death."""

import os
import signal
from pathlib import Path

import pytest
from google.api_core.exceptions import AlreadyExists
from google.cloud import tasks_v2

from local.emulators import start_tasks, wait_until_it_answers
from shared.core.config import settings
from shared.core.errors import Busy
from shared.core.tasks import DrainTask, client, enqueue_drain
from tests.local.tasks_stand import FUNCTIONS, LOCATION, Handler, Tasks, tasks_client, until


def test_killed_in_the_middle_it_delivers_all_that_was_taken(tmp_path: Path, handler: Handler) -> None:
    server = start_tasks(state_dir=tmp_path, functions=FUNCTIONS)
    tasks = Tasks(tasks_client(server), f"{LOCATION}/queues/drains")
    handler.hold.clear()
    for number in range(40):
        tasks.add(handler.url, body=f"task {number}", name=f"task-{number}")
    until(lambda: handler.calls)

    dead = server.child.pid
    os.kill(dead, signal.SIGKILL)
    until(lambda: server.child.pid != dead)
    wait_until_it_answers(server.child)
    handler.hold.set()
    tasks = Tasks(tasks_client(server), tasks.queue)
    until(lambda: not tasks.names())

    assert set(handler.bodies()) == {f"task {number}" for number in range(40)}
    with pytest.raises(AlreadyExists):
        tasks.add(handler.url, name="task-0")
    server.stop()


def test_queues_made_by_call_and_pauses_are_kept(tmp_path: Path) -> None:
    server = start_tasks(state_dir=tmp_path, functions=FUNCTIONS)
    client = tasks_client(server)
    own, drains = f"{LOCATION}/queues/own", f"{LOCATION}/queues/drains"
    limits = tasks_v2.RateLimits(max_dispatches_per_second=7)
    client.create_queue(parent=LOCATION, queue=tasks_v2.Queue(name=own, rate_limits=limits))
    client.pause_queue(name=drains)
    server.stop()

    server = start_tasks(state_dir=tmp_path, functions=FUNCTIONS)
    client = tasks_client(server)
    assert client.get_queue(name=own).rate_limits.max_dispatches_per_second == 7
    assert client.get_queue(name=drains).state == tasks_v2.Queue.State.PAUSED
    server.stop()


def test_what_a_function_hands_over_while_it_is_down_arrives(
    tmp_path: Path, handler: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start_tasks(state_dir=tmp_path, functions=FUNCTIONS)
    monkeypatch.setenv("CLOUD_TASKS_EMULATOR_HOST", server.host)
    monkeypatch.setenv("FUNCTION_ADDRESS", handler.url)
    settings.cache_clear()
    client.cache_clear()
    enqueue_drain("before")
    os.kill(server.child.pid, signal.SIGKILL)
    enqueue_drain("meanwhile")
    until(lambda: {DrainTask.model_validate_json(body).queue for body in handler.bodies()} == {"before", "meanwhile"})
    server.stop()
    with pytest.raises(Busy):
        enqueue_drain("too late")
    settings.cache_clear()
    client.cache_clear()
