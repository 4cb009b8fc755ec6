"""Text as people type it, made fit to keep and to search: tidied, folded, cut into words."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile(r"\s+")
_WORDS = re.compile(r"[a-z0-9]+")


def tidy(text: str) -> str:
    """One line in NFC without control characters, runs of blanks as one."""
    return _BLANKS.sub(" ", _CONTROL.sub("", unicodedata.normalize("NFC", text))).strip()


def tidy_lines(text: str) -> str:
    """As `tidy`, keeping line breaks."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


def fold(text: str) -> str:
    """Lower case without accents, for comparing and searching."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The folded words of a text, in order, doubles kept."""
    return _WORDS.findall(fold(text))


def slug(text: str) -> str:
    """A document id made of a name: `Hemat 10 Mbps` -> `hemat-10-mbps`; empty if nothing is left."""
    return "-".join(words(text))[:60].strip("-")
