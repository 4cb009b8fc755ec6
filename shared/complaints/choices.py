"""The ids of the buttons under our messages, as shared/conversations reads them: what is meant, and of which ticket."""

from typing import Literal

Meant = Literal["status", "add_note", "works", "still_broken", "agree_visit", "reschedule"]


def tap_id(meant: Meant, about: str) -> str:
    """`works:TKT-2611-0042`, or of an outage `works:{outage id}`."""
    return f"{meant}:{about}"


def rating_tap_id(complaint_id: str, stars: int) -> str:
    """`rate:5:TKT-2611-0042`."""
    return f"rate:{stars}:{complaint_id}"
