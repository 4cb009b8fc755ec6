"""What a router tells, line by line as its script writes it: pure.

RouterOS 6 cannot write JSON, so a report is lines of words with tabs between. What is not known is passed over: a
router may have a newer script than we.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.core.errors import BadRequest

MOST_BYTES = 64_000
"""RouterOS sends at most 64 KB at once; the script begins a new part long before."""
MOST_LINES = 2_000
MOST_PARTS = 60
LONGEST_WORD = 100
LONGEST_NUMBER = 18
FACTS = {"report", "name", "version", "uptime", "cpu", "on"}

_LENGTH = re.compile(
    r"(?:(?P<w>\d{1,4})w)?(?:(?P<d>\d{1,4})d)?"
    r"(?:(?P<hh>\d{1,4}):(?P<mm>\d{2}):(?P<ss>\d{2})|(?:(?P<h>\d{1,4})h)?(?:(?P<m>\d{1,4})m)?(?:(?P<s>\d{1,4})s)?)",
    re.ASCII,
)

Key = tuple[str, str]
"""(what, whose): s a session, p the secret's profile, a an address shut out, w a watched host, r light, u usage."""
KINDS = {"s", "p", "a", "w", "r", "u"}


@dataclass(frozen=True)
class Report:
    """One part of a report. `entries` are what is new or other than before, `gone` what is no more."""

    poll: int
    is_full: bool
    part: int = 1
    more: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    traffic: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Bytes in and out of an interface since the router started."""
    entries: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    gone: frozenset[Key] = frozenset()
    done: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)


def read_report(text: str) -> Report:
    """Raises BadRequest `bad_report` for what no script of ours has written."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise _unread()
    told: dict[str, list[str]] = {}
    traffic: dict[str, tuple[int, int]] = {}
    entries: dict[Key, tuple[str, ...]] = {}
    gone: set[Key] = set()
    done: list[str] = []
    failed: dict[str, str] = {}
    for line in lines:
        head, *rest = [word[:LONGEST_WORD] for word in line.split("\t")]
        match head, rest:
            case "+", [kind, whose, *values] if kind in KINDS and whose:
                entries[kind, whose] = tuple(values)
                gone.discard((kind, whose))
            case "-", [kind, whose] if kind in KINDS and whose:
                gone.add((kind, whose))
                entries.pop((kind, whose), None)
            case "if", [name, received, sent]:
                traffic[name] = number(received), number(sent)
            case "done", [command]:
                done.append(command)
            case "fail", [command, reason]:
                failed[command] = reason
            case _, [_, *_]:
                told[head] = rest
    return Report(
        poll=number(_first(told, "poll")),
        is_full=_first(told, "kind") == "full",
        part=_part(_first(told, "part")),
        more=told["part"][1:] == ["more"],
        facts={name: words[0] for name, words in told.items() if name in FACTS},
        traffic=traffic,
        entries=entries,
        gone=frozenset(gone),
        done=tuple(done),
        failed=failed,
    )


def joined(parts: Iterable[Report]) -> Report:
    """All parts as one report; the last one says what it is of."""
    *earlier, last = parts
    whole: dict[Key, tuple[str, ...]] = {}
    gone: set[Key] = set()
    done: list[str] = []
    failed: dict[str, str] = {}
    for part in (*earlier, last):
        whole |= part.entries
        gone |= part.gone
        done += part.done
        failed |= part.failed
    return Report(
        poll=last.poll,
        is_full=last.is_full,
        part=last.part,
        facts=last.facts,
        traffic=last.traffic,
        entries=whole,
        gone=frozenset(gone - set(whole)),
        done=tuple(done),
        failed=failed,
    )


def number(text: str) -> int:
    """A whole number not below zero. Raises BadRequest."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise _unread()
    return int(text)


def seconds(text: str) -> int:
    """A length of time as RouterOS writes it, `1w2d03:04:05` or `3h4m5s`, in seconds; 0 for what is none."""
    found = _LENGTH.fullmatch(text)
    if not found or not text:
        return 0
    told = {name: int(digits or 0) for name, digits in found.groupdict().items()}
    hours, minutes, rest = told["h"] + told["hh"], told["m"] + told["mm"], told["s"] + told["ss"]
    return ((told["w"] * 7 + told["d"]) * 24 + hours) * 3600 + minutes * 60 + rest


def _first(told: Mapping[str, list[str]], name: str) -> str:
    if name not in told:
        raise _unread()
    return told[name][0]


def _part(text: str) -> int:
    part = number(text)
    if not 1 <= part <= MOST_PARTS:
        raise _unread()
    return part


def _unread() -> BadRequest:
    return BadRequest(
        code="bad_report", message_id="Laporan router tidak terbaca.", message_en="The router's report cannot be read."
    )
