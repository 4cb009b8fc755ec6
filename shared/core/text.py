"""Text as people type it, made fit to keep and to search: tidied, folded, cut into words."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0001]"
)
_JOINER = "\u200d"
_EMOJI = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff"
_JOINS_NOTHING = re.compile(f"(?<![{_EMOJI}]){_JOINER}|{_JOINER}(?![{_EMOJI}])")
_BLANKS = re.compile(r"\s+")
_WORDS = re.compile(r"[a-z0-9]+")


def tidy(text: str) -> str:
    """One line in NFC without control characters and invisible marks, runs of blanks as one.

    A joiner between two emoji is no junk: with it, three people are one family.
    """
    if not text.isascii():
        text = _JOINS_NOTHING.sub("", _INVISIBLE.sub("", text))
        return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def tidy_lines(text: str) -> str:
    """As `tidy`, keeping line breaks."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


def whole(text: str) -> str:
    """Without half characters, which JSON can write and nothing can keep."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


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
