"""The chaos switch: Cloud Tasks delivers twice and out of order, changes its mind at run time, and survives a kill."""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from local.emulators import Emulator, start_tasks, wait_until_it_answers
from local.tasks.faults import TASK_FAULTS, FaultsFile, TaskFaults
from tests.local.tasks_stand import FUNCTIONS, LOCATION, Handler, Tasks, tasks_client, until


@pytest.fixture
def faults(tmp_path: Path) -> FaultsFile:
    return FaultsFile(tmp_path / TASK_FAULTS)


@pytest.fixture
def server(tmp_path: Path, faults: FaultsFile) -> Iterator[Emulator]:
    started = start_tasks(state_dir=tmp_path, functions=FUNCTIONS)
    yield started
    started.stop()


@pytest.fixture
def tasks(server: Emulator) -> Tasks:
    return Tasks(tasks_client(server), f"{LOCATION}/queues/drains")


def test_twice_delivers_side_by_side_or_again_later(tasks: Tasks, handler: Handler, faults: FaultsFile) -> None:
    faults.write(TaskFaults(tasks_twice=1))
    for number in range(12):
        tasks.add(handler.url, body=str(number))
    until(lambda: not tasks.names())
    assert Counter(handler.bodies()) == {str(number): 2 for number in range(12)}
    moments: dict[str, list[float]] = {}
    for call in handler.calls:
        moments.setdefault(call.body.decode(), []).append(call.at)
    apart = [later - first for first, later in moments.values()]
    assert min(apart) < 0.2
    assert max(apart) > 0.9


def test_reorder_lets_later_tasks_overtake(tasks: Tasks, handler: Handler, faults: FaultsFile) -> None:
    faults.write(TaskFaults(tasks_reorder=1))
    for number in range(12):
        tasks.add(handler.url, body=f"{number:02d}")
    until(lambda: not tasks.names())
    assert sorted(handler.bodies()) == [f"{number:02d}" for number in range(12)]
    assert handler.bodies() != sorted(handler.bodies())


def test_switched_off_at_run_time_all_is_as_before(tasks: Tasks, handler: Handler, faults: FaultsFile) -> None:
    faults.write(TaskFaults(tasks_twice=1, tasks_delay_ms=400))
    began = time.time()
    tasks.add(handler.url, body="late")
    until(lambda: handler.calls)
    assert handler.calls[0].at - began >= 0.4
    until(lambda: not tasks.names())
    faults.write(TaskFaults())
    tasks.add(handler.url, body="once")
    until(lambda: not tasks.names())
    assert handler.bodies().count("once") == 1


def test_killed_while_switched_on_it_keeps_tasks_times_and_switches(
    server: Emulator, tasks: Tasks, handler: Handler, faults: FaultsFile
) -> None:
    faults.write(TaskFaults(tasks_twice=1, tasks_reorder=1))
    handler.hold.clear()
    for number in range(20):
        tasks.add(handler.url, body=f"task {number}", name=f"task-{number}")
    until(lambda: handler.calls)  # one is being delivered: nobody will hear its answer
    tomorrow = Timestamp(seconds=int(time.time()) + 86_400)
    planned = tasks.add(handler.url, name="planned", schedule_time=tomorrow).name

    dead = server.child.pid
    os.kill(dead, signal.SIGKILL)
    handler.calls.clear()  # before the new one is up, which delivers as soon as it is
    until(lambda: server.child.pid != dead)
    wait_until_it_answers(server.child)
    handler.hold.set()
    tasks = Tasks(tasks_client(server), tasks.queue)
    until(lambda: tasks.names() == [planned])
    assert tasks.client.get_task(name=planned).schedule_time.timestamp() == tomorrow.seconds
    assert Counter(handler.bodies()) == {f"task {number}": 2 for number in range(20)}
