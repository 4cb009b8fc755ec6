"""What a check found."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """`ok`, `missing` (it will not work without), or `look` (it works, and somebody should know); and what to do."""

    what: str
    state: Literal["ok", "missing", "look"]
    do: str = ""


def found(what: str, ok: bool, do: str) -> Finding:
    """ok, or missing with what to do."""
    return Finding(what, "ok") if ok else Finding(what, "missing", do)
