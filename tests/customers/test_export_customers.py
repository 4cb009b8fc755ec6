"""The list as a file: safe to open, and read back by our own import as what it was."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from shared.access.audit import entries
from shared.core import clock
from shared.core.fields import Location
from shared.core.firestore import Commit
from shared.core.phones import parse_phone
from shared.customers.customer_status import with_subscription
from shared.customers.export_cells import HEADERS, harmless, phone_text
from shared.customers.export_customers import export_customers
from shared.customers.models import Area, Customer, ExportQuery, Network
from shared.customers.repository import areas, customers, plans, subscriptions
from shared.customers.search_tokens import findable
from shared.customers.spreadsheet_cells import written
from shared.imports.import_customers import import_customers
from shared.imports.models import ImportView
from tests.cast import KAMIL, RUMAH_20, TODAY, customer, subscribed, subscription

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
LIVE = [
    '=HYPERLINK("http://evil.test";"Klik")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@sum(1+1)",
    "'=1+1",
    "＝1+1",
]


@pytest.fixture(autouse=True)
def _november(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 3, 0, tzinfo=UTC))


def keep(owner: Customer, *lines: Any) -> None:
    for line in lines:
        owner = with_subscription(owner, line)
    commit = Commit()
    commit.create(customers, findable(owner))
    for line in lines:
        commit.create(subscriptions, line)
    commit.commit()


@pytest.fixture
def people(db: None) -> None:
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(plans, RUMAH_20.model_copy(update={"id": "rumah-20-lama", "name": "Rumah 20 mbps", "price": 150_000}))
    commit.create(areas, Area(id="dukuh", name="Dukuh"))
    commit.create(areas, Area(id="g-1", name="Gunung Sari"))
    commit.commit()
    asih = customer(
        1, f"Asih Lestari {FAMILY}", area_id="dukuh", email="asih@sambung.test", address="Jl. Melati 1; RT 02"
    )
    keep(asih, subscription(asih, network=Network(pppoe_user="asih@net", odp="ODP-A1")))
    budi = customer(2, "BUDI RAHARJO", area_id="g-1", note="Titip kunci\ndi warung", balance=165_000)
    budi = budi.model_copy(update={"phone": "+62354771234", "other_phones": ["+6281200004472", "+12025550123"]})
    first = subscription(budi, price_override=140_000)
    keep(budi, first, first.model_copy(update={"id": "PLG-00002-2", "plan_id": "rumah-20-lama", "status": "suspended"}))
    citra = customer(3, "Citra", location=Location(latitude=-8.0, longitude=112.123456789), balance=-5_000)
    keep(citra.model_copy(update={"phone": None}))
    for number, live in enumerate(LIVE, 4):
        owner, line = subscribed(customer(number, live, address=live, note=live), status="paused")
        keep(owner, line)


def file(kind: Literal["csv", "xlsx"], **asked: Any) -> bytes:
    return b"".join(export_customers(ExportQuery(format=kind, **asked), KAMIL).chunks)


def csv_lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def verdicts(view: ImportView) -> tuple[int, int, int, int]:
    return view.created, view.updated, view.skipped, view.refused


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_exported_list_comes_back_as_it_was(people: None, kind: Literal["csv", "xlsx"]) -> None:
    before = {stored.value.id: stored.value for stored in customers.find()}
    lines_before = {stored.value.id: stored.value for stored in subscriptions.find()}
    data = file(kind)
    rows = 4 + len(LIVE)
    assert verdicts(import_customers(data, "x", KAMIL, dry_run=True)) == (0, 0, rows, 0)
    assert verdicts(import_customers(data, "x", KAMIL, dry_run=False)) == (0, 0, rows, 0)
    assert {stored.value.id: stored.value for stored in customers.find()} == before
    assert {stored.value.id: stored.value for stored in subscriptions.find()} == lines_before
    assert {stored.value.id for stored in areas.find()} == {"dukuh", "g-1"}
    assert len(plans.find()) == 2


def test_a_list_exported_into_an_empty_house_makes_the_same_customers(people: None) -> None:
    data = file("xlsx")
    for collection in (customers, subscriptions, areas, plans):
        for stored in collection.find():
            commit = Commit()
            commit.delete(collection, stored)  # type: ignore[arg-type]
            commit.commit()
    view = import_customers(data, "x", KAMIL, dry_run=False)
    assert view.refused == 0
    names = {stored.value.name for stored in customers.find()}
    assert {*LIVE} <= names
    assert f"Asih Lestari {FAMILY}" in names


def test_the_csv_opens_in_columns_and_no_cell_of_it_is_run(people: None) -> None:
    data = file("csv")
    assert data.startswith("\ufeffNomor Pelanggan;Nama;No HP;".encode())
    for line in csv_lines(data):
        assert not [cell for cell in line.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "＝")]
    asih, budi, second, *_ = csv_lines(data)
    assert (asih["No HP"], asih["Tgl Pasang"], asih["Harga"]) == ("0812-0000-0001", "01/01/2026", "165000")
    assert (asih["Nama"], asih["Alamat"]) == (f"Asih Lestari {FAMILY}", "Jl. Melati 1; RT 02")
    assert budi["No HP"] == "(0354) 771234 / 0812-0000-4472 / 00 1 202-555-0123"
    assert (budi["Harga"], budi["Sisa Tunggakan"], second["Sisa Tunggakan"]) == ("140000", "165000", "")
    assert (second["Nomor Pelanggan"], second["Status"]) == ("PLG-00002-2", "Isolir")


def test_the_workbook_holds_text_numbers_and_dates_and_no_formula(people: None) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(file("xlsx")))
    head, asih, *rest = book.get_sheet_by_index(0).to_python()
    assert tuple(head) == HEADERS
    line = dict(zip(HEADERS, asih, strict=True))
    assert (line["Harga"], line["Tgl Pasang"], line["No HP"]) == (165_000, date(2026, 1, 1), "0812-0000-0001")
    assert [row[1] for row in rest[-len(LIVE) :]] == [live.replace("'=", "''=") for live in LIVE]


def test_only_what_the_list_shows_is_exported(people: None) -> None:
    assert [line["Nama"] for line in csv_lines(file("csv", q="asih"))] == [f"Asih Lestari {FAMILY}"]
    assert [line["Nama"] for line in csv_lines(file("csv", area_id="g-1"))] == ["BUDI RAHARJO"] * 2
    assert csv_lines(file("csv", q="???")) == []
    assert csv_lines(file("csv", status="archived")) == []


def test_who_took_the_list_is_written_down(people: None) -> None:
    file("xlsx", area_id="dukuh")
    (entry,) = [stored.value for stored in entries.find(("what", "==", "exported"))]
    assert (entry.by, entry.after) == (KAMIL.id, {"area_id": "dukuh", "format": "xlsx"})


def test_the_file_is_named_by_its_day(people: None) -> None:
    assert export_customers(ExportQuery(format="xlsx"), KAMIL).filename == "pelanggan-2026-11-23.xlsx"


@given(st.text(max_size=20))
def test_what_makes_a_cell_harmless_is_taken_off_again(text: str) -> None:
    kept = written(text)
    assert harmless(kept)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert written(harmless(kept)) == written(kept)


@pytest.mark.parametrize(
    "phone", ["+6281200004471", "+62812000044711", "+628120000447", "+62354771234", "+12025550123"]
)
def test_a_phone_in_a_cell_is_read_back_as_it_was(phone: str) -> None:
    text = phone_text(phone)
    assert text[0] in "0("
    found = parse_phone(text)
    assert found is not None
    assert found.e164 == phone
