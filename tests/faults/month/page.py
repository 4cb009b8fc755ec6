"""The page of figures: a line a day, and the sum of all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.faults.month.facts import Facts

COLUMNS = (
    "bills",
    "messages",
    "texts",
    "answers",
    "cash",
    "gateway",
    "proof",
    "cut",
    "back",
    "complaints",
    "kills",
    "seconds",
)


@dataclass(frozen=True)
class Day:
    """What one day was made of; `trouble` is what went wrong beside the usual."""

    on: date
    trouble: str
    figures: Counter[str]


def changes(before: Facts, after: Facts, seconds: float) -> Counter[str]:
    """What became more from one evening to the next."""
    was, are = (Counter(one.purpose for one in facts.messages) for facts in (before, after))
    return Counter({
        "bills": len(after.invoices) - len(before.invoices),
        "messages": len(after.messages) - len(before.messages),
        "answers": are["answer"] - was["answer"],
        "cut": are["suspended"] - was["suspended"],
        "back": are["resumed"] - was["resumed"],
        "complaints": len(after.complaints) - len(before.complaints),
        "seconds": round(seconds),
    })  # fmt: skip


def standing(facts: Facts) -> dict[str, int]:
    """How things are at the end."""
    return {
        "customers": len(facts.customers),
        "suspended": sum(line.status == "suspended" for line in facts.lines),
        "Rp owed": sum(one.balance for one in facts.customers),
        "Rp paid": sum(one.amount for one in facts.payments),
        "complaints open": sum(one.is_open for one in facts.complaints),
        "past their time": sum(one.sla_mark == "over" for one in facts.complaints),
        "outages": len(facts.outages),
        **Counter(f"messages {one.status}" for one in facts.messages),
    }


def heading(title: str) -> str:
    return f"\n{title}\n{'day':10} " + " ".join(f"{name:>10}" for name in COLUMNS) + "  trouble"


def row(day: Day) -> str:
    return f"{day.on}" + _figures(day.figures) + f"  {day.trouble}"


def sums(days: Sequence[Day], killed: Counter[str], ended: dict[str, int]) -> str:
    """All days together, and what has no column of its own."""
    total: Counter[str] = Counter()
    for day in days:
        total += day.figures
    more = {name: count for name, count in sorted(total.items()) if name not in COLUMNS}
    lines = [
        f"{'together':10}" + _figures(total),
        f"also: {_told(more)}",
        f"killed: {_told(dict(sorted(killed.items())))}",
        f"at the end: {_told(ended)}",
    ]
    return "\n".join(lines)


def _figures(figures: Counter[str]) -> str:
    return "".join(f" {figures[name]:>10,}" for name in COLUMNS)


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())
