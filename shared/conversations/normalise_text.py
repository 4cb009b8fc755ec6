"""What a customer typed, as the plain words they meant: slang, dialects, dropped vowels and typing slips undone.

The words are data (triage_words.json): a meaning -> the ways people write it.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

from shared.core.text import fold

MOST_CHARACTERS = 600
"""Of a longer text only the beginning is read: what is wanted stands there."""

_WORDS_FILE = Path(__file__).with_name("triage_words.json")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_DOUBLED = re.compile(r"([a-z])\1+")
_MONEY = re.compile(r"\b(?:rp ?)?\d[\d.,]*(?: ?(?:rb|ribu|k|rban|rupiah))\b|\brp ?\d[\d.,]*")
_SPEED = re.compile(r"\b\d+ ?(?:mbps|mb|mega|mbit|m|mbs)\b")
_TOKENS = re.compile(r"[a-z]+2?|\d+|\?")
_LETTERS = re.compile(r"[a-z]")
_VOWELS = re.compile(r"[aeiou]")
_BEFORE = ("di", "ke", "nge", "ng", "me", "m", "n", "ter", "per", "dak", "tak")
_AFTER = ("nipun", "ipun", "nya", "ny", "ne", "na", "ku", "mu", "kah", "lah", "kan", "an", "in", "no", "e", "i", "x")
_PLAIN_OF_APOSTROPHE = str.maketrans("", "", "'`’‘")


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    """Each known way of writing -> its meaning."""
    known: dict[str, list[str]] = {}
    for meaning, ways in json.loads(_WORDS_FILE.read_text(encoding="utf-8")).items():
        known[meaning] = [meaning, *ways.split()]
    return {way: meaning for meaning, ways in known.items() for way in ways}


@lru_cache(maxsize=1)
def _skeletons() -> dict[str, str]:
    """Consonants -> the one meaning they can stand for; shared ones stand for none."""
    found: dict[str, set[str]] = {}
    for way, meaning in _meanings().items():
        if len(way) >= 4:
            found.setdefault(_VOWELS.sub("", way), set()).add(meaning)
    return {bones: next(iter(all_)) for bones, all_ in found.items() if len(bones) >= 3 and len(all_) == 1}


@lru_cache(maxsize=1)
def _slips() -> dict[str, str]:
    """Long known words less one letter -> their one meaning."""
    found: dict[str, set[str]] = {}
    for way, meaning in _meanings().items():
        if len(way) >= 6:
            for short in _less_one_letter(way):
                found.setdefault(short, set()).add(meaning)
    return {short: next(iter(all_)) for short, all_ in found.items() if len(all_) == 1}


def _less_one_letter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _without_endings(word: str) -> str | None:
    """The meaning left when what Indonesian, Javanese and Sundanese fasten to a word is taken off."""
    meanings = _meanings()
    for after in _AFTER:
        stem = word.removesuffix(after)
        if stem != word and len(stem) >= 3 and stem in meanings:
            return meanings[stem]
    for before in _BEFORE:
        stem = word.removeprefix(before)
        if stem == word or len(stem) < 3:
            continue
        if len(stem) >= 4 and stem in meanings:
            return meanings[stem]
        for after in _AFTER:
            bare = stem.removesuffix(after)
            if bare != stem and len(bare) >= 4 and bare in meanings:
                return meanings[bare]
    return None


@lru_cache(maxsize=4096)
def meaning_of(word: str) -> str:
    """The meaning of one folded word; the word itself if it is not known."""
    meanings = _meanings()
    for spelt in (word, _DOUBLED.sub(r"\1", word)):
        if spelt in meanings:
            return meanings[spelt]
    word = _DOUBLED.sub(r"\1", word)
    bare = _without_endings(word)
    if bare:
        return bare
    for stem in (word, *(word.removesuffix(after) for after in _AFTER[:8] if word.endswith(after))):
        near = _nearly(stem)
        if near:
            return near
    return word


def _nearly(word: str) -> str | None:
    """The one known meaning that lacks vowels, or differs by a letter, in this word."""
    if len(_VOWELS.findall(word)) <= 1 and len(word) >= 3:
        bones = _VOWELS.sub("", word)
        if word[0] == bones[:1] and bones in _skeletons():
            return _skeletons()[bones]
    if len(word) >= 6:
        slips = _slips()
        for short in (word, *sorted(_less_one_letter(word))):
            if short in slips and slips[short][0] == word[0]:
                return slips[short]
    return None


def spelt_words(text: str) -> list[str]:
    """The words as typed, folded: `lemoooot bgt 20rb!!` -> `lemot bgt <money>`; question marks are kept."""
    plain = fold(text[:MOST_CHARACTERS]).translate(_PLAIN_OF_APOSTROPHE)
    plain = _SPEED.sub(" kecepatanangka ", _MONEY.sub(" jumlahuang ", plain))
    found: list[str] = []
    for word in _TOKENS.findall(plain):
        if word.isdigit():
            found.append("angka")
        elif word.endswith("2"):
            found += [word[:-1]] * 2
        elif word != "?" or (found and found[-1] != "?"):
            found.append(_REPEATED.sub(r"\1", word))
    return found


def meant_words(spelt: list[str]) -> list[str]:
    """The meanings of words as `spelt_words` gives them."""
    return [meaning_of(word) if _LETTERS.match(word) else word for word in spelt]
