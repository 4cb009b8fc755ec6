"""How the system stands, told to whoever watches it: the log, and the owner's telephone."""

from shared.reports.raise_alerts import raise_alerts
from shared.reports.read_standing import tell_standing


def watch_over() -> None:
    """By the sweep: read once, told to both."""
    raise_alerts(tell_standing())
