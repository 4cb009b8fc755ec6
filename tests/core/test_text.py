"""Text as people type it, kept without what nobody meant to type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.text import fold, slug, tidy, tidy_lines, words

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
TECHNICIAN = "\U0001f468\U0001f3fd\u200d\U0001f527"


@pytest.mark.parametrize("emoji", [FAMILY, RAINBOW, TECHNICIAN, "\u2764\ufe0f\u200d\U0001f525"])
def test_joined_emoji_stay_joined(emoji: str) -> None:
    assert tidy(f"Keluarga Budi {emoji}") == f"Keluarga Budi {emoji}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Asih \t Lestari\n", "Asih Lestari"),
        ("Bu\u200bdi", "Budi"),
        ("Bu\u200ddi", "Budi"),
        ("Budi\u200d", "Budi"),
        ("\U0001f468\u200d", "\U0001f468"),
        ("\U0001f468\u200b\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("\U0001f468\u200d\u200d\U0001f469", "\U0001f468\U0001f469"),
        ("Budi\x00\x07\x7f\x9f", "Budi"),
        ("\ufeffBudi\u00ad", "Budi"),
        ("\u202eidub\u202c", "idub"),
        ("\u2066Budi\u2069", "Budi"),
        ("e\u200b\u0301", "\u00e9"),
        ("\u200b \u2060", ""),
    ],
)
def test_what_cannot_be_seen_is_taken_away(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text())
def test_what_is_tidy_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_lines_are_kept_where_several_are_asked_for() -> None:
    assert tidy_lines(" satu  \n\ndua\r\n tiga ") == "satu\n\ndua\ntiga"


def test_words_are_compared_without_accents_and_capitals() -> None:
    assert words("Café  Ñandú 12-A") == ["cafe", "nandu", "12", "a"]
    assert fold("ÉCOLE") == "ecole"
    assert slug("Hemat 10 Mbps!") == "hemat-10-mbps"
