"""What the buttons under our messages stand for, read back when one is tapped: pure.

A button of a free-form message carries an id; one of a template only its words, and the message it hangs under.
"""

from typing import Literal, NamedTuple

ComplaintTap = Literal["status", "add", "works", "still_broken", "agree", "other_time", "rating"]
OutageTap = Literal["works", "still_broken"]
_ACTS: tuple[ComplaintTap, ...] = ("status", "add", "works", "still_broken", "agree", "other_time", "rating")

_WORDS: dict[str, tuple[ComplaintTap, int | None]] = {
    "cek status tiket": ("status", None),
    "tambah keterangan": ("add", None),
    "setuju jadwal": ("agree", None),
    "ubah jadwal": ("other_time", None),
    "sudah normal": ("works", None),
    "masih bermasalah": ("still_broken", None),
    "puas": ("rating", 5),
    "cukup": ("rating", 3),
    "tidak puas": ("rating", 1),
}
_OUTAGE_WORDS: dict[str, OutageTap] = {"sudah tersambung": "works", "masih terganggu": "still_broken"}


class Tapped(NamedTuple):
    """Something to do about a complaint."""

    complaint_id: str
    act: ComplaintTap
    rating: int | None = None


class OutageTapped(NamedTuple):
    """What a customer says after an outage."""

    outage_id: str
    act: OutageTap


def tap_id(complaint_id: str, act: ComplaintTap, rating: int | None = None) -> str:
    """The id of a button under a message about a complaint."""
    return f"complaint:{complaint_id}:{act}" + (f":{rating}" if rating else "")


def outage_tap_id(outage_id: str, act: OutageTap) -> str:
    """The id of a button under the message that an outage is over."""
    return f"outage:{outage_id}:{act}"


def read_tap(choice: str) -> Tapped | OutageTapped | None:
    """What a button's id stands for; None for what is not of complaints."""
    kind, _, rest = choice.partition(":")
    about, _, what = rest.partition(":")
    act, _, rating = what.partition(":")
    if kind == "outage" and act in ("works", "still_broken"):
        return OutageTapped(about, "works" if act == "works" else "still_broken")
    known = next((one for one in _ACTS if one == act), None)
    if kind != "complaint" or known is None:
        return None
    return Tapped(about, known, int(rating) if rating in set("12345") else None)


def read_template_tap(message_id: str, title: str) -> Tapped | OutageTapped | None:
    """What the button of this title stands for, under the message of this id; None for what is not of complaints."""
    words = title.strip().lower()
    cause, _, purpose = message_id.partition(".")
    if cause.startswith("TKT-") and words in _WORDS:
        return Tapped(cause, *_WORDS[words])
    if purpose.startswith("recovered.") and words in _OUTAGE_WORDS:
        return OutageTapped(cause, _OUTAGE_WORDS[words])
    return None
