"""docs/cost.md, written from the months that were counted: page.md, with its tables filled in."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.month import mix, prices
from bench.month.bill import DAYS, NEVER_FREE, POLLED, Line, bill, price_of, secrets, with_polls
from bench.month.prices import POLLS, RUPIAH, Polls
from bench.month.straight_line import larger
from bench.month.used import Month, each_adds

AIM = 10
SIZES = (200, 2_000, 20_000)
CEILING = {"reads": 105.0, "writes": 85.0, "calls": 29.0, "tasks": 9.0}
"""What a customer of twenty takes at most, staff and sweep apart; tests/bench/test_cost_of_month.py holds us to it."""
GROWTH = {
    "reads": "documents read",
    "writes": "documents written",
    "calls": "invocations",
    "tasks": "tasks",
    "shared_s": "billed seconds",
}
POLLING = {f"every {seconds} s": Polls(every_s=seconds) for seconds in (POLLS.every_s, 60, 300)}
HISTORY = 96
"""Documents of a customer that are read to prove the account after two years: about four a month."""


def page(counted: Sequence[Month], when: Sequence[str]) -> str:
    """The whole page; a size that was not lived through is a straight line through the two that were."""
    fewer, more = counted
    lived = {month.people: month for month in counted}
    months = [lived.get(people) or larger(fewer, more, people) for people in SIZES]
    small, middle, _ = months
    told = Path(__file__).with_name("page.md").read_text(encoding="utf-8")
    tables = {
        "when": "\n".join(f"- {one}" for one in when),
        "aims": _rows(_aims(small, middle)),
        "bill": _rows(_bill(months)),
        "purposes": _rows(_purposes(middle)),
        "growth": _rows(_growth(fewer, more)),
        "routers": _rows(_routers(months)),
        "prices": _rows(_prices()),
    }
    not_lived = " and ".join(f"{people:,}" for people in SIZES if people not in lived)
    return told.format(not_lived=not_lived, **tables, **_settings(), **_figures(middle))


def each(month: Month, *, due: bool = False, never_free: bool = False, alone: bool = False) -> float:
    """Rupiah for a customer and month: at list price or what is `due`, of what the aim is about or is never free."""
    chosen = [one for one in bill(month, alone=alone) if one.is_never_free == never_free]
    return sum(one.due if due else one.full for one in chosen) / month.people


def _rows(cells: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _aims(small: Month, middle: Month) -> Iterable[Sequence[str]]:
    most, polled = f"under {AIM}", with_polls(middle)
    beyond = [
        f"{one.price.name}, Rp {one.due:,.0f} a month" for one in bill(small) if not one.is_never_free and one.due
    ]
    in_free = f"**missed**: {'; '.join(beyond)}" if beyond else "met"

    def row(what: str, aim: str, rupiah: float, verdict: str | None = None) -> Sequence[str]:
        met = "met" if rupiah < AIM else "**missed**"
        return what, aim, f"{rupiah:.2f}", met if verdict is None else verdict

    yield row("2,000 customers, list price, nothing off", most, each(middle))
    yield row("the same, were each call alone in an instance", most, each(middle, alone=True))
    yield row("2,000 customers, with what is free off", most, each(middle, due=True))
    yield row("200 customers, beyond what is free", "nothing", each(small, due=True), in_free)
    yield row("200 customers, what is never free", "a line of its own", each(small, due=True, never_free=True), "")
    yield row(f"2,000 customers and routers that ask every {POLLS.every_s} s", most, each(polled))
    yield row("the same, with what is free off", most, each(polled, due=True))


def _bill(months: Sequence[Month]) -> Iterable[Sequence[str]]:
    for line in zip(*[bill(month) for month in months], strict=True):
        star = " \\*" if line[1].price in NEVER_FREE else ""
        quantity = f"{line[1].quantity:,.0f}" if line[1].quantity >= 10 else f"{line[1].quantity:.2f}"
        cells = [_full_and_due(one, month) for one, month in zip(line, months, strict=True)]
        yield (f"{line[1].price.name}{star}", quantity, *cells)
    sums = [f"**{each(month):.2f}** ({each(month, due=True):.2f})" for month in months]
    never = [f"{each(month, never_free=True):.2f}" for month in months]
    yield ("**all that has no \\***", "", *sums)
    yield ("what is never free \\*", "", *never)
    yield ("WhatsApp's own fee, beside all this", "", *[f"{one.whatsapp_fee / one.people:.0f}" for one in months])


def _full_and_due(line: Line, month: Month) -> str:
    return f"{line.full / month.people:.2f} ({line.due / month.people:.2f})"


def _purposes(month: Month) -> Iterable[Sequence[str]]:
    for purpose, used in sorted(month.used.items(), key=lambda known: -price_of(known[1])):
        counts = (used.calls, used.reads, used.writes, used.tasks, used.processor_s, used.shared_s, used.billed_s)
        yield purpose, *[f"{number:,.0f}" for number in counts], f"{price_of(used) / month.people:.2f}"


def _growth(fewer: Month, more: Month) -> Iterable[Sequence[str]]:
    for name, what in GROWTH.items():
        slope = each_adds(fewer, more, name, own=True)
        fixed = getattr(fewer.own, name) - slope * fewer.people
        yield what, f"{fixed:,.0f}", f"{slope:.1f}", f"of 20: {CEILING[name]:g}" if name in CEILING else ""


def _routers(months: Sequence[Month]) -> Iterable[Sequence[str]]:
    for what, polls in POLLING.items():
        cells = []
        for month in months:
            grown = with_polls(month, polls)
            more = each(grown, due=True) - each(month, due=True)
            cells.append(f"{price_of(grown.used[POLLED]) / month.people:.2f} ({more:.2f})")
        yield what, *cells


def _prices() -> Iterable[Sequence[str]]:
    for price in prices.ALL:
        free = f"{price.free:,.0f}" + (" a day" if price in (prices.READ, prices.WRITE) else "") if price.free else "-"
        yield price.name, f"{price.dollars:.8f}".rstrip("0") + f" for {price.each:,.0f}", free, price.source


def _settings() -> dict[str, object]:
    """What the page says of prices.py and mix.py."""
    polls_of_one = DAYS * 86_400 / POLLS.every_s
    return {
        "rupiah": f"{RUPIAH:,}",
        "kept_months": prices.KEPT_MONTHS,
        "indexes": f"{prices.INDEXES:g}",
        "backups": prices.BACKUPS,
        "secrets": secrets(),
        "other_secrets": f"{len(prices.UNUSED_SECRETS) * prices.SECRET.dollars * RUPIAH:,.0f}",
        "people_a_router": POLLS.people_a_router,
        "poll_s": POLLS.billed_s,
        "poll_gib": POLLS.gib,
        "telling_reads": POLLS.telling_reads,
        "telling_writes": POLLS.telling_writes,
        "routers_free": prices.VCPU.free / (polls_of_one * POLLS.billed_s),
        "people_a_member": mix.PEOPLE_A_MEMBER,
        "fewest_members": mix.FEWEST_MEMBERS,
        "cash": len(mix.CASH),
        "proof": len(mix.PROOF),
        "gateway": mix.OF - len(mix.CASH) - len(mix.PROOF),
        "writes": mix.WRITES,
        "complains": mix.COMPLAINS,
        "asked": sum(mix.A_DAY.values()),
        "sittings": mix.SITTINGS_A_DAY,
        "proving": HISTORY * prices.READ.dollars / prices.READ.each * RUPIAH,
        "waits": ", ".join(f"{name.removesuffix('_s')} {value:g} s" for name, value in vars(prices.WAITS).items()),
        "cold_s": f"{prices.COLD_START_S:g}",
    }


def _figures(month: Month) -> dict[str, object]:
    """What the page says of the middle size in its sentences."""
    whole, sweep = month.whole, month.used["sweep"]
    largest = sorted(bill(month), key=lambda line: -line.full)[:4]
    kinds: dict[str, float] = {}
    for purpose, number in month.messages.items():
        kind = purpose.partition(".")[0]
        kinds[kind] = kinds.get(kind, 0) + number
    return {
        "largest": ", ".join(f"{line.price.name} (Rp {line.full / month.people:.2f})" for line in largest),
        "messages": ", ".join(
            f"{kind} {number:,.0f}" for kind, number in sorted(kinds.items(), key=lambda one: -one[1])
        ),
        "tasks": ", ".join(f"{name} {number:,.0f}" for name, number in month.tasks.most_common()),
        "attempts": f"{month.attempts:,.0f}",
        "polls": f"{with_polls(month).used[POLLED].calls:,.0f}",
        "processor": whole.processor_s / whole.shared_s,
        "cold": whole.cold * prices.COLD_START_S / whole.shared_s,
        "sweep_reads": sweep.reads / sweep.calls,
        "sweep_s": sweep.billed_s / sweep.calls,
        "staff": mix.members(month.people),
    }
