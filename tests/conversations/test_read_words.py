"""Days, numbers, short words and languages as people write them."""

from datetime import date, timedelta

import pytest

from shared.conversations.flow.language import language_of
from shared.conversations.flow.moves_who import proves
from shared.conversations.flow.read_day import day_said
from shared.conversations.flow.read_words import (
    customer_number,
    keyword,
    number_said,
    satisfaction,
    ticket_number,
    wants_to_join,
)
from tests.conversations.people import ASIH_UNSEEN

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("besok", "2026-11-24"),
        ("bsk sore ya kak", "2026-11-24"),
        ("sesuk mas", "2026-11-24"),
        ("lusa", "2026-11-25"),
        ("emben", "2026-11-25"),
        ("day after tomorrow", "2026-11-25"),
        ("hari ini", "2026-11-23"),
        ("nanti malam sy bayar", "2026-11-23"),
        ("jumat", "2026-11-27"),
        ("hari senin", "2026-11-30"),
        ("senin depan", "2026-11-30"),
        ("minggu depan", "2026-11-30"),
        ("hari minggu", "2026-11-29"),
        ("friday", "2026-11-27"),
        ("tgl 25", "2026-11-25"),
        ("tanggal 5", "2026-12-05"),
        ("25 nov", "2026-11-25"),
        ("1 desember 2026", "2026-12-01"),
        ("25/11", "2026-11-25"),
        ("5-12-2026", "2026-12-05"),
        ("2026-12-05", "2026-12-05"),
        ("3 hari lagi", "2026-11-26"),
        ("dua minggu lagi", "2026-12-07"),
        ("in 2 days", "2026-11-25"),
        ("akhir bulan", "2026-11-30"),
        ("awal bulan", "2026-12-01"),
        ("5 januari", "2027-01-05"),
        ("20 november", "2026-11-20"),
    ],
)
def test_a_day_is_read_as_people_name_it(text: str, wanted: str) -> None:
    assert day_said(text, MONDAY) == date.fromisoformat(wanted)


@pytest.mark.parametrize("text", ["nanti", "kalau sudah gajian", "31 februari", "165000", "jam 5", "tgl 45", ""])
def test_where_no_day_is_named_none_is_made_up(text: str) -> None:
    assert day_said(text, MONDAY) is None


@pytest.mark.parametrize("ahead", range(0, 400, 7))
def test_a_date_written_out_is_that_day_whatever_today_is(ahead: int) -> None:
    day = MONDAY + timedelta(days=ahead)
    assert day_said(f"saya bayar {day.day}/{day.month}/{day.year} ya", MONDAY) == day


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [("2", 5, 2), ("no 2", 5, 2), ("yang kedua kak", 3, 2), ("2️⃣", 5, 2), ("loro", 5, 2), ("⭐⭐⭐⭐", 5, 4),
     ("4/5", 5, 4), ("bintang 5", 5, 5), ("6", 5, 0), ("0", 5, 0), ("2 atau 3", 5, 0), ("", 5, 0)],
)  # fmt: skip
def test_a_number_is_read_where_one_is_offered(text: str, most: int, wanted: int) -> None:
    assert number_said(text, most) == wanted


@pytest.mark.parametrize(
    ("text", "group"),
    [("Iya boleh kak", "yes"), ("nggih", "yes"), ("gak usah deh", "skip"), ("BATAL", "cancel"),
     ("gak jadi min", "cancel"), ("menuuu", "menu"),
     ("berhenti", "stop_broadcasts"), ("berhenti langganan", ""), ("iya tapi besok", "")],
)  # fmt: skip
def test_short_words_are_known_with_and_without_politeness(text: str, group: str) -> None:
    assert keyword(text, ("menu", "cancel", "stop_broadcasts", "skip", "yes", "no")) == group


def test_numbers_of_ours_are_read_in_any_shape() -> None:
    assert [customer_number(text) for text in ("plg 7", "PLG-00007", "saya plg.007 kak", "7")] == ["PLG-00007"] * 3 + [
        ""
    ]
    assert customer_number("nomor saya 00007", bare=True) == "PLG-00007"
    assert ticket_number("tkt 2611 0042 gimana") == "TKT-2611-0042"
    assert [satisfaction(text) for text in ("Puas", "tidak puas kak", "cukup", "besok")] == [4, 1, 3, 0]


@pytest.mark.parametrize("text", ["mau pasang wifi", "biaya pasang berapa", "pasang baru", "bisa langganan di asri?"])
def test_who_wants_to_join_is_heard(text: str) -> None:
    assert wants_to_join(text)
    assert not wants_to_join("teknisi sudah pasang kabel kemarin")


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [("my internet is down", "id", "en"), ("thanks", "id", "en"), ("hello", "id", "en"), ("internet mati", "en", "id"),
     ("ok", "en", "en"), ("wifi", "id", "id"), ("1", "en", "en"), ("tolong transfer invoice ya", "en", "id"),
     ("upgrade paket dong", "id", "id")],
)  # fmt: skip
def test_english_is_answered_in_english_and_a_bare_word_changes_nothing(text: str, before: str, language: str) -> None:
    assert language_of(text, before) == language  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["0001", "081200000001", "+62 812-0000-0001", "asih lestari", "Bu Asih Lestari"])
def test_who_knows_the_phone_or_the_name_is_let_in(text: str) -> None:
    assert proves(ASIH_UNSEEN, text)


@pytest.mark.parametrize("text", ["001", "1000", "asih", "lestari", "", "asih lestari 9999", "62", "PLG-00001"])
def test_who_knows_less_is_not(text: str) -> None:
    assert not proves(ASIH_UNSEEN, text)
