"""`make bench`: all measurements, each against its floor or its aim. BENCH=quick takes small sizes, for a first look.

ONLY=runs,counts,imports,lists,sending takes some of them. Other work on the machine makes figures worse; ratios less.
What a month costs is `make cost`.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench import bill_run, cold_start, counts, floor, lists, sending
from bench.place import PROCESSES, emulator
from bench.report import show


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    runs: tuple[int, ...]
    pages: tuple[int, ...]
    counted: int
    letters: int
    rounds: int
    lists: tuple[int, ...]
    sent: int
    beside: int
    watched_s: float


FULL = Sizes((5_000, 20_000), floor.PAGES, 4_000, 400, 7, (1_000, 20_000), 6_000, 1_500, 10.0)
QUICK = Sizes((1_000, 2_000), floor.PAGES[1:2], 1_000, 200, 2, (1_000, 2_000), 2_000, 500, 4.0)


def main() -> None:
    """Measure and print."""
    sizes = QUICK if os.environ.get("BENCH") == "quick" else FULL
    parts: dict[str, Callable[[Sizes], None]] = {
        "counts": _counts,
        "imports": _imports,
        "runs": _runs,
        "lists": _lists,
        "sending": _sending,
    }
    only = os.environ.get("ONLY", ",".join(parts)).split(",")
    print(f"{os.cpu_count()} cores, {PROCESSES} drains at once, {time.strftime('%Y-%m-%d %H:%M')}", flush=True)
    for name, part in parts.items():
        if name in only:
            part(sizes)
            print(f"  (load of the machine {os.getloadavg()[0]:.1f})", flush=True)


def _counts(sizes: Sizes) -> None:
    with emulator():
        (invoice, run), way = counts.invoice_counts(sizes.counted), counts.message_counts(sizes.letters)
    show("Documents read and written for each", counts.figures(invoice, run, way))


def _imports(sizes: Sizes) -> None:
    show("Imports, processor seconds", cold_start.figures(cold_start.measure(sizes.rounds)))


def _runs(sizes: Sizes) -> None:
    rates = [bill_run.measure(count, sizes.pages) for count in sizes.runs]
    show("Bill run, invoices a second", bill_run.figures(rates))
    if min(rate.ratio for rate in rates) < bill_run.RATIO_AIM:
        print(bill_run.profile(sizes.runs[0]))


def _lists(sizes: Sizes) -> None:
    show("Lists and searches", lists.figures({count: lists.measure(count) for count in sizes.lists}))


def _sending(sizes: Sizes) -> None:
    measured = sending.measure(sizes.sent, sizes.beside, sizes.watched_s)
    show("Sending, a provider that takes 200 ms", sending.figures(measured))


if __name__ == "__main__":
    main()
