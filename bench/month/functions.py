"""The functions as deployed: their entry points, what their manifests say, and what their instances remember."""

import importlib.util
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import flask
import yaml

from bench.month.prices import UNUSED_SECRETS
from local.manifests import FUNCTIONS, load_all
from shared.access import settle_caller
from shared.complaints import repository as complaints_repository
from shared.messaging import hold_outbox
from shared.messaging import repository as messaging_repository
from shared.settings import repository as settings_repository

NEVER = datetime.min.replace(tzinfo=UTC)
WARM_FOR = timedelta(minutes=15)
"""Cloud Run keeps an idle instance up to so long."""
ALWAYS_WARM = ("sweep",)
"""Called every five minutes, more often than it is here."""
REMEMBERED_FOR = timedelta(seconds=30)
MEMORIES: tuple[tuple[Any, str, Callable[[], Any]], ...] = (
    (settings_repository, "_cached", dict),
    (messaging_repository, "_cached", lambda: None),
    (complaints_repository, "_cached", lambda: None),
    (hold_outbox, "_cached", lambda: None),
    (settle_caller, "_seen", dict),
)
PURPOSES = {
    "invoices": "bills issued",
    "dunning": "reminders and cuts decided",
    "dunning_dates": "reminders and cuts decided",
    "messages": "messages sent",
    "send_message": "messages sent",
    "converse": "people answered",
    "complaints": "complaints",
    "charges": "payments by gateway",
}
"""Of tasks, by their queue or function; others go by its name."""


class Functions:
    """One instance of each, as far as it costs whether there is one and what it remembers."""

    def __init__(self) -> None:
        self._called: dict[str, datetime] = {}
        self._memories: dict[str, list[Any]] = {}
        self._busy: dict[str, datetime] = {}
        self._told = {one.name: yaml.safe_load((one.folder / "function.yaml").read_text()) for one in load_all()}
        routes = [(route, one.name) for one in load_all() for route in one.routes]
        self._routes = sorted(routes, key=lambda known: -len(known[0]))
        self.rates = {queue: rules.per_second for one in load_all() for queue, rules in one.queues.items()}
        """Of the queues, tasks a second."""

    def at_path(self, path: str) -> str:
        """Which function answers there."""
        return next(name for route, name in self._routes if path.startswith(route))

    def gib(self, function: str) -> float:
        """Its memory, of `512Mi` or `1Gi`."""
        memory = str(self._told[function]["memory"])
        return float(memory[:-2]) / (1024 if memory.endswith("Mi") else 1)

    def secrets(self, function: str) -> int:
        """How many an instance reads as it starts."""
        return len(set(self._told[function].get("secrets") or []) - set(UNUSED_SECRETS))

    def answers_one_at_a_time(self, function: str) -> bool:
        return int(self._told[function]["concurrency"]) == 1

    def wake(self, function: str, now: datetime) -> bool:
        """Bring back what its instance remembers, nothing after 30 s; whether there was none, so one has to start."""
        since = now - self._called.get(function, NEVER)
        known = self._memories.get(function)
        for index, (module, name, nothing) in enumerate(MEMORIES):
            setattr(module, name, nothing() if since > REMEMBERED_FOR or known is None else known[index])
        return since > WARM_FOR and function not in ALWAYS_WARM

    def rest(self, function: str, now: datetime) -> None:
        """Keep what it remembers."""
        self._memories[function] = [getattr(module, name) for module, name, _ in MEMORIES]
        self._called[function] = now

    def not_shared(self, function: str, now: datetime, seconds: float) -> float:
        """Of so many seconds from now on, those in which its instance is not busy with an earlier call."""
        end = now + timedelta(seconds=seconds)
        busy_until = max(now, self._busy.get(function, now))
        self._busy[function] = max(end, busy_until)
        return max(0.0, (end - busy_until).total_seconds())


@cache
def main_of(function: str) -> Callable[[flask.Request], flask.Response]:
    """The entry point of one function, as its folder has it."""
    spec = importlib.util.spec_from_file_location(f"counted_{function}", FUNCTIONS / function / "main.py")
    if spec is None or spec.loader is None:
        raise LookupError(function)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    main: Callable[[flask.Request], flask.Response] = module.main
    return main
