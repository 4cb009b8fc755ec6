"""A month as it is billed: each thing at its list price, and what is left of it once the free allowances are off."""

from copy import deepcopy
from dataclasses import dataclass, replace

import yaml

from bench.month import prices
from bench.month.prices import BACKUPS, INDEXES, KEPT_MONTHS, PAGE_BYTES, POLLS, RUPIAH, Polls, Price
from bench.month.used import Month, Used
from local.manifests import load_all

GIB = 2**30
CALL_BYTES = 2_000
"""Of a call of WhatsApp or a gateway: assumed."""
DAYS = 31
POLLED = "routers' polls"


@dataclass(frozen=True)
class Line:
    """Rupiah for one thing in a month: at list price, and after what is free."""

    price: Price
    quantity: float
    full: float
    due: float

    @property
    def is_never_free(self) -> bool:
        """What DESIGN's aim leaves out of the free tier: backups, point-in-time recovery, pictures, expiry."""
        return self.price in NEVER_FREE


NEVER_FREE = (prices.TTL, prices.PITR, prices.BACKUP, prices.PICTURE, prices.FILE_PUT, prices.FILE_GOT)


def bill(month: Month, *, alone: bool = False) -> list[Line]:
    """Every line of it; `alone`: no two calls share an instance, which is more than is billed."""
    used = month.whole
    stored = month.document_bytes * INDEXES * KEPT_MONTHS / GIB
    pages = month.used["bills looked at"].calls / 2 * PAGE_BYTES
    return [
        _daily(prices.READ, month.reads_a_day, used.reads),
        _daily(prices.WRITE, month.writes_a_day, used.writes),
        _line(prices.CALL, used.calls),
        _line(prices.VCPU, used.billed_s if alone else used.shared_s),
        _line(prices.GIB_S, used.gib_s if alone else used.shared_gib_s),
        _line(prices.TASK, sum(month.tasks.values()) + month.attempts),
        _line(prices.JOB, sum(one.trigger == "schedule" for one in load_all())),
        _line(prices.SECRET, secrets()),
        _line(prices.SECRET_READ, used.secrets),
        _line(prices.STORED, stored),
        _line(prices.EGRESS, (used.bytes_out + used.outside * CALL_BYTES) / GIB),
        _line(prices.HOSTING, (used.bytes_out + pages) / GIB),
        _line(prices.TTL, month.expired),
        _line(prices.PITR, stored),
        _line(prices.BACKUP, stored * BACKUPS),
        _line(prices.PICTURE, month.file_bytes * KEPT_MONTHS / GIB),
        _line(prices.FILE_PUT, used.files_put),
        _line(prices.FILE_GOT, used.files_got),
    ]


def price_of(used: Used) -> float:
    """Rupiah for what the calls of one purpose used, at list price; what is kept and what is sent apart."""
    parts = (
        (prices.READ, used.reads),
        (prices.WRITE, used.writes),
        (prices.CALL, used.calls),
        (prices.VCPU, used.shared_s),
        (prices.GIB_S, used.shared_gib_s),
        (prices.TASK, used.tasks * 2),
    )
    return sum(_line(price, quantity).full for price, quantity in parts)


def with_polls(month: Month, polls: Polls = POLLS) -> Month:
    """The month with so many routers that ask so often."""
    grown = deepcopy(month)
    routers = -(-month.people // polls.people_a_router)
    calls = routers * DAYS * 86_400 / polls.every_s
    seconds = calls * polls.billed_s
    told = routers * DAYS * polls.tellings_a_day
    reads = (calls - told) * polls.reads + told * polls.telling_reads
    writes = (calls - told) * polls.writes + told * polls.telling_writes + month.people * DAYS * polls.days_written
    asked = Used(calls=calls, reads=reads, writes=writes)
    asked.billed_s = asked.shared_s = seconds
    asked.gib_s = asked.shared_gib_s = seconds * polls.gib
    grown.used[POLLED] = asked
    for day in grown.reads_a_day:
        grown.reads_a_day[day] += reads / DAYS
        grown.writes_a_day[day] += writes / DAYS
    return grown


def secrets() -> int:
    """How many of those the manifests name are used."""
    told = [yaml.safe_load((one.folder / "function.yaml").read_text(encoding="utf-8")) for one in load_all()]
    return len({name for one in told for name in one.get("secrets") or []} - set(prices.UNUSED_SECRETS))


def _daily(price: Price, a_day: dict[str, float], quantity: float) -> Line:
    over = sum(max(0.0, count - price.free) for count in a_day.values())
    return replace(_line(price, quantity), due=_rupiah(price, over))


def _line(price: Price, quantity: float) -> Line:
    return Line(price, quantity, _rupiah(price, quantity), _rupiah(price, max(0.0, quantity - price.free)))


def _rupiah(price: Price, quantity: float) -> float:
    return price.dollars * quantity / price.each * RUPIAH
