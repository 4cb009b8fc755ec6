"""Which nodes broke, by the lines that fell: pure.

A pole box (ODP) is broken where two or more of its lines fell within minutes of each other; a cabinet, an exchange or
a router's whole site where two or more, at least half, and lines of more than one box did. A higher node swallows those
beneath it, and is only blamed for what no node beneath it explains.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from shared.network.fallen_lines import TOGETHER

FEWEST = 2


@dataclass(frozen=True)
class DownLine:
    """A line of a customer in service that is off line; `above` are its nodes from the box up to the site.

    A line of unknown box has no box among them (`has_box`): it counts as being alone on one.
    """

    id: str
    above: tuple[str, ...]
    fell_at: datetime
    has_box: bool = True

    @property
    def box(self) -> str:
        return self.above[0] if self.has_box else f"\x00{self.id}"


@dataclass(frozen=True)
class Fault:
    """A node with what fell beneath it."""

    node: str
    lines: frozenset[str] = field(default_factory=frozenset)


def find_faults(down: Iterable[DownLine], totals: Mapping[str, int]) -> list[Fault]:
    """Each broken node once, none beneath another.

    `totals` are the lines in service beneath each node that is down with more than one box.
    """
    beneath: dict[str, list[DownLine]] = defaultdict(list)
    levels: dict[str, int] = {}
    parents: dict[str, set[str]] = defaultdict(set)
    boxes: set[str] = set()
    for line in down:
        for level, node in enumerate(line.above):
            beneath[node].append(line)
            levels[node] = max(level, levels.get(node, 0))
        for below, node in pairwise(line.above):
            parents[node].add(below)
        boxes |= {line.box} if line.has_box else set()
    found: dict[str, list[Fault]] = {}
    for node in sorted(beneath, key=lambda name: (levels[name], name)):
        lower = [fault for below in sorted(parents[node]) for fault in found.pop(below, [])]
        found[node] = _at_box(node, beneath[node]) if node in boxes else _above(node, beneath[node], lower, totals)
    return sorted((fault for faults in found.values() for fault in faults), key=lambda fault: fault.node)


def _at_box(node: str, lines: list[DownLine]) -> list[Fault]:
    fell = [line for together in _together(lines) if len(together) >= FEWEST for line in together]
    return [_fault(node, fell)] if fell else []


def _above(node: str, lines: list[DownLine], lower: list[Fault], totals: Mapping[str, int]) -> list[Fault]:
    """What this node and those beneath it explain together."""
    fell = max(_together(lines), key=len)
    if len(fell) < FEWEST or len({line.box for line in fell}) < FEWEST or 2 * len(fell) < totals[node]:
        return lower
    strays = len(fell) - len(lower[0].lines) if len(lower) == 1 else len(fell)
    if strays <= max(1, len(fell) // 10):
        return lower
    swallowed = {line for fault in lower for line in fault.lines}
    return [Fault(node, frozenset(swallowed | {line.id for line in fell}))]


def _together(lines: list[DownLine]) -> list[list[DownLine]]:
    """Parted wherever nothing fell for longer than `TOGETHER`."""
    parts: list[list[DownLine]] = []
    for line in sorted(lines, key=lambda one: (one.fell_at, one.id)):
        if parts and line.fell_at - parts[-1][-1].fell_at <= TOGETHER:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _fault(node: str, lines: list[DownLine]) -> Fault:
    return Fault(node, frozenset(line.id for line in lines))
