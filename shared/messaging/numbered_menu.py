"""A digit that answers a numbered menu is the choice it stands for: pure."""

import re
from collections.abc import Sequence

from shared.messaging.content import Choice
from shared.messaging.said import Said

_NUMBER = re.compile(r"\W{0,3}(?:no|nomor|pilih)?\W{0,3}([1-9]\d?)\W{0,3}", re.IGNORECASE)


def as_choice(said: Said, offered: Sequence[Choice]) -> Said:
    """`2`, `2.` or `no 2` after a menu of two or more; anything else as it was said."""
    found = _NUMBER.fullmatch(said.text) if said.kind == "text" and len(said.text) < 20 else None
    number = int(found[1]) if found else 0
    if not 1 <= number <= len(offered):
        return said
    chosen = offered[number - 1]
    return said.model_copy(update={"kind": "choice", "text": chosen.title, "choice": chosen.id})
