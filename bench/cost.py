"""What Firestore costs for a customer and a month, from the counted operations, in rupiah."""

from dataclasses import dataclass

from bench.counts import Counted
from bench.report import Figure


@dataclass(frozen=True)
class Prices:
    """US dollars per 100,000 documents, and rupiah per dollar."""

    reads: float
    writes: float
    rupiah: float
    source: str


PRICES = Prices(
    reads=0.06,
    writes=0.18,
    rupiah=16_500,
    source="at most: multi-region list price, cloud.google.com/firestore/pricing; rupiah assumed; set 2026-11-23",
)
"""A setting of the measurement: a region costs less than a multi-region; change it when Google does."""


def figures(month: Counted, prices: Prices = PRICES) -> list[Figure]:
    """The price of one invoice with its message; what staff look at, and the free daily quota, come on top and off."""
    dollars = (month.reads * prices.reads + month.writes * prices.writes) / 100_000
    each = dollars * prices.rupiah
    return [
        Figure("Firestore for one invoice and its message", f"Rp {each:.2f}"),
        Figure("  for 20,000 customers a month", f"Rp {each * 20_000:,.0f}".replace(",", ".")),
        Figure(f"  {prices.source}", ""),
    ]
