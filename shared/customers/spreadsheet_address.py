"""An address spread over several columns becomes one line, and one of its parts an area."""

from collections.abc import Callable

from shared.customers.spreadsheet_cells import Cell, filled
from shared.customers.spreadsheet_columns import Column
from shared.customers.spreadsheet_places import named_part, read_rt_or_rw, read_rt_rw, with_rt_rw

One = Callable[[str], tuple[Column | None, Cell]]
"""Gives the column of a kind and its cell."""

# what to write before a value under such a header, if the value does not say it itself
_NAMES = {"complex": "Perum", "hamlet": "Dusun", "village": "Desa", "district": "Kec.", "city": ""}
_MIXED = ("kel", "kec", "desa", "dusun", "kota", "kab")


def read_address(one: One) -> str:
    """`Jl. Cempaka No. 83 RT 08 RW 05, Desa Sumberejo, Kec. Kota`; empty if no column says anything."""
    street = " ".join(filter(None, (filled(one("address")[1]), _house(one))))
    parts = [_with_neighbourhood(street, one)]
    parts += [part for kind in _NAMES if (part := _named(kind, one)) and part.casefold() not in street.casefold()]
    return ", ".join(filter(None, parts))


def read_area(one: One) -> str | None:
    """The area column, else the hamlet, the village or the district."""
    return next(
        (text[:200] for kind in ("area", "hamlet", "village", "district") if (text := filled(one(kind)[1]))), None
    )


def _house(one: One) -> str:
    block, house = filled(one("block")[1]), filled(one("house_number")[1])
    return " ".join(filter(None, (block and named_part("Blok", block), house and named_part("No.", house))))


def _with_neighbourhood(street: str, one: One) -> str:
    both = one("rt_rw")[1]
    if filled(both):
        return with_rt_rw(street, read_rt_rw(both) or named_part("RT/RW", filled(both)))
    for word in ("RT", "RW"):
        cell = one(word.lower())[1]
        if filled(cell):
            street = with_rt_rw(street, read_rt_or_rw(word, cell) or named_part(word, filled(cell)))
    return street


def _named(kind: str, one: One) -> str:
    """The part with its kind before it, unless the header is of two kinds (Kec/Desa) and nobody can tell which."""
    column, cell = one(kind)
    text = filled(cell)
    if column is None or not text:
        return ""
    header = column.header.casefold()
    kinds = sum(word in header for word in _MIXED)
    if kind == "complex":
        return named_part("Gang" if header.startswith(("gang", "gg")) else "Perum", text)
    if kind == "village" and header.startswith("kel") and kinds == 1:
        return named_part("Kel.", text)
    return text if kinds > 1 else named_part(_NAMES[kind], text)
