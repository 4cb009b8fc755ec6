"""`make cost`: live through a month at two sizes, count, and write docs/cost.md.

COST=page prices again what was counted last, which is kept in .local/cost/. SIZES=200,2000 are the sizes.
"""

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from bench.month.live import live_through
from bench.month.page import page
from bench.month.used import Month, Used
from bench.place import emulator

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".local" / "cost"
PAGE = ROOT / "docs" / "cost.md"
SIZES = [int(size) for size in os.environ.get("SIZES", "200,2000").split(",")]


def main() -> None:
    """Count, unless only the page is asked for; then write it."""
    if os.environ.get("COST") != "page":
        for people in SIZES:
            _count(people)
    told = [json.loads((KEPT / f"{people}.json").read_text(encoding="utf-8")) for people in SIZES]
    PAGE.write_text(page([_month(one["month"]) for one in told], [one["when"] for one in told]), encoding="utf-8")


def _count(people: int) -> None:
    began, on = time.monotonic(), time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    with emulator():
        month = live_through(people)
    took = (time.monotonic() - began) / 60
    when = f"{people:,} customers: {on}, {took:.0f} minutes, load {os.getloadavg()[2]:.1f} on {os.cpu_count()} cores"
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{people}.json").write_text(json.dumps({"when": when, "month": _plain(month)}), encoding="utf-8")
    sys.stderr.write(f"{when}\n")


def _plain(month: Month) -> dict[str, object]:
    return vars(month) | {"used": {purpose: vars(used) for purpose, used in month.used.items()}}


def _month(told: dict[str, object]) -> Month:
    month = Month(**told)  # type: ignore[arg-type]
    month.used = {purpose: Used(**used) for purpose, used in told["used"].items()}  # type: ignore[attr-defined]
    for name in ("messages", "tasks"):
        setattr(month, name, Counter(getattr(month, name)))
    return month


if __name__ == "__main__":
    main()
