"""Phones in every shape people write them, and the things that only look like phones."""

import csv
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.phones import find_phones, parse_phone

GIVEN = Path(__file__).parent.parent / "fixtures" / "spreadsheets" / "pelanggan-1000.csv"
ASIH = "+6281234567890"


@pytest.mark.parametrize(
    "written",
    [
        "081234567890",
        "+6281234567890",
        "6281234567890",
        "81234567890",
        "+62081234567890",
        "62 0812 3456 7890",
        "006281234567890",
        "+62 812-3456-7890",
        "(0812) 3456 7890",
        "0812.3456.7890",
        "0812_3456_7890",
        "0812–3456–7890",
        "0812 3456 7890 (WA)",
        "WA: 081234567890",
        "HP.081234567890",
        "No.081234567890",
        "https://wa.me/6281234567890",
        "https://wa.me/6281234567890?text=Halo%2012",
        "https://wa.me/081234567890",
        "https://api.whatsapp.com/send?phone=6281234567890&text=hai",
        "6281234567890@c.us",
        "6281234567890:12@s.whatsapp.net",
        "０８１２３４５６７８９０",
        "\u202a+62 812\u20113456\u20117890\u202c",
        "0812\u00a03456\u00a07890",
        "+62+6281234567890",
        "626281234567890",
        "'081234567890",
        "  081234567890\n",
        "6.281234567890E+12",
        "8,1234567890E+10",
        "81234567890.0",
        "6281234567890.0",
        "٠٨١٢٣٤٥٦٧٨٩٠",
    ],
)
def test_one_mobile_in_every_shape_is_one_number(written: str) -> None:
    phones = find_phones(written)
    assert [(phone.e164, phone.kind) for phone in phones] == [(ASIH, "mobile")]
    assert parse_phone(written) == phones[0]


@pytest.mark.parametrize(
    "written",
    [
        "081234567890 / 081345678901",
        "081234567890/081345678901",
        "081234567890, 081345678901",
        "081234567890;081345678901",
        "081234567890\n081345678901",
        "081234567890 081345678901",
        "0812 3456 7890 0813 4567 8901",
        "0812-3456-7890 atau 0813-4567-8901",
        "Budi 0812 3456 7890, istri 0813 4567 8901 (WA)",
        "https://wa.me/6281234567890 / 0813-4567-8901",
        "+6281234567890 +6281345678901",
        "081234567890 & 081234567890 & 081345678901",
    ],
)
def test_two_numbers_in_one_cell_are_both_found_in_order(written: str) -> None:
    assert [phone.e164 for phone in find_phones(written)] == [ASIH, "+6281345678901"]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "tidak ada",
        "nomor lama",
        "0812",
        "08123",
        "0812 / 0813",
        "3501234567890123",
        "25/02/2023",
        "2023-02-25",
        "1 orang",
        "6.28123E+11",
        "8.12E+10",
        "0848 1234 5678",
        "ID.81234567890",
        "ID.6281234567890",
        "ID.ENT.081234567890",
        "id.81234567890",
        "asih081234567890@contoh.test",
        "120363025246125486@g.us",
        "281234567890123@lid",
        "215551234",
        "081234567890123456",
        "abc081234567890def",
        "+",
        "+0",
        "00",
        "+62",
        "(((((",
    ],
)
def test_what_is_no_phone_stays_none(written: str) -> None:
    assert find_phones(written) == []
    assert parse_phone(written) is None


def test_a_land_line_is_found_and_said_to_be_one() -> None:
    for written in ("0342-801234", "(0342) 801234", "+62 342 801234", "0342 801234 ext 12"):
        assert [(phone.e164, phone.kind) for phone in find_phones(written)] == [("+62342801234", "fixed")]


def test_a_foreign_number_is_kept_if_its_country_is_written() -> None:
    for written in ("+60 12-345 6789", "0060123456789", "https://wa.me/60123456789"):
        assert [(phone.e164, phone.kind) for phone in find_phones(written)] == [("+60123456789", "mobile")]
    assert find_phones("60123456789") == []


def test_a_free_call_number_is_neither_mobile_nor_fixed() -> None:
    assert [(phone.e164, phone.kind) for phone in find_phones("0800 1234567")] == [("+628001234567", "other")]


def test_a_mobile_comes_before_a_land_line_written_first() -> None:
    phone = parse_phone("0342-801234 / 0812-3456-7890")
    assert phone is not None
    assert phone.e164 == ASIH


def test_a_bsuid_beside_a_number_does_not_hide_it() -> None:
    assert [phone.e164 for phone in find_phones("ID.81345678901 081234567890")] == [ASIH]


def test_the_given_file_has_the_numbers_the_library_sees() -> None:
    with GIVEN.open(encoding="utf-8-sig", newline="") as file:
        cells = [record["No. HP / WA"] for record in csv.DictReader(file)]
    for cell in cells:
        ours = [phone.e164 for phone in find_phones(cell)]
        assert ours == [number for part in cell.split(" / ") if (number := _by_library(part))]
    assert sum(not find_phones(cell) for cell in cells) == 23


def _by_library(part: str) -> str | None:
    try:
        number = phonenumbers.parse(part, "ID")
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, 0) if phonenumbers.is_valid_number(number) else None


@given(st.from_regex(r"8[0-9]{6,12}", fullmatch=True))
def test_the_short_cut_for_mobiles_agrees_with_the_library(national: str) -> None:
    number = phonenumbers.parse(f"+62{national}", None)
    mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    assert any(phone.kind == "mobile" for phone in find_phones(f"0{national}")) == mobile


@given(
    st.text()
    | st.text("0123456789+-/. ()eEWAabcID@", max_size=40)
    | st.from_regex(r"[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,20}", fullmatch=True)
)
def test_no_text_raises_and_no_digit_is_invented(text: str) -> None:
    for phone in find_phones(text):
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone.e164, None))
        digits = [character for character in text if character.isnumeric()]
        assert len(digits) >= len(phone.e164) - 3


@given(st.from_regex(r"(?!HP|WA)[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}", fullmatch=True))
def test_a_bsuid_is_never_a_number(bsuid: str) -> None:
    assert find_phones(bsuid) == []
    assert find_phones(f" {bsuid} / - ") == []
