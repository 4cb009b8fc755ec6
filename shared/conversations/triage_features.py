"""What triage sees in a text: its words, pairs and letters, and the signals of triage_signals.json."""

import json
import re
from functools import lru_cache
from itertools import combinations, pairwise
from pathlib import Path

from shared.conversations.normalise_text import meant_words, spelt_words

_SIGNALS_FILE = Path(__file__).with_name("triage_signals.json")
_NEGATIONS = frozenset(("tidak", "belum", "bukan", "jangan", "tanpa", "no"))
_REACH_OF_NEGATION = 2
_LONGEST_WORD = 24


@lru_cache(maxsize=1)
def _signals() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = json.loads(_SIGNALS_FILE.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(f"(?:{one})" for one in patterns)) for name, patterns in table.items()}


def signals_of(meant: list[str]) -> list[str]:
    """The names of the signals that these words give, in the table's order."""
    line = " ".join(meant)
    return [name for name, pattern in _signals().items() if pattern.search(line)]


def features_of(text: str) -> tuple[set[str], list[str]]:
    """The features of a text, and the signals among them. Nothing to read gives nothing."""
    spelt = spelt_words(text)
    meant = meant_words(spelt)
    words = [word for word in meant if word != "?"]
    if not words:
        return set(), []
    signals = signals_of(meant)
    found = {f"w:{word}" for word in meant}
    found |= {f"p:{one} {two}" for one, two in pairwise(["^", *meant, "$"])}
    found |= {f"g:{one} {two}" for one, two in zip(words, words[2:], strict=False)}
    found |= _negated(words)
    found |= {f"s:{name}" for name in signals}
    found |= {f"ss:{one} {two}" for one, two in combinations(signals, 2)}
    found |= {f"c:{piece}" for word in set(spelt) for piece in _pieces(word)}
    found.add(f"n:{min(len(words), 4) if len(words) < 5 else 5 + min(len(words) // 5, 4)}")
    return found, signals


def _negated(words: list[str]) -> set[str]:
    return {
        f"not:{word}"
        for at, negation in enumerate(words)
        if negation in _NEGATIONS
        for word in words[at + 1 : at + 1 + _REACH_OF_NEGATION]
    }


def _pieces(word: str) -> list[str]:
    framed = f"_{word[:_LONGEST_WORD]}_"
    return [framed[at : at + size] for size in (3, 4, 5) for at in range(len(framed) - size + 1)]
