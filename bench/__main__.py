"""`make bench`: all measurements, each against its floor or its aim. BENCH=quick takes small sizes, for a first look.

ONLY=runs,counts,imports,lists,sending takes some of them. Other work on the machine makes figures worse; ratios less.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.pool import Pool

from bench import bill_run, cold_start, cost, counts, floor, lists, sending
from bench.place import PROCESSES, emulator, processes
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


FULL = Sizes((5_000, 20_000), floor.PAGES, 5_000, 400, 7, (1_000, 20_000), 6_000, 1_500, 10.0)
QUICK = Sizes((1_000, 2_000), floor.PAGES[1:2], 2_000, 200, 2, (1_000, 2_000), 2_000, 500, 4.0)


def main() -> None:
    """Measure and print."""
    sizes = QUICK if os.environ.get("BENCH") == "quick" else FULL
    parts: dict[str, Callable[[Pool, Sizes], None]] = {
        "counts": _counts,
        "runs": _runs,
        "lists": _lists,
        "sending": _sending,
        "imports": _imports,
    }
    only = os.environ.get("ONLY", ",".join(parts)).split(",")
    print(f"{os.cpu_count()} cores, {PROCESSES} drains at once, {time.strftime('%Y-%m-%d %H:%M')}", flush=True)
    with emulator(), processes() as pool:
        for name, part in parts.items():
            if name in only:
                part(pool, sizes)


def _counts(_: Pool, sizes: Sizes) -> None:
    invoice, way = counts.invoice_counts(sizes.counted), counts.message_counts(sizes.letters)
    show("Documents read and written for each", counts.figures(invoice, way))
    show("What that costs", cost.figures(invoice + way.message))


def _runs(pool: Pool, sizes: Sizes) -> None:
    bill_run.measure(pool, sizes.runs[0] // 4, sizes.pages[:1])  # the emulator is slow until it is warm
    rates = [bill_run.measure(pool, count, sizes.pages) for count in sizes.runs]
    show("Bill run, invoices a second", bill_run.figures(rates))
    if min(rate.ratio for rate in rates) < bill_run.RATIO_AIM:
        print(bill_run.profile(pool, sizes.runs[0]))


def _lists(pool: Pool, sizes: Sizes) -> None:
    show("Lists and searches", lists.figures({count: lists.measure(pool, count) for count in sizes.lists}))


def _sending(pool: Pool, sizes: Sizes) -> None:
    show(
        "Sending, a provider that takes 200 ms",
        sending.figures(sending.measure(pool, sizes.sent, sizes.beside, sizes.watched_s)),
    )


def _imports(_: Pool, sizes: Sizes) -> None:
    show("Imports, processor seconds", cold_start.figures(cold_start.measure(sizes.rounds)))


if __name__ == "__main__":
    main()
