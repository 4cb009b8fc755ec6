"""Telephone numbers as Indonesians write them become E.164, and nothing that is not one ever does.

The shapes and traps come from reference/whatsapp.md section 8.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

PhoneKind = Literal["mobile", "fixed", "other"]

# WhatsApp's id of a person without a number. Some would pass for a +62 number, so they go first; `HP.0812...`
# and `WA.0812...` look like one, but no country is called HP or WA.
_BSUID = re.compile(r"(?<![A-Za-z0-9])(?!HP|WA)(?:[A-Z]{2}|[Ii][Dd])\.(?:ENT\.)?[0-9A-Za-z]{1,128}(?![0-9A-Za-z])")
_LINK = re.compile(r"(?:wa\.me/|whatsapp\.com/send/?\?phone=)(?:%2B|\+)?([0-9]{6,15})(?![0-9])\S*", re.IGNORECASE)
_JID = re.compile(r"(?<![0-9])\+?([0-9]{6,15})(?::[0-9]+)?@(?:c\.us|s\.whatsapp\.net)", re.IGNORECASE)
_OTHER_ADDRESS = re.compile(r"\S*@\S*|https?://\S*")
_SCIENTIFIC = re.compile(r"([1-9])[.,]([0-9]+)[eE]\+?([0-9]{1,2})")
_RUN = re.compile(r"(?<![0-9A-Za-z])[+(]*[0-9][0-9 \t.()_+-]*(?![A-Za-z])")
_DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{SOFT HYPHEN}]")
_MOBILE = re.compile(r"62(8[1-35-9][0-9]{7,10})")
_WHOLE_FLOAT = re.compile(r"(?<=[0-9]{6})\.0(?![0-9.-])")
_LONGEST = 15  # digits, by E.164
_LONGEST_CELL = 1_000


@dataclass(frozen=True)
class Phone:
    """A valid number, `+6281234567890`, and its kind of line: WhatsApp may be expected on a mobile."""

    e164: str
    kind: PhoneKind


def parse_phone(text: str) -> Phone | None:
    """The number in a text: the first mobile, else the first number at all; None where there is none."""
    found = find_phones(text)
    return next((phone for phone in found if phone.kind == "mobile"), found[0] if found else None)


def find_phones(text: str) -> list[Phone]:
    """All valid numbers of a text in the order written, none twice: `0812... / 0813... (WA)`, links too.

    A number without a country is Indonesian and starts with 0, 62 or 8. Never raises.
    """
    return list(_find(text[:_LONGEST_CELL]))


@lru_cache(maxsize=4096)
def _find(text: str) -> tuple[Phone, ...]:
    found: dict[str, Phone] = {}
    for written in _candidates(_plain(text)):
        phone = _phone(written)
        if phone:
            found.setdefault(phone.e164, phone)
    return tuple(found.values())


def _plain(text: str) -> str:
    """Full-width digits and dashes become plain ones; invisible marks (copied from contacts) go."""
    if text.isascii():
        return text
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return "".join(_plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.category(character) == "Cf":
        return ""
    digit = unicodedata.decimal(character, None)
    return " " if digit is None and character.isspace() else character if digit is None else str(digit)


def _candidates(text: str) -> Iterator[str]:
    """Each piece of the text that may be one number, as digits with + in front if its country is written."""
    text = _WHOLE_FLOAT.sub("", _BSUID.sub("|", text))  # a float's .0 is no digit of the number
    places: list[tuple[int, str]] = []

    def take(match: re.Match[str]) -> str:
        places.append((match.start(), "+" + match[1] if match[1][0] != "0" else match[1]))
        return "|" * len(match[0])

    def spread(match: re.Match[str]) -> str:
        """`6,2812E+11`, as Excel shows long numbers; rounded ones have lost digits for ever."""
        if len(match[2]) == int(match[3]):
            places.append((match.start(), match[1] + match[2]))
        return "|" * len(match[0])

    text = _JID.sub(take, _LINK.sub(take, text))
    text = _OTHER_ADDRESS.sub(lambda match: "|" * len(match[0]), text)
    text = _SCIENTIFIC.sub(spread, text)
    for run in _RUN.finditer(text):
        places.extend((run.start() + at, piece) for at, piece in _pieces(run[0]))
    return (piece for _, piece in sorted(places, key=lambda place: place[0]))


def _pieces(run: str) -> Iterator[tuple[int, str]]:
    """One number with blanks inside or several with blanks between: the longest valid first."""
    words = [(word.start(), _digits(word[0])) for word in re.finditer(r"\S+", run)]
    words = [(at, word) for at, word in words if word.strip("+")]
    start = 0
    while start < len(words):
        end = _end_of_number(words, start)
        if end > start:
            yield words[start][0], "".join(word for _, word in words[start:end])
        start = max(end, start + 1)


def _end_of_number(words: list[tuple[int, str]], start: int) -> int:
    """Where the longest valid number that begins at `start` ends (exclusive); `start` if there is none."""
    joined, best = "", start
    for index in range(start, len(words)):
        word = words[index][1]
        if index > start and ("+" in word or (best == index and _phone(word))):
            break  # a word that is a whole number begins the next one
        joined += word
        if len(joined) > _LONGEST + 5:
            break
        if _phone(joined):
            best = index + 1
    return best


def _digits(word: str) -> str:
    digits = re.sub(r"[^0-9]", "", word)
    return "+" + digits if word.lstrip("(").startswith("+") else digits


@lru_cache(maxsize=4096)
def _phone(written: str) -> Phone | None:
    digits = _international(written)
    if digits is None or len(digits) > _LONGEST:
        return None
    if _MOBILE.fullmatch(digits):  # most of them by far, and the same answer as the library's
        return Phone(f"+{digits}", "mobile")

    import phonenumbers

    try:
        number = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, _kind(phonenumbers.number_type(number)))


def _international(written: str) -> str | None:
    """Digits from the country code on; None where no country can be told without guessing."""
    digits = written.lstrip("+")
    named = written.startswith("+") and not digits.startswith("0")
    if digits.startswith("00"):
        digits, named = digits[2:], True
    if digits.startswith("62") and (named or len(digits) > 9):
        rest = digits[2:].removeprefix("0")
        # +62 typed in front of 62...: as a land line of area 62x it would be valid, and wrong
        return rest if _MOBILE.fullmatch(rest) else "62" + rest
    if named:
        return digits if digits and digits[0] != "0" else None
    if digits.startswith("0"):
        return "62" + digits[1:]
    return "62" + digits if digits.startswith("8") else None


def _kind(number_type: int) -> PhoneKind:
    from phonenumbers import PhoneNumberType

    if number_type in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE):
        return "mobile"
    return "fixed" if number_type == PhoneNumberType.FIXED_LINE else "other"
