"""Lists as owners and billing programs really keep them."""

from datetime import date

import pytest

from shared.customers.read_spreadsheet import read_spreadsheet
from shared.customers.spreadsheet_models import SpreadsheetRow
from tests.fixtures.spreadsheets.build import csv_of, xlsx_of

ASIH, BUDI = "+6281234567801", "+6281234567802"


def rows_of(*lines: str) -> list[SpreadsheetRow]:
    return read_spreadsheet(csv_of(*lines), "x.csv").rows


def codes(row: SpreadsheetRow) -> list[str]:
    return [issue.code for issue in row.warnings + row.errors]


def test_the_export_of_a_billing_program_in_english() -> None:
    asih, budi = rows_of(
        "Customer ID,Full Name,Phone Number,Package,Monthly Fee,Due Date,Status,Created At,PPPoE Username,Balance",
        "C-001,Asih,+62 812-3456-7801,HOME 20M,165000.00,2026-11-20,Active,2024-02-03 10:11:12,asih@net,0",
        "C-002,Budi,6281234567802,HOME 20M,165000.00,2026-11-05,Suspended,2024-03-04 10:11:12,budi@net,330000",
    )

    assert (asih.number, asih.name, asih.phones, asih.price) == ("C-001", "Asih", [ASIH], 165_000)
    assert (asih.plan_name, asih.speed_mbps) == ("Home 20 Mbps", 20)
    assert (asih.billing_day, asih.joined_on, asih.status) == (20, date(2024, 2, 3), "active")
    assert (budi.pppoe_user, budi.opening_balance, budi.status) == ("budi@net", 330_000, "suspended")


def test_the_book_of_an_owner_with_her_own_abbreviations() -> None:
    asih, budi = rows_of(
        "No;Nama Lengkap;WA;Alamat;Pkt;Tarif/bln;Jth Tempo;Ket",
        "1;ASIH WULANDARI;0812-3456-7801;Jl. Mawar 3;20M;165rb;tgl 5;",
        "2;Budi;081234567802;Jl. Melati 4;10M;Rp 110.000,-;20;bayar lewat bu RT",
    )

    assert (asih.name, asih.phones, asih.price, asih.billing_day) == ("Asih Wulandari", [ASIH], 165_000, 5)
    assert (budi.price, budi.billing_day, budi.note) == (110_000, 20, "bayar lewat bu RT")


def test_tabs_copied_out_of_a_sheet_with_prices_in_thousands() -> None:
    asih, budi = rows_of(
        "Nama\tNo HP\tPaket\tPer bulan\tTgl JT",
        "Asih\t081234567801\t20 Mbps\t165\t10",
        "Budi\t81234567802\t10 Mbps\t110\t31",
    )

    assert (asih.price, asih.billing_day, codes(asih)) == (165_000, 10, ["price_in_thousands"])
    assert (budi.price, budi.billing_day, budi.phones) == (110_000, 28, [BUDI])
    assert "billing_day_moved" in codes(budi)


def test_a_header_of_two_lines_with_merged_cells() -> None:
    data = xlsx_of(
        ("No", "Nama", "Kontak", None, "Tanggal", None),
        (None, None, "HP", "Email", "Pasang", "Tagihan"),
        (1, "Asih", 81234567801, "asih@example.com", date(2024, 2, 3), 5),
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )
    (row,) = read_spreadsheet(data, "x.xlsx").rows

    assert (row.row, row.name, row.phones, row.email) == (3, "Asih", [ASIH], "asih@example.com")
    assert (row.joined_on, row.billing_day) == (date(2024, 2, 3), 5)


@pytest.mark.parametrize(
    "written",
    ["081234567801 / 081234567802", "0812-3456-7801, 0812-3456-7802", "wa.me/6281234567801 dan 081234567802 (istri)"],
)
def test_two_phones_in_one_cell_are_both_kept_in_their_order(written: str) -> None:
    (row,) = rows_of("Nama;HP", f"Asih;{written}")

    assert row.phones == [ASIH, BUDI]


