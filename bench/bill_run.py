"""The bill run against its floor: invoices a second, both by the same number of processes, one slice at a time.

Ours is `issue_slice`, all that the function `drain` calls. Cloud Tasks and HTTP, one small task a slice, are left out
of both.
"""

import cProfile
import io
import pstats
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing.pool import Pool
from typing import Any

from bench import floor
from bench.people import ON, keep_people
from bench.place import PROCESSES, emulator, emulator_s, enter, fill, processes, project, variables
from bench.report import Figure, at_least
from shared.billing.issue_invoices import issue_slice
from shared.billing.models import SLICES
from shared.billing.read_run import read_run
from shared.billing.repository import run_slices, slice_id
from shared.billing.start_run import start_run
from shared.core.firestore import client

RATIO_AIM = 0.8
WARM = 1_000
"""Customers billed before anything is measured: a Java program is slow at first."""
SAME_RATE = 0.9
"""What counts as the same rate: the measurement itself varies by a tenth."""


@dataclass(frozen=True)
class Speed:
    """One attempt: invoices a second, and processor milliseconds for each, of the drains and of the emulator."""

    a_second: float
    own_ms: float
    emulator_ms: float


@dataclass(frozen=True)
class Rate:
    """Both at one size: every attempt of ours, the floor's by page size."""

    customers: int
    ours: list[Speed]
    floor: dict[int, Speed]

    @property
    def middle(self) -> float:
        """Ours, the middle one."""
        return statistics.median(speed.a_second for speed in self.ours)

    @property
    def best_floor(self) -> float:
        """The floor's best page size."""
        return max(speed.a_second for speed in self.floor.values())

    @property
    def ratio(self) -> float:
        """The middle one of ours against the best of the floor's."""
        return self.middle / self.best_floor


def figures(rates: list[Rate]) -> list[Figure]:
    """The rates of all sizes, and whether the largest is as fast as the smallest."""
    lines = []
    for rate in rates:
        size = f"{rate.customers:,} customers"
        pages = ", ".join(f"{page}: {speed.a_second:.0f}" for page, speed in rate.floor.items())
        attempts = ", ".join(f"{speed.a_second:.0f}" for speed in rate.ours)
        lines += [
            Figure(f"{size}: floor, best of pages ({pages})", f"{rate.best_floor:.0f} /s"),
            Figure(f"{size}: ours, the middle of ({attempts})", f"{rate.middle:.0f} /s"),
            at_least(f"{size}: ratio", rate.ratio, RATIO_AIM),
            Figure(f"{size}: processor time for one, drains + emulator: floor", _processor(list(rate.floor.values()))),
            Figure(f"{size}: processor time for one, drains + emulator: ours", _processor(rate.ours)),
        ]
    if len(rates) > 1:
        same = rates[-1].middle / rates[0].middle
        lines.append(at_least(f"rate of {rates[-1].customers:,} against {rates[0].customers:,}", same, SAME_RATE))
    return lines


def _processor(speeds: list[Speed]) -> str:
    own = statistics.median(speed.own_ms for speed in speeds)
    return f"{own:.2f} + {statistics.median(speed.emulator_ms for speed in speeds):.2f} ms"


def measure(count: int, pages: tuple[int, ...] = floor.PAGES) -> Rate:
    """Ours and the floor in turn, each on the same customers in an empty project.

    Each pair has an emulator of its own: one that has held much before is slower, whatever was deleted. For the same
    reason they take turns in being first.
    """
    ours, floors = [], {}
    for turn, page_size in enumerate(pages):
        with emulator(), processes() as pool:
            shapes = shapes_of_ours()
            _ours(pool, WARM)
            _floor(pool, WARM, page_size, shapes)
            if turn % 2:
                ours.append(_ours(pool, count))
            floors[page_size] = _floor(pool, count, page_size, shapes)
            if not turn % 2:
                ours.append(_ours(pool, count))
    return Rate(count, ours, floors)


def profile(count: int) -> str:
    """Where the time of one process goes: the 25 functions that cost most."""
    with emulator(), project():
        keep_people(1, count)
        profiler = cProfile.Profile()
        profiler.runcall(bill)
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(25)
    return text.getvalue()


def shapes_of_ours() -> floor.Shapes:
    """One document of each kind that a run writes; of those it changes, the fields it changes."""
    with project():
        keep_people(1, 50)
        before = {kind: _first(kind) for kind in ("subscriptions", "customers")}
        bill()
        shapes = {kind: _first(kind) for kind in ("invoices", "ledger", "messages", "run_slices")}
        shapes["audit"] = _first("audit", skip=1)
        for kind, was in before.items():
            shapes[kind] = {field: value for field, value in _first(kind).items() if was.get(field) != value}
    return shapes


def bill() -> None:
    """A whole run by this process alone."""
    run_id = start_run(ON, "bench").id
    for number in range(SLICES):
        issue_slice(run_id, number)


def run_speed(pool: Pool, name: str, on: date, count: int) -> Speed:
    """A run for `on` that is to make `count` invoices."""
    with variables(GOOGLE_CLOUD_PROJECT=name):
        run_id = start_run(on, "bench").id
        speed = _speed(pool, count, _issue, [(name, run_id, number) for number in range(SLICES)])
        run = read_run(run_id)
    if (run.status, run.created) != ("done", count):
        raise AssertionError(f"the run did not do its work: {run}")
    return speed


def floor_speed(pool: Pool, name: str, count: int, page_size: int, shapes: floor.Shapes) -> Speed:
    """The floor over `count` customers."""
    slices = [(name, number, page_size, shapes) for number in range(SLICES)]
    return _speed(pool, count, floor.issue_slice, slices)


def _ours(pool: Pool, count: int) -> Speed:
    with project() as name:
        fill(pool, name, count)
        return run_speed(pool, name, ON, count)


def _floor(pool: Pool, count: int, page_size: int, shapes: floor.Shapes) -> Speed:
    with project() as name:
        fill(pool, name, count)
        return floor_speed(pool, name, count, page_size, shapes)


def _first(kind: str, skip: int = 0) -> dict[str, Any]:
    *_, snapshot = client().collection(kind).order_by("__name__").limit(1 + skip).stream()
    document: dict[str, Any] = snapshot.to_dict() or {}
    return {field: _plain(value) for field, value in document.items()}


def _plain(value: Any) -> Any:
    return datetime.fromtimestamp(value.timestamp(), value.tzinfo) if isinstance(value, datetime) else value


def _speed(pool: Pool, count: int, work: Callable[..., Any], slices: list[tuple[Any, ...]]) -> Speed:
    pool.map(time.sleep, [0.05] * (4 * PROCESSES), chunksize=1)  # everybody has started
    began, emulator_began = time.perf_counter(), emulator_s()
    own = pool.starmap(_own_time, [(work, *told) for told in slices], chunksize=1)
    taken, emulator_taken = time.perf_counter() - began, emulator_s() - emulator_began
    return Speed(count / taken, sum(own) / count * 1000, emulator_taken / count * 1000)


def _own_time(work: Callable[..., Any], *told: Any) -> float:
    began = time.process_time()
    work(*told)
    return time.process_time() - began


def _issue(name: str, run_id: str, number: int) -> None:
    enter(name)
    while not run_slices.get_many([slice_id(run_id, number)])[slice_id(run_id, number)].value.finished:
        issue_slice(run_id, number)  # which stops when its time is up, and asks for another task
