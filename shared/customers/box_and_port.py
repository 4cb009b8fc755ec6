"""A cell that names a pole box and, behind it, the port in it: pure.

Only what says that it is a port is taken for one: the number in `ODP-GBI-FAB/015` is the box's own.
"""

import re

HIGHEST_PORT = 128
"""Of a pole box; a larger number is something else."""

_PORT = re.compile(
    r"^(?P<box>.*?\w)[\s/,;:#()-]*(?:(?:\bport|\bprt|(?<=[\s/(])p)\s*[.:#-]?\s*|[:#]\s*)(?P<port>\d{1,3})\)?$",
    re.IGNORECASE,
)


def box_and_port(text: str) -> tuple[str, int | None]:
    """`ODP-A1 port 5`, `ODP-A1/P5`, `ODP-A1:5` -> (`ODP-A1`, 5); a text without a port as it is."""
    found = _PORT.match(text)
    port = read_port(found["port"]) if found else None
    return (found["box"], port) if found and port else (text, None)


def read_port(text: str) -> int | None:
    """The number of a port, from 1."""
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= HIGHEST_PORT else None
