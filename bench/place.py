"""Where measurements take place: one Firestore emulator, a project for each measurement, processes that are warm."""

import itertools
import multiprocessing
import os
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any

from bench.people import keep_people
from local.emulators import start_firestore
from shared.core import config, firestore, tasks

PROCESSES = 4
"""Drains at work at once, ours and the floor's: one process each, as an instance of Cloud Run has a core."""
PEOPLE_A_FILL = 500
EMULATOR_PID = "BENCH_EMULATOR_PID"

_numbers = itertools.count(1)
_tasks_client = tasks.client


@contextmanager
def variables(**values: str) -> Iterator[None]:
    """These environment variables while the block lasts, for this process and those it starts."""
    before = dict(os.environ)
    os.environ.update(values)
    _forget()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        _forget()


@contextmanager
def emulator() -> Iterator[None]:
    """A Firestore emulator of the measurement's own."""
    running = start_firestore()
    try:
        told = {"FIRESTORE_EMULATOR_HOST": running.host, EMULATOR_PID: str(running.child.pid)}
        with variables(**told, LINK_KEY="a-key-for-measurements"):
            yield
    finally:
        running.stop()


def emulator_s() -> float:
    """Processor seconds the emulator has taken so far; 0 for one that is not ours."""
    pid = os.environ.get(EMULATOR_PID)
    if not pid:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # user and system time, see proc(5)


@contextmanager
def project() -> Iterator[str]:
    """An empty Firestore, forgotten afterwards, so that what is measured next finds the emulator as this did."""
    name = f"demo-bench-{os.getpid()}-{next(_numbers)}"
    with variables(GOOGLE_CLOUD_PROJECT=name), Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        yield name
        host = os.environ["FIRESTORE_EMULATOR_HOST"]
        address = f"http://{host}/emulator/v1/projects/{name}/databases/(default)/documents"
        urllib.request.urlopen(urllib.request.Request(address, method="DELETE"), timeout=120).close()


@contextmanager
def processes(count: int = PROCESSES) -> Iterator[Pool]:
    """Processes that have imported everything and wait."""
    with multiprocessing.get_context("spawn").Pool(count, initializer=_keep_quiet) as pool:
        yield pool


def enter(name: str) -> None:
    """Make this process of the pool work in a project."""
    if os.environ.get("GOOGLE_CLOUD_PROJECT") != name:
        os.environ["GOOGLE_CLOUD_PROJECT"] = name
        _forget()


def fill(pool: Pool, name: str, count: int) -> None:
    """Keep that many customers, by all processes at once."""
    starts = range(1, count + 1, PEOPLE_A_FILL)
    pool.starmap(_fill, [(name, first, min(count, first + PEOPLE_A_FILL - 1)) for first in starts], chunksize=1)


def _fill(name: str, first: int, last: int) -> None:
    enter(name)
    keep_people(first, last)


def _keep_quiet() -> None:
    # The log lines are part of the work, showing them is not.
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process lasts


class _NoTasks:
    """Stands where the client of Cloud Tasks would: the task is made and goes nowhere."""

    def create_task(self, **_: Any) -> None:
        """Let it go."""


def _forget() -> None:
    config.settings.cache_clear()
    firestore.client.cache_clear()
    _tasks_client.cache_clear()
    tasks.client = _tasks_client if os.environ.get("CLOUD_TASKS_EMULATOR_HOST") else _NoTasks  # type: ignore[assignment]
