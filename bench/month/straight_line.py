"""A month of a size that was not lived through, from two that were."""

from dataclasses import fields

from bench.month.mix import members
from bench.month.used import Month, Used

STAFF = "staff looking"


def larger(fewer: Month, more: Month, people: int) -> Month:
    """A month of `people`: what is fixed, and what each customer adds; staff by how many of them there are."""
    steps = (people - fewer.people) / (more.people - fewer.people)

    def at(low: float, high: float) -> float:
        return max(high, low + (high - low) * steps)

    grown = Month(people)
    for purpose in {**fewer.used, **more.used}:
        low, high = fewer.used.get(purpose, Used()), more.used.get(purpose, Used())
        told = {one.name: at(getattr(low, one.name), getattr(high, one.name)) for one in fields(Used)}
        grown.used[purpose] = Used(**told)
    for name in ("reads_a_day", "writes_a_day", "messages", "tasks"):
        low_counts, high_counts = getattr(fewer, name), getattr(more, name)
        for key in {**low_counts, **high_counts}:
            getattr(grown, name)[key] = at(low_counts.get(key, 0), high_counts.get(key, 0))
    for name in ("attempts", "whatsapp_fee", "documents", "document_bytes", "expired", "file_bytes"):
        setattr(grown, name, at(getattr(fewer, name), getattr(more, name)))
    _with_staff(grown, more)
    return grown


def _with_staff(grown: Month, like: Month) -> None:
    """In place of what the straight line says of them: as much for each as in the other month."""
    looking, wrong = Used(), grown.used.get(STAFF, Used())
    looking.add(like.used.get(STAFF, Used()), members(grown.people) / members(like.people))
    grown.used[STAFF] = looking
    for a_day, more in (
        (grown.reads_a_day, looking.reads - wrong.reads),
        (grown.writes_a_day, looking.writes - wrong.writes),
    ):
        for day in a_day:
            a_day[day] = max(0.0, a_day[day] + more / len(a_day))
