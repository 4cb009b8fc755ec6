"""Plan names: many ways of writing one plan become one, and the speed or price inside a name is found."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from shared.core.text import fold
from shared.customers.spreadsheet_money import read_rupiah

FASTEST_MBPS = 100_000
_UNIT = r"(?:mbps|mbit/s|mbit|mb/s|mpbs|mbs|mb|mega|m)"
_SPEED = re.compile(rf"(?<![0-9.,])([0-9]{{1,5}})(?:\s*/\s*[0-9]{{1,5}})?\s*{_UNIT}(?![a-z0-9])", re.IGNORECASE)
_GIGABITS = re.compile(r"(?<![0-9.,])([0-9]{1,2})\s*(?:gbps|gbit|gb|giga|g)(?![a-z0-9])", re.IGNORECASE)
_BARE_SPEED = re.compile(r"([0-9]{1,5})(?:\s*/\s*[0-9]{1,5})?")
_UP_TO = re.compile(r"\b(?:up\s*to|upto|s\s*/\s*d|sampai)\s*(?=[0-9])", re.IGNORECASE)
_PRICE = re.compile(
    r"(?:rp\.?\s*[0-9][0-9.,]*\s*(?:rb|ribu|k|jt|juta)?|(?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{3})+|(?<![0-9.,])[0-9]{5,7}"
    r"|(?<![0-9.,])[0-9]{2,4}(?:[.,][0-9])?\s*(?:rb|ribu|k|jt|juta))(?![a-z0-9])(?:,-)?",
    re.IGNORECASE,
)
_LOWEST_PRICE = 10_000
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SHORT = 3


@lru_cache(maxsize=4096)
def plan_key(name: str) -> str:
    """What all spellings of one plan share: `RUMAH 20 MBPS`, `Rumah 20Mbps ` and `Paket Rumah 20M`."""
    text = _UP_TO.sub("", fold(name))
    text = _GIGABITS.sub(lambda match: f"{int(match[1]) * 1000}mbps", text)
    text = _SPEED.sub(lambda match: match[0].split(match[1])[0] + _spread(match[0]) + "mbps", text)
    key = re.sub(r"[^\w+/&.]|(?<![0-9])\.|\.(?![0-9])|_", "", re.sub(r"\bpaket\b", "", text))
    return key or re.sub(r"\s", "", text)


def speed_of(name: str) -> int | None:
    """The whole Mbps a plan's name says with a unit; None if it says none, or several."""
    found = {int(match[1]) for match in _SPEED.finditer(name)}
    found |= {int(match[1]) * 1000 for match in _GIGABITS.finditer(name)}
    return found.pop() if len(found) == 1 and 1 <= min(found) <= FASTEST_MBPS else None


def read_speed(text: str) -> int | None:
    """The Mbps in a column of speeds: `20`, `20M`, `20/5`, `20 Mbps`."""
    if match := _BARE_SPEED.fullmatch(text):
        return int(match[1]) if 1 <= int(match[1]) <= FASTEST_MBPS else None
    return speed_of(text)


def price_of(name: str) -> int | None:
    """The rupiah a plan's name says (`20 Mbps - 165rb`); None if it says none, or several."""
    found = {read_rupiah(match[0].strip()) for match in _PRICE.finditer(name)}
    price = found.pop() if len(found) == 1 else None
    return price if price is not None and price >= _LOWEST_PRICE else None


class PlanNames:
    """How the plans of one file are to be spelt: one spelling per plan, and its speed where that tells two apart."""

    def __init__(self, said: Iterable[tuple[str, int | None]]) -> None:
        """Learns from what every line says: the plan's name (may be empty) and the speed beside it."""
        names: Counter[str] = Counter()
        speeds: dict[str, set[int]] = {}
        for name, speed in said:
            if name:
                names[name] += 1
                speeds.setdefault(plan_key(name), set()).update([speed] if speed else [])
        self._spellings = _spellings(names)
        self._ambiguous = {key for key, found in speeds.items() if len(found) > 1}

    def spelling(self, name: str, speed: int | None) -> str | None:
        """The name to use; without a name the speed is the name."""
        if not name:
            return f"{speed} Mbps" if speed else None
        key = plan_key(name)
        spelling = self._spellings.get(key, name)
        if speed and key in self._ambiguous and speed_of(spelling) is None:
            return f"{spelling} {speed} Mbps"
        return spelling

    def speed(self, name: str, speed: int | None) -> int | None:
        """Mbps: what the name says, else its own column."""
        return speed_of(name) or speed


def _spellings(names: Counter[str]) -> dict[str, str]:
    """For each plan key the commonest spelling, capitals only where there is no other."""
    best: dict[str, tuple[tuple[bool, int, str], str]] = {}
    for name, count in names.items():
        rank = (not name.isupper() and not name.islower(), count, name)
        key = plan_key(name)
        if key not in best or rank > best[key][0]:
            best[key] = (rank, _readable(_spaced(name)))
    return {key: spelling for key, (_, spelling) in best.items()}


def _spread(speed: str) -> str:
    return "".join(re.findall(r"[0-9/]", speed))


def _spaced(name: str) -> str:
    """`20Mbps`, `20 MBPS` and `20M` as `20 Mbps`."""
    name = _SPEED.sub(lambda match: f"{_spread(match[0])} Mbps", name)
    return _GIGABITS.sub(lambda match: f"{match[1]} Gbps", name)


def _readable(spelling: str) -> str:
    words = _WORD.findall(spelling.replace("Mbps", "").replace("Gbps", ""))
    if not words or not all(word.isupper() for word in words):
        return spelling
    return _WORD.sub(
        lambda match: match[0] if len(match[0]) <= _LONGEST_SHORT or match[0][1:].islower() else match[0].capitalize(),
        spelling,
    )
