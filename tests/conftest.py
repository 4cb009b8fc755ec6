"""Emulators start once a session, each test has a project of its own, the whole stack runs where asked for."""

import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import hypothesis
import pytest
import requests
from xdist.scheduler import LoadScopeScheduling

from local.emulators import Emulator, StartError, start_auth, start_firestore, start_storage
from local.environment import BUCKET
from local.ports import free_port
from local.seed import seed
from local.setup import Missing
from local.stack import Stack
from shared.complaints import repository as complaints_repository
from shared.core import config, firestore, storage, tasks
from shared.messaging import hold_outbox
from shared.messaging import repository as messaging_repository
from shared.settings import repository as settings_repository
from tests.log_leaks import leaks

PROJECTS = itertools.count(1)

# How long one example takes says what else this machine is doing, and nothing of the rule.
hypothesis.settings.register_profile("suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("suite")

os.environ.setdefault("GOOGLE_CLOUD_PROJECT", "demo-tests")
os.environ.setdefault("LINK_KEY", "a-key-for-tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Quick ones first. Where processes share the tests (`-n 3`), the first two begin with what takes longest."""
    is_shared = hasattr(config, "workerinput")
    order = ("stack", "own_stack", "quick") if is_shared else ("quick", "own_stack", "stack")
    items.sort(key=lambda item: order.index(_needs(item.nodeid.partition("::")[0])))


class TwoStacks(LoadScopeScheduling):
    """Files stay whole, and those that share the session's stack are in two processes, so that it starts twice."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        # By name, so that a file always runs beside the same others.
        return f"stack {crc32(path.encode()) % 2}" if _needs(path) == "stack" else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> TwoStacks:
    return TwoStacks(config, log)


@cache
def _needs(path: str) -> str:
    source = (Path(__file__).parents[1] / path).read_text(encoding="utf-8")
    if "own_stack: Stack" in source:
        return "own_stack"
    return "stack" if re.search(r"[(, ](stack|stack_url|desk): ", source) else "quick"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What tests have measured: `record_property("measured", text)`."""
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name, text in getattr(report, "user_properties", []):
            if name == "measured":
                terminalreporter.write_line(f"\n{text}")


@pytest.fixture(scope="session")
def firestore_emulator() -> Iterator[Emulator]:
    try:
        emulator = start_firestore()
    except (Missing, StartError) as error:
        pytest.skip(f"The Firestore emulator cannot be started: {error}")
    yield emulator
    emulator.stop()


@pytest.fixture(scope="session")
def auth_emulator() -> Iterator[Emulator]:
    try:
        emulator = start_auth()
    except (Missing, StartError) as error:
        pytest.skip(f"The Auth emulator cannot be started: {error}")
    yield emulator
    emulator.stop()


@pytest.fixture(scope="session")
def storage_emulator() -> Iterator[Emulator]:
    try:
        emulator = start_storage()
    except (Missing, StartError) as error:
        pytest.skip(f"The Cloud Storage emulator cannot be started: {error}")
    yield emulator
    emulator.stop()


@pytest.fixture(name="storage")
def storage_of_tests(storage_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The private bucket, shared by the tests: each keeps to customers of its own."""
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://{storage_emulator.host}")
    monkeypatch.setenv("BUCKET", BUCKET)
    config.settings.cache_clear()
    storage.bucket.cache_clear()
    yield
    storage.bucket.cache_clear()


@dataclass
class Enqueued:
    """What was handed to Cloud Tasks, in order: (queue, function, body)."""

    tasks: list[tuple[str, str, Any]] = field(default_factory=list)

    def take(self, function: str) -> list[Any]:
        """The bodies for one function, which are then gone."""
        taken = [body for _, name, body in self.tasks if name == function]
        self.tasks = [entry for entry in self.tasks if entry[1] != function]
        return taken


@pytest.fixture
def db(firestore_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty Firestore of this test's own."""
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", firestore_emulator.host)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", f"demo-test-{os.getpid()}-{next(PROJECTS)}")
    _forget()
    yield
    _forget()


@pytest.fixture
def enqueued(monkeypatch: pytest.MonkeyPatch) -> Enqueued:
    """Stands where Cloud Tasks would: tests of the delivery itself are in tests/local."""
    kept = Enqueued()

    def keep(queue: str, function: str, bodies: Any, *, at: Any = None) -> None:
        kept.tasks += [(queue, function, body) for body in bodies]

    # Modules first: one that is imported here for the first time must take the real one as its own.
    for module in ("shared.messaging.release_messages", "shared.messaging.requeue_messages"):
        monkeypatch.setattr(f"{module}.enqueue_all", keep)
    monkeypatch.setattr(tasks, "enqueue_all", keep)
    return kept


def _run(folder: Path) -> Iterator[Stack]:
    started = Stack(free_port(), folder)
    try:
        started.start()
    except Missing as error:
        pytest.skip(f"The local stack cannot be started: {error}")
    seed(started.url, started.env, "none", lambda _: None)
    yield started
    started.stop()
    assert leaks(folder / "logs") == []


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole of Sambung, with the demo staff, shared by the tests of the session; receipts go out at once."""
    for started in _run(tmp_path_factory.mktemp("sambung")):
        set_undo_seconds(started, 0)
        yield started


BEGINS_WITH = {
    "daily_recipients": {"integerValue": "100000"},
    "quiet_from": {"nullValue": None},
    "quiet_until": {"nullValue": None},
}
"""What a stack goes by where nobody has set anything."""


def set_undo_seconds(stack: Stack, seconds: int) -> None:
    """How long an act at the desk can be taken back there: the owner's setting, written where it is kept."""
    at = f"http://{stack.env['FIRESTORE_EMULATOR_HOST']}/v1/projects/{stack.env['GOOGLE_CLOUD_PROJECT']}"
    document, owner = f"{at}/databases/(default)/documents/settings/messaging", {"Authorization": "Bearer owner"}
    is_set = requests.get(document, headers=owner, timeout=30).ok
    fields = {"undo_s": {"integerValue": str(seconds)}} | ({} if is_set else BEGINS_WITH)
    mask = [("updateMask.fieldPaths", name) for name in fields]
    requests.patch(document, params=mask, json={"fields": fields}, headers=owner, timeout=30).raise_for_status()


@pytest.fixture(scope="module")
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """As `stack`, empty but for the staff: for one file of tests alone."""
    yield from _run(tmp_path_factory.mktemp("sambung"))


@pytest.fixture(scope="session")
def stack_url(stack: Stack) -> str:
    return stack.url


def _forget() -> None:
    config.settings.cache_clear()
    firestore.client.cache_clear()
    settings_repository.forget()
    messaging_repository.forget_rules()
    hold_outbox.forget_holds()
    complaints_repository.forget()
