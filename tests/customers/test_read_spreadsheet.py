"""The customer list of 1000 that we were given, and the formats and sheets a list may come in."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from shared.customers.read_spreadsheet import read_spreadsheet
from shared.customers.spreadsheet_models import SpreadsheetRow
from tests.fixtures.spreadsheets.build import csv_of, given, saved, xlsx_of

ASIH, BUDI = "+6281234567801", "+6281234567802"
HEADER = ("No", "Nama", "No HP", "Paket", "Harga")
ASIH_LINE = (1, "Asih", "081234567801", "Rumah 20 Mbps", 165000)
BUDI_LINE = (2, "Budi", "081234567802", "Rumah 20 Mbps", 165000)


def without_exact_doubles(rows: list[SpreadsheetRow]) -> list[SpreadsheetRow]:
    """Importable rows that say the same of everything but their place, account and cabinet count once."""
    once = {
        row.model_dump_json(exclude={"row", "number", "pppoe_user", "odp", "warnings"}): row
        for row in reversed(rows)
        if not row.errors
    }
    return list(once.values())


@pytest.mark.parametrize("name", ["pelanggan-1000.xlsx", "pelanggan-1000.csv"])
def test_the_list_of_1000_is_read_as_its_truth_says(name: str) -> None:
    truth = json.loads(given("pelanggan-1000.truth.json"))
    rows = read_spreadsheet(given(name), name).rows
    kept = without_exact_doubles(rows)
    active = [row for row in kept if row.status == "active"]

    assert len(rows) == truth["rows"]
    assert [row.errors[0].code for row in rows if row.errors] == ["name_missing"] * truth["no_name"]
    assert len(kept) == truth["importable"]
    assert len(rows) - truth["no_name"] - len(kept) == truth["exact_duplicates"]
    assert sum(not row.phones for row in kept) == truth["no_usable_phone"]
    assert len(active) == truth["active"]
    assert sum(row.price or 0 for row in active) == truth["monthly_total_active"]


def test_excel_and_csv_give_the_same_rows() -> None:
    excel = read_spreadsheet(given("pelanggan-1000.xlsx"), "pelanggan-1000.xlsx").rows
    text = read_spreadsheet(given("pelanggan-1000.csv"), "pelanggan-1000.csv").rows

    assert [row.model_dump(exclude={"row"}) for row in excel] == [row.model_dump(exclude={"row"}) for row in text]
    assert (excel[0].row, text[0].row) == (4, 2)  # the workbook has a title and a blank line above


@pytest.mark.parametrize("name", ["pelanggan.xls", "pelanggan.ods"])
def test_old_excel_and_libreoffice_are_read_too(name: str) -> None:
    rows = read_spreadsheet(given(name), name).rows

    assert [(row.row, row.name, row.phones, row.price) for row in rows] == [
        (4, "Asih", [ASIH], 165_000),
        (5, "Budi", [BUDI], 165_000),
    ]
    assert [row.joined_on for row in rows] == [date(2024, 2, 3), date(2024, 2, 4)]


def test_the_bytes_count_and_not_the_name() -> None:
    assert len(read_spreadsheet(given("pelanggan.ods"), "pelanggan.csv").rows) == 2


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_each_separator_in_each_encoding(separator: str, encoding: str) -> None:
    data = csv_of(
        separator.join(("Nama", "WA", "Paket", "Alamat")),
        separator.join(("René Asih", "081234567801", "20 Mbps", "Jl. Mawar No. 1")),
        encoding=encoding,
    )
    (row,) = read_spreadsheet(data, "x.csv").rows

    assert (row.name, row.phones, row.plan_name) == ("René Asih", [ASIH], "20 Mbps")


def test_commas_inside_prices_do_not_make_a_comma_the_separator() -> None:
    data = csv_of("Nama;WA;Harga;Koordinat", "Asih;081234567801;Rp165.000,00;-8,07, 112,17")
    (row,) = read_spreadsheet(data, "x.csv").rows

    assert (row.name, row.price) == ("Asih", 165_000)


def test_the_separator_that_excel_names_in_the_first_line_holds() -> None:
    (row,) = read_spreadsheet(csv_of("sep=|", "Nama|WA", "Asih|081234567801"), "x.csv").rows

    assert (row.row, row.name) == (3, "Asih")


def test_a_row_of_csv_is_numbered_by_the_line_it_begins_on() -> None:
    data = csv_of("Nama,WA,Alamat", 'Asih,081234567801,"Jl. Mawar\r\nRT 1\r\nRW 2"', "", "Budi,081234567802,Jl. Melati")

    assert [(row.row, row.name) for row in read_spreadsheet(data, "x.csv").rows] == [(2, "Asih"), (6, "Budi")]


def test_titles_above_blank_lines_between_and_a_total_below_are_no_customers() -> None:
    data = xlsx_of(
        ("DATA PELANGGAN RT 05",),
        ("Dicetak 1 November 2026",),
        (),
        HEADER,
        ASIH_LINE,
        (),
        BUDI_LINE,
        (None, "TOTAL", None, None, 330000),
        ("Mengetahui, Ketua",),
    )

    assert [(row.row, row.name) for row in read_spreadsheet(data, "x.xlsx").rows] == [(5, "Asih"), (7, "Budi")]


def test_a_table_in_the_middle_of_the_sheet_keeps_its_line_numbers() -> None:
    book = Workbook()
    for at, line in enumerate((HEADER, ASIH_LINE), start=5):
        for column, value in enumerate(line, start=3):
            book.worksheets[0].cell(at, column, value)

    assert [row.row for row in read_spreadsheet(saved(book), "x.xlsx").rows] == [6]


def test_of_several_sheets_the_one_with_the_best_header_is_read() -> None:
    others: dict[str, Sequence[Sequence[Any]]] = {
        "Rekap": [("Bulan", "Jumlah"), ("Mei", 3)],
        "Kas": [("Tanggal", "Nilai")],
    }
    data = xlsx_of(HEADER, ASIH_LINE, others=others)

    assert [row.name for row in read_spreadsheet(data, "x.xlsx").rows] == ["Asih"]


def test_of_two_sheets_with_the_same_header_the_longer_one_is_read() -> None:
    data = xlsx_of(HEADER, ASIH_LINE, BUDI_LINE, others={"Berhenti": [HEADER, (1, "Citra", "081234567803", "", "")]})

    assert [row.name for row in read_spreadsheet(data, "x.xlsx").rows] == ["Asih", "Budi"]


@pytest.mark.parametrize("left", [0, 2])
def test_an_area_merged_over_customers_is_the_area_of_each(left: int) -> None:
    blank = ("",) * left
    data = xlsx_of(
        (*blank, "Wilayah", "Nama", "WA"),
        (*blank, "Krajan", "Asih", "081234567801"),
        (*blank, None, "Budi", "081234567802"),
        (*blank, "Sumber", "Citra", "081234567803"),
        merged=["C2:C3" if left else "A2:A3"],
    )

    assert [row.area for row in read_spreadsheet(data, "x.xlsx").rows] == ["Krajan", "Krajan", "Sumber"]


def test_a_name_merged_over_two_lines_is_not_said_twice() -> None:
    data = xlsx_of(("Nama", "WA"), ("Asih", "081234567801"), (None, "081234567802"), merged=["A2:A3"])
    first, second = read_spreadsheet(data, "x.xlsx").rows

    assert (first.name, second.name) == ("Asih", None)
    assert second.errors[0].code == "name_missing"


def test_columns_say_which_header_became_what_and_which_were_left() -> None:
    sheet = read_spreadsheet(csv_of("Nama Lengkap,WA,Golongan Darah", "Asih,081234567801,O"), "x.csv")

    assert sheet.columns == {"name": "Nama Lengkap", "phones": "WA"}
    assert sheet.unmatched == ["Golongan Darah"]
