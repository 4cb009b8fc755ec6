"""Each beginning of each word finds its customer, and 120 tokens are enough for all but the longest addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.customers.models import Customer, SubscriptionBrief
from shared.customers.search_tokens import (
    MOST,
    has_phone,
    is_meant,
    query_tokens,
    search_tokens,
    unfinished_phone_tokens,
)
from tests.cast import customer

WORD = st.text(st.characters(categories=["L", "Nd"], max_codepoint=0x2FF), min_size=1, max_size=14) | st.from_regex(
    r"[a-z]{1,10}[0-9]{1,8}[a-z]{0,3}", fullmatch=True
)


def brief(pppoe_user: str) -> SubscriptionBrief:
    return SubscriptionBrief(status="active", plan_id="rumah-20", billing_day=1, pppoe_user=pppoe_user)


def finds(found: Customer, typed: str) -> bool:
    """As the list asks: the index first, then what the index cannot say."""
    tokens = search_tokens(found)
    asked = [query_tokens(typed), *([unfinished_phone_tokens(typed)] if has_phone(typed) else [])]
    return any(words and all(word in tokens for word in words) for words in asked) and is_meant(found, typed)


DEWI = customer(
    12,
    "Hj. Dewi Nur'aini Sulistyowati",
    phone="+6285712340812",
    other_phones=["+62354771234", "+12025550123"],
    address="Perumahan Kebonagung Indah Blok C-12, RT 03 RW 07",
    old_number="LM/0077",
    subscriptions={"PLG-00012-1": brief("dewi.nuraini@net-kebon"), "PLG-00012-2": brief("pelanggan00012")},
)


@pytest.mark.parametrize(
    "typed",
    [
        "dewi",
        "DEWI",
        "sulistyowati dewi",
        "dewi sul",
        "s d",
        "sulistyo",
        "sulistyow",
        "sulistyowati",
        "nur'aini",
        "nuraini",
        "nur’aini",
        "aini",
        "PLG-00012",
        "plg 00012",
        "plg00012",
        "00012",
        "0001",
        "12",
        "LM/0077",
        "lm 007",
        "0812",
        "40812",
        "12340812",
        "085712340812",
        "+62 857-1234-0812",
        "62857 1234 0812",
        "6285712340812",
        "0857",
        "0857-1234",
        "08571234081",
        "+62857",
        "(0354) 771234",
        "0354771234",
        "+1 202-555-0123",
        "dewi 0857 1234 0812",
        "085712340812 kebonagung",
        "dewi.nuraini@net-kebon",
        "dewi.nur",
        "@net",
        "pelanggan00012",
        "pelanggan0001",
        "pelangga",
        "kebonagung",
        "kebonagu",
        "blok c-12",
        "c 12",
        "rt 03",
        "d",
        "déwi",
    ],
)
def test_dewi_is_found_by(typed: str) -> None:
    assert finds(DEWI, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "dewo",
        "ewi",
        "sulistyowato",
        "kebonagungx",
        "plg00013",
        "00013",
        "pelanggan00013",
        "085712340813",
        "+62 857-1234-0813",
        "085812340812",
        "budi dewi",
        "-",
        "...",
        "\U0001f600",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ],
)
def test_dewi_is_not_found_by(typed: str) -> None:
    assert not finds(DEWI, typed)


def test_an_emoji_beside_a_word_changes_nothing() -> None:
    assert query_tokens("budi \U0001f600") == ["budi"]


@given(st.lists(WORD, min_size=1, max_size=3), st.lists(WORD, max_size=3), st.data())
def test_each_beginning_of_each_word_finds_its_customer(
    name: list[str], address: list[str], data: st.DataObject
) -> None:
    found = customer(7, " ".join(name), address=" ".join(address))
    words = data.draw(st.permutations([*name, *address]))
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in words[:4]]
    assert finds(found, " ".join(typed)), typed


@given(st.text(max_size=100))
def test_whatever_is_typed_is_asked_with_few_and_short_words(typed: str) -> None:
    for tokens in (query_tokens(typed), unfinished_phone_tokens(typed)):
        assert len(tokens) <= 8
        assert all(1 <= len(token) <= 8 and "`" not in token for token in tokens)


def test_of_a_long_address_the_least_telling_words_are_left_out_whole() -> None:
    streets = " ".join(f"{letter * 3}jalanpanjang" for letter in "abcdefghijklmnopqrst")
    found = customer(9, "Asih Lestari", address=f"Jalan {streets} RT 01")
    tokens = search_tokens(found)
    assert len(tokens) <= MOST
    assert finds(found, "asih les")
    assert finds(found, "aaajalan bbbjalan")
    assert not finds(found, "ttt")
    for word in ["asih", "lestari", *(f"{letter * 3}jalan" for letter in "abcdefghijklmnopqrst")]:
        assert {word[:length] in tokens for length in range(2, len(word) + 1)} in ({True}, {False})


def test_a_customer_on_many_lines_with_many_phones_has_120_tokens_at_most() -> None:
    lines = {f"PLG-00009-{n}": brief(f"user{n}verylong{n}") for n in range(40)}
    phones = [f"+62812{n}3456{n}78" for n in range(5)]
    crowded = customer(9, "x" * 200, other_phones=phones, subscriptions=lines, plan_ids=[f"p{n}" for n in range(40)])
    assert len(search_tokens(crowded)) <= MOST
    assert finds(crowded, "PLG-00009")
