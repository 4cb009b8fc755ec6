"""Single cells: amounts, days, names, statuses, plans and places, by tables and by property."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.customers.spreadsheet_cells import Cell, filled
from shared.customers.spreadsheet_dates import is_month_first, read_billing_day, read_date
from shared.customers.spreadsheet_identity import is_rounded_nik, read_nik
from shared.customers.spreadsheet_money import LARGEST, read_rupiah
from shared.customers.spreadsheet_names import readable_name
from shared.customers.spreadsheet_places import read_coordinates, read_rt_rw
from shared.customers.spreadsheet_plans import plan_key, price_of, speed_of
from shared.customers.spreadsheet_status import read_status

cells = (
    st.text(max_size=80)
    | st.text("0123456789.,-/ RpTtgl:jtrbk()E+", max_size=24)
    | st.floats()
    | st.integers()
    | st.dates()
)
rupiah = st.integers(0, LARGEST)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (165000, 165_000),
        (165000.0, 165_000),
        ("Rp 165.000", 165_000),
        ("Rp165.000,-", 165_000),
        ("Rp. 165.000 per bulan", 165_000),
        ("165.000/bln", 165_000),
        ("IDR 165,000.00", 165_000),
        ("165.000,00", 165_000),
        ("165,000", 165_000),
        ("165 000", 165_000),
        ("165rb", 165_000),
        ("165 ribu", 165_000),
        ("165K", 165_000),
        ("165,5rb", 165_500),
        ("1,5jt", 1_500_000),
        ("1,250 juta", 1_250_000),
        ("1.500rb", 1_500_000),
        ("1.65E+05", 165_000),
        ("(50.000)", -50_000),
        ("-50.000", -50_000),
        ("gratis", 0),
        ("150-165rb", None),
        ("165.000 + ppn", None),
        ("Rp165.000 (diskon 10rb)", None),
        ("2 bulan", None),
        ("seratus ribu", None),
        ("150.5000", None),
        ("1.5", None),
        (165000.5, None),
        ("9" * 59, None),
        (float("nan"), None),
        ("", None),
    ],
)
def test_an_amount_is_read_in_every_notation_and_never_with_a_doubt(cell: Cell, amount: int | None) -> None:
    assert read_rupiah(cell) == amount


@given(rupiah)
def test_an_amount_comes_back_from_each_way_of_writing_it(amount: int) -> None:
    dotted = f"{amount:,}".replace(",", ".")
    for written in (
        str(amount),
        dotted,
        f"Rp {dotted},-",
        f"Rp{dotted}",
        f"{amount:,}.00",
        f"{dotted},00",
        f"{dotted}/bulan",
    ):
        assert read_rupiah(written) == amount


@given(cells)
def test_no_cell_raises_and_no_amount_has_digits_that_were_not_written(cell: Cell) -> None:
    amount = read_rupiah(cell)
    assert amount is None or abs(amount) <= LARGEST
    if amount and isinstance(cell, str) and cell.isascii() and "e" not in cell.casefold():
        assert str(abs(amount)).rstrip("0") in re.sub("[^0-9]", "", cell)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2022, 2, 28), date(2022, 2, 28)),
        (datetime(2022, 2, 28, 7, 30), date(2022, 2, 28)),  # noqa: DTZ001 - a spreadsheet knows no zone
        ("28/02/2022", date(2022, 2, 28)),
        ("28.02.2022", date(2022, 2, 28)),
        ("07-08-23", date(2023, 8, 7)),
        ("2024-10-31", date(2024, 10, 31)),
        ("2024-10-31T10:11:12Z", date(2024, 10, 31)),
        ("25 Februari 2023", date(2023, 2, 25)),
        ("25 Pebruari 2023", date(2023, 2, 25)),
        ("25 Feb 23", date(2023, 2, 25)),
        ("25-Agu-23", date(2023, 8, 25)),
        ("Feb 25, 2023", date(2023, 2, 25)),
        ("Senin, 25 Desember 2023", date(2023, 12, 25)),
        ("tgl 25/02/2023", date(2023, 2, 25)),
        ("20231231", date(2023, 12, 31)),
        (44620, date(2022, 2, 28)),
        ("44620", date(2022, 2, 28)),
        ("31/02/2023", None),
        ("12/31/2023", None),
        ("Februari 2023", None),
        ("2023", None),
        ("0/0/0", None),
        ("01/01/1850", None),
        (float("inf"), None),
        ("kemarin", None),
    ],
)
def test_a_day_is_read_in_every_notation_and_an_impossible_one_is_none(cell: Cell, day: date | None) -> None:
    assert read_date(cell) == day


def test_a_column_that_can_only_be_american_is_read_so() -> None:
    assert is_month_first(["12/31/2023", "01/02/2024"])
    assert not is_month_first(["12/31/2023", "28/02/2024"])
    assert read_date("01/02/2024", month_first=True) == date(2024, 1, 2)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_comes_back_from_each_way_of_writing_it(day: date) -> None:
    for written in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day:%d %B %Y}"):
        assert read_date(written) == day


@given(cells, st.booleans())
def test_no_cell_raises_whatever_day_it_is_taken_for(cell: Cell, month_first: bool) -> None:
    day = read_date(cell, month_first=month_first)
    assert day is None or 1990 <= day.year < 2100
    of_month = read_billing_day(cell, month_first=month_first)
    assert of_month is None or 1 <= of_month <= 31


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (15, 15),
        (15.0, 15),
        ("15", 15),
        ("tgl 15", 15),
        ("Tanggal 15", 15),
        ("tgl.05", 5),
        ("setiap tanggal 5", 5),
        ("5 tiap bulan", 5),
        ("15th", 15),
        ("15 Nov", 15),
        ("15/11", 15),
        ("15/11/2026", 15),
        (date(2026, 11, 15), 15),
        ("akhir bulan", 31),
        ("tgl 1-5", None),
        ("10 & 25", None),
        ("10 hari", None),
        ("H+10", None),
        ("32", None),
        (0, None),
    ],
)
def test_a_billing_day_is_one_day_of_the_month_or_none(cell: Cell, day: int | None) -> None:
    assert read_billing_day(cell) == day


@pytest.mark.parametrize(
    ("typed", "readable"),
    [
        ("BUDI SANTOSO", "Budi Santoso"),
        ("DRS. CEMETI ISWAHYUDI, M.PD", "Drs. Cemeti Iswahyudi, M.Pd"),
        ("DRG. SEPTI NARPATI", "drg. Septi Narpati"),
        ("HJ. SITI NUR'AINI, S.H.", "Hj. Siti Nur'aini, S.H."),
        ("R.M. KARMA WIJAYA, S.I.KOM", "R.M. Karma Wijaya, S.I.Kom"),
        ("BUDI SANTOSO, SE, MM", "Budi Santoso, SE, MM"),
        ("AHMAD BIN UMAR", "Ahmad bin Umar"),
        ("PT MAJU JAYA", "PT Maju Jaya"),
        ("SDN 1 BLITAR", "SDN 1 Blitar"),
        ("Budi SANTOSO", "Budi SANTOSO"),
        ("budi", "budi"),
        ("😀", "😀"),
    ],
)
def test_capitals_become_a_name_and_other_names_stay(typed: str, readable: str) -> None:
    assert readable_name(typed) == readable


@given(st.text())
def test_a_readable_name_keeps_its_letters(name: str) -> None:
    assert readable_name(name).casefold() == name.casefold()


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("AKTIF ", "active"),
        ("Isolir (2 bln)", "suspended"),
        ("Blokir", "suspended"),
        ("Non-Aktif", "stopped"),
        ("Putus", "stopped"),
        ("Berhenti sementara", "paused"),
        ("Off", "paused"),
        ("Cuti", "paused"),
        ("belum aktif", "pending"),
        ("Pending", "pending"),
        ("Aktif - mau pindah", "active"),
        ("gantung", None),
    ],
)
def test_a_status_in_the_owners_words(written: str, status: str | None) -> None:
    assert read_status(written) == status


def test_six_spellings_are_one_plan_and_another_speed_is_another() -> None:
    ways = ["Rumah 20 Mbps", "RUMAH 20 MBPS", "Rumah 20Mbps ", "rumah-20M", "Paket Rumah 20 mb", "Rumah up to 20 Mbps"]
    assert len({plan_key(way) for way in ways}) == 1
    assert plan_key("Rumah 2 Mbps") != plan_key("Rumah 20 Mbps") != plan_key("Rumah 20+ Mbps")
    assert plan_key("1.5 Mbps") != plan_key("15 Mbps")


@pytest.mark.parametrize(
    ("name", "speed", "price"),
    [
        ("Rumah 20 Mbps", 20, None),
        ("20M", 20, None),
        ("20/5 Mbps", 20, None),
        ("1 Gbps", 1000, None),
        ("20 Mbps - 165rb", 20, 165_000),
        ("Paket Rp 165.000", None, 165_000),
        ("Hemat 10", None, None),
        ("1.5 Mbps", None, None),
    ],
)
def test_speed_and_price_inside_a_plans_name(name: str, speed: int | None, price: int | None) -> None:
    assert (speed_of(name), price_of(name)) == (speed, price)


@given(cells)
def test_no_other_reader_raises(cell: Cell) -> None:
    text = filled(cell)
    plan_key(text)
    price_of(text)
    read_status(text)
    read_rt_rw(cell)
    point = read_coordinates(cell)
    assert point is None or (abs(point[0]) <= 90 and abs(point[1]) <= 180)
    nik = read_nik(cell)
    assert nik is None or (len(nik) == 16 and not is_rounded_nik(cell))


@pytest.mark.parametrize(
    ("cell", "point"),
    [
        ("-8.070955, 112.178530", (-8.070955, 112.17853)),
        ("-8,070955 112,178530", (-8.070955, 112.17853)),
        ("112.178530, -8.070955", (-8.070955, 112.17853)),
        ("https://maps.google.com/?q=-8.070955,112.178530", (-8.070955, 112.17853)),
        ("https://www.google.com/maps/@-8.070955,112.178530,17z", (-8.070955, 112.17853)),
        ("8°04'15.4\"S 112°10'42.7\"E", (-8.070944, 112.178528)),
        ("https://maps.app.goo.gl/x", None),
        ("Krajan", None),
        ("-8.07", None),
    ],
)
def test_a_point_in_every_notation(cell: str, point: tuple[float, float] | None) -> None:
    assert read_coordinates(cell) == point
