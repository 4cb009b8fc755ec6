"""A short text as one of the words we know (keywords.json), and what else can be read off a text. Pure."""

import json
import re
from functools import cache
from pathlib import Path

from shared.core.text import fold

LONGEST = 6
"""Words of a text that is still looked up whole; a longer one says more than a keyword."""
_REPEATED = re.compile(r"([a-z])\1{2,}")
_WORDS = re.compile(r"[a-z0-9]+")
_STARS = re.compile("[\N{WHITE MEDIUM STAR}\N{BLACK STAR}]")
_NUMBERS = {
    "satu": 1, "siji": 1, "setunggal": 1, "hiji": 1, "one": 1, "pertama": 1, "kesatu": 1, "first": 1,
    "dua": 2, "loro": 2, "kalih": 2, "two": 2, "kedua": 2, "second": 2,
    "tiga": 3, "telu": 3, "tigo": 3, "tilu": 3, "three": 3, "ketiga": 3, "third": 3,
    "empat": 4, "papat": 4, "sekawan": 4, "opat": 4, "four": 4, "keempat": 4,
    "lima": 5, "limo": 5, "gangsal": 5, "five": 5, "kelima": 5,
}  # fmt: skip
_SATISFACTION = {"tidak puas": 1, "gak puas": 1, "ga puas": 1, "kecewa": 1, "kurang puas": 2, "kurang": 2, "cukup": 3,
                 "cukup puas": 3, "lumayan": 3, "puas": 4, "puas banget": 5, "sangat puas": 5, "mantap": 5}  # fmt: skip
_TICKET = re.compile(r"\btkt[- ]?(\d{4})[- ]?(\d{3,6})\b", re.IGNORECASE)
_INVOICE = re.compile(r"\binv-[0-9a-z]{4,}(?:-[0-9a-z]+)*", re.IGNORECASE)
_JOINING = re.compile(
    r"\b(?:(?:mau|pengen|pingin|ingin|bisa|minta|arep|badhe|hoyong) (?:\w+ )?"
    r"(?:pasang|psg|masang|langganan|berlangganan|daftar)"
    r"|(?:pasang|psg|pemasangan|langganan|sambungan) (?:wifi |internet )?(?:baru|anyar)"
    r"|(?:biaya|harga|ongkos) (?:pasang|psg|pemasangan)|paket (?:apa aja|apa saja)|new connection|become a customer)\b"
)
_CUSTOMER = re.compile(r"\bplg[\s.:-]*0*(\d{1,9})\b", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?<!\d)0*(\d{1,6})(?!\d)")


def has_letters(text: str) -> bool:
    """Whether there is anything but figures and signs to it."""
    return any(letter.isalpha() for letter in text)


def listed(name: str) -> frozenset[str]:
    """A list of word_lists.json."""
    return _lists()[name]


def plain_words(text: str) -> list[str]:
    """Folded words, letters drawn out made short: `Tagihaaan saya!` -> tagihan saya."""
    return [_REPEATED.sub(r"\1", word) for word in _WORDS.findall(fold(text))]


def without_politeness(words: list[str]) -> list[str]:
    """Without min, kak, dong and the like; unless nothing else was said."""
    return [word for word in words if word not in listed("polite")] or words


def keyword(text: str, among: tuple[str, ...]) -> str:
    """The first of these groups that has the whole text as one of its words; empty for none."""
    words = plain_words(text)
    if not words or len(words) > LONGEST:
        return ""
    plain = without_politeness(words)
    said = {" ".join(words), " ".join(plain)}
    return next((group for group in among if not said.isdisjoint(_keywords()[group]) or _all_in(plain, group)), "")


def _all_in(words: list[str], group: str) -> bool:
    """`iya boleh`, `gak usah deh`: several words of yes are a yes."""
    return group in ("yes", "no", "skip") and all(word in _keywords()[group] for word in words)


def number_said(text: str, most: int) -> int:
    """1 to `most`, as `2`, `no 2`, `yang kedua`, `⭐⭐⭐⭐`; 0 for anything else."""
    stars = len(_STARS.findall(text))
    if stars and not _WORDS.findall(fold(text)):
        return stars if stars <= most else 0
    words = [word for word in without_politeness(plain_words(text)) if word not in listed("around_a_number")]
    if len(words) == 2 and words[1] == str(most) and words[0].isdigit():  # `4/5`
        words = words[:1]
    if len(words) != 1:
        return 0
    found = int(words[0]) if words[0].isdigit() and len(words[0]) <= 2 else _NUMBERS.get(words[0], 0)
    return found if 1 <= found <= most else 0


def satisfaction(text: str) -> int:
    """1 to 5, where it is said in words: `tidak puas` to `sangat puas`; 0 for anything else."""
    return _SATISFACTION.get(" ".join(without_politeness(plain_words(text))), 0)


def customer_number(text: str, *, bare: bool = False) -> str:
    """`plg 123` -> `PLG-00123`; with `bare` also a number that stands alone. Empty for none."""
    found = _CUSTOMER.search(text) or (_BARE_NUMBER.search(text) if bare else None)
    return f"PLG-{int(found[1]):05d}" if found and int(found[1]) else ""


def ticket_number(text: str) -> str:
    """`tkt 2611 0042` -> `TKT-2611-0042`; empty for none."""
    found = _TICKET.search(text)
    return f"TKT-{found[1]}-{found[2]}" if found else ""


def wants_to_join(text: str) -> bool:
    """`mau pasang wifi baru`: somebody who is no customer yet."""
    return _JOINING.search(" ".join(plain_words(text))) is not None


def invoice_number(text: str) -> str:
    """`INV-202611-00042-1` as it stands in a text; empty for none."""
    found = _INVOICE.search(text)
    return found[0].upper() if found else ""


@cache
def _keywords() -> dict[str, frozenset[str]]:
    source = Path(__file__).with_name("keywords.json").read_text(encoding="utf-8")
    return {group: frozenset(ways.split("|")) for group, ways in json.loads(source).items()}


@cache
def _lists() -> dict[str, frozenset[str]]:
    source = Path(__file__).with_name("word_lists.json").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in json.loads(source).items()}
