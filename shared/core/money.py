"""Whole rupiah as int: how amounts are rounded, and how Indonesians read them in figures and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # decimal and fractions cost a cold start, and callers who need them have them
    from decimal import Decimal
    from fractions import Fraction

_MINUS = "\N{MINUS SIGN}"
_ONES = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
_WORDS_END = 10**15


def rupiah(amount: int) -> str:
    """165000 -> `Rp165.000`, -5500 -> `−Rp5.500` (U+2212)."""
    sign = _MINUS if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def terbilang(amount: int) -> str:
    """165000 -> `seratus enam puluh lima ribu rupiah`, as receipts want it; below zero `minus` comes first.

    Raises ValueError from 10^15 rupiah on.
    """
    if abs(amount) >= _WORDS_END:
        raise ValueError(f"{amount} rupiah is too much to be put in words")
    sign = "minus " if amount < 0 else ""
    return f"{sign}{_in_words(abs(amount))} rupiah"


def round_half_up(numerator: int, denominator: int) -> int:
    """The quotient as the nearest int, halves away from zero, so a refund is exactly minus its charge.

    Raises ZeroDivisionError.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    half_up = (2 * abs(numerator) + denominator) // (2 * denominator)
    return half_up if numerator >= 0 else -half_up


def percent_of(amount: int, percent: int | Decimal | Fraction) -> int:
    """`percent` of `amount` rupiah, half up: a tax added to a price. Raises TypeError for a float."""
    numerator, denominator = _ratio(percent)
    return round_half_up(amount * numerator, 100 * denominator)


def percent_within(amount: int, percent: int | Decimal | Fraction) -> int:
    """The part of `amount` rupiah that was added as `percent` of the rest, half up: a tax inside a price.

    `amount - percent_within(amount, p)` is the base. Raises TypeError for a float.
    """
    numerator, denominator = _ratio(percent)
    return round_half_up(amount * numerator, 100 * denominator + numerator)


def _ratio(percent: int | Decimal | Fraction) -> tuple[int, int]:
    if isinstance(percent, float):
        raise TypeError("a percentage is an int, a Decimal or a Fraction: floats lose rupiah")
    return percent.as_integer_ratio()


def _in_words(number: int) -> str:
    for size, name in _SCALES:
        if number >= size:
            head, rest = divmod(number, size)
            said = "seribu" if (head, size) == (1, 1000) else f"{_in_words(head)} {name}"
            return _followed_by(said, rest)
    if number >= 200:
        return _followed_by(f"{_ONES[number // 100]} ratus", number % 100)
    if number >= 100:
        return _followed_by("seratus", number % 100)
    if number >= 20:
        return _followed_by(f"{_ONES[number // 10]} puluh", number % 10)
    return _ONES[number] if number < 12 else f"{_ONES[number - 10]} belas"


def _followed_by(said: str, rest: int) -> str:
    return f"{said} {_in_words(rest)}" if rest else said