def test_the_whatsapp_column_comes_before_the_other_phone() -> None:
    (row,) = rows_of("Nama,Telp,No WA", "Asih,081234567802,https://wa.me/6281234567801?text=halo")

    assert row.phones == [ASIH, BUDI]


@pytest.mark.parametrize("nothing", ["-", "--", "tidak ada", "Tidak Ada", "n/a", "kosong", "   "])
def test_a_word_for_nothing_is_nothing_in_every_column(nothing: str) -> None:
    (row,) = rows_of(
        "Nama,WA,Alamat,Harga,Tgl Pasang,Status", f"{nothing},081234567801,{nothing},{nothing},{nothing},{nothing}"
    )

    assert (row.name, row.address, row.price, row.joined_on, row.status) == (None, None, None, None, None)
    assert codes(row) == ["name_missing"]


def test_a_line_that_says_nothing_but_its_number_is_no_customer() -> None:
    assert [row.name for row in rows_of("No,Nama,WA", "1,Asih,081234567801", "2,-,-", "3,,")] == ["Asih"]


def test_a_status_left_blank_is_nobodys_guess_here() -> None:
    asih, budi, citra = rows_of(
        "Nama,WA,Status", "Asih,081234567801, aktif ", "Budi,081234567802,", "Citra,081234567803,ISOLIR"
    )

    assert (asih.status, budi.status, citra.status) == ("active", None, "suspended")


def test_a_discount_in_a_note_is_pointed_out_and_not_applied() -> None:
    (row,) = rows_of("Nama,WA,Harga,Keterangan", "Asih,081234567801,165000,diskon 10rb")

    assert (row.price, row.note, codes(row)) == (165_000, "diskon 10rb", ["looks_like_discount"])


def test_an_unusable_phone_warns_and_the_customer_still_comes_in() -> None:
    (row,) = rows_of("Nama,WA", "Asih,0812")

    assert (row.phones, row.errors, codes(row)) == ([], [], ["phone_unusable"])


def test_one_plan_written_five_ways_is_one_plan() -> None:
    ways = ["Rumah 20 Mbps", "RUMAH 20 MBPS", "rumah 20mbps", "Paket Rumah 20M", " Rumah  20 Mbps "]
    rows = rows_of("Nama,WA,Paket", *(f"Asih {at},081234567801,{way}" for at, way in enumerate(ways)))

    assert {row.plan_name for row in rows} == {"Rumah 20 Mbps"}


def test_numbers_that_excel_made_of_phones_and_identity_numbers() -> None:
    data = xlsx_of(
        ("Nama", "WA", "NIK"),
        ("Asih", 81234567801, 3501234567890120),
        ("Budi", "'081234567802", "'3501234567890123"),
    )
    asih, budi = read_spreadsheet(data, "x.xlsx").rows

    assert (asih.phones, asih.nik, codes(asih)) == ([ASIH], None, ["nik_damaged"])
    assert (budi.phones, budi.nik) == ([BUDI], "3501234567890123")


def test_a_header_repeated_on_each_page_and_titles_of_sections_are_no_customers() -> None:
    rows = rows_of(
        "No,Nama,WA,Paket", "DUSUN KRAJAN,,,", "1,Asih,081234567801,20M", "No,Nama,WA,Paket", "2,Budi,081234567802,20M"
    )

    assert [(row.row, row.name) for row in rows] == [(3, "Asih"), (5, "Budi")]


def test_a_tick_of_excel_is_a_status() -> None:
    asih, budi = read_spreadsheet(
        xlsx_of(("Nama", "WA", "Aktif"), ("Asih", "081234567801", True), ("Budi", "081234567802", False)), "x.xlsx"
    ).rows

    assert (asih.status, budi.status) == ("active", "paused")
