"""One Cloud Tasks server for these tests, and one stack of throw-away functions."""

import itertools
from collections.abc import Iterator

import pytest
from google.cloud import tasks_v2

from local.emulators import Emulator, start_tasks
from local.ports import free_port
from local.setup import Missing
from local.stack import Stack
from tests.local.tasks_stand import FUNCTIONS, LOCATION, SECRET, Handler, Tasks, listening_handler, tasks_client

QUEUES = itertools.count()


@pytest.fixture
def handler() -> Iterator[Handler]:
    with listening_handler() as told:
        yield told


@pytest.fixture(scope="session")
def tasks_server() -> Iterator[Emulator]:
    server = start_tasks(functions=FUNCTIONS, secret=SECRET)
    yield server
    server.stop()


@pytest.fixture
def tasks(tasks_server: Emulator) -> Tasks:
    client = tasks_client(tasks_server)
    queue = f"{LOCATION}/queues/test-{next(QUEUES)}"
    retry = tasks_v2.RetryConfig(max_attempts=4, min_backoff={"nanos": 200_000_000}, max_backoff={"seconds": 2})
    limits = tasks_v2.RateLimits(max_dispatches_per_second=500, max_concurrent_dispatches=3)
    wanted = tasks_v2.Queue(name=queue, retry_config=retry, rate_limits=limits)
    client.create_queue(parent=LOCATION, queue=wanted)
    return Tasks(client, queue)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    started = Stack(free_port(), tmp_path_factory.mktemp("stack"), FUNCTIONS)
    try:
        started.start()
    except Missing as missing:
        pytest.skip(str(missing))
    yield started
    started.stop()
