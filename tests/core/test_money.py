from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.money import percent_of, percent_within, round_half_up, rupiah, terbilang

amounts = st.integers(min_value=-(10**12), max_value=10**12)
percents = st.decimals(min_value=0, max_value=100, places=2)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "Rp0"),
        (999, "Rp999"),
        (1_000, "Rp1.000"),
        (165_000, "Rp165.000"),
        (12_345_678, "Rp12.345.678"),
        (-5_500, "\u2212Rp5.500"),
    ],
)
def test_rupiah_are_written_the_indonesian_way(amount: int, text: str) -> None:
    assert rupiah(amount) == text


@given(amounts)
def test_the_figures_read_back_are_the_amount(amount: int) -> None:
    assert int(rupiah(amount).replace("Rp", "").replace(".", "").replace("\u2212", "-")) == amount


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (1, "satu rupiah"),
        (10, "sepuluh rupiah"),
        (11, "sebelas rupiah"),
        (12, "dua belas rupiah"),
        (20, "dua puluh rupiah"),
        (99, "sembilan puluh sembilan rupiah"),
        (100, "seratus rupiah"),
        (101, "seratus satu rupiah"),
        (111, "seratus sebelas rupiah"),
        (200, "dua ratus rupiah"),
        (1_000, "seribu rupiah"),
        (1_100, "seribu seratus rupiah"),
        (2_001, "dua ribu satu rupiah"),
        (11_000, "sebelas ribu rupiah"),
        (100_000, "seratus ribu rupiah"),
        (165_000, "seratus enam puluh lima ribu rupiah"),
        (174_500, "seratus tujuh puluh empat ribu lima ratus rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (101_001_000, "seratus satu juta seribu rupiah"),
        (
            2_518_340_019,
            "dua miliar lima ratus delapan belas juta tiga ratus empat puluh ribu sembilan belas rupiah",
        ),
        (10**12, "satu triliun rupiah"),
        (-5_500, "minus lima ribu lima ratus rupiah"),
    ],
)
def test_amounts_are_said_as_on_a_receipt(amount: int, words: str) -> None:
    assert terbilang(amount) == words


@given(amounts)
def test_the_words_heard_are_the_amount(amount: int) -> None:
    assert _heard(terbilang(amount)) == amount


def test_more_than_words_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="too much"):
        terbilang(10**15)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (1, 2, 1),
        (5, 2, 3),
        (-5, 2, -3),
        (5, -2, -3),
        (-5, -2, 3),
        (7, 3, 2),
        (8, 3, 3),
        (-7, 3, -2),
        (0, 9, 0),
    ],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert round_half_up(numerator, denominator) == rounded


@given(amounts, st.integers(1, 10**6))
def test_rounding_is_off_by_at_most_half_and_the_same_on_both_sides(numerator: int, denominator: int) -> None:
    rounded = round_half_up(numerator, denominator)
    assert abs(rounded - Fraction(numerator, denominator)) <= Fraction(1, 2)
    assert round_half_up(-numerator, denominator) == -rounded


def test_a_division_by_nothing_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        round_half_up(1, 0)


@pytest.mark.parametrize(
    ("amount", "percent", "part"),
    [
        (165_000, 11, 18_150),
        (150_000, 0, 0),
        (99_999, 11, 11_000),
        (50, 1, 1),
        (-165_000, 11, -18_150),
        (100_000, Decimal("2.5"), 2_500),
        (100_000, Fraction(1, 3), 333),
        (165_000, Fraction(11, 12) * 12, 18_150),
    ],
)
def test_a_percentage_is_rounded_half_up(amount: int, percent: int | Decimal | Fraction, part: int) -> None:
    assert percent_of(amount, percent) == part


def test_a_price_of_111_holds_a_tax_of_11() -> None:
    assert percent_within(111_000, 11) == 11_000
    assert percent_within(165_000, 11) == 16_351
    assert percent_within(165_000, 0) == 0


@given(amounts, percents)
def test_the_tax_inside_a_price_is_the_tax_on_its_base(amount: int, percent: Decimal) -> None:
    inside = percent_within(amount, percent)
    assert abs(percent_of(amount - inside, percent) - inside) <= 1


def test_a_float_percentage_is_refused() -> None:
    with pytest.raises(TypeError):
        percent_of(165_000, 11.0)  # type: ignore[arg-type]


def _heard(words: str) -> int:
    """What a listener adds up, word by word: written apart from how the words are made."""
    digits = {
        w: n
        for n, w in enumerate(["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"])
    }
    fixed = digits | {"sepuluh": 10, "sebelas": 11, "seratus": 100}
    scales = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
    total = group = last = 0
    for word in words.removeprefix("minus ").removesuffix(" rupiah").split():
        if word == "seribu":
            total, group, last = total + 1000, 0, 0
        elif word in scales:
            total, group, last = total + group * scales[word], 0, 0
        elif word in ("belas", "puluh", "ratus"):
            worth = {"belas": last + 10, "puluh": last * 10, "ratus": last * 100}[word]
            group, last = group - last + worth, 0
        else:
            last = fixed[word]
            group += last
    return -(total + group) if words.startswith("minus ") else total + group
