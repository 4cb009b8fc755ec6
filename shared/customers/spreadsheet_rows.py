"""One line of a spreadsheet becomes one row in our words; what can't be read is said, never guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from shared.core.money import rupiah
from shared.core.phones import Phone, find_phones
from shared.customers.box_and_port import box_and_port, read_port
from shared.customers.models import SubscriptionStatus
from shared.customers.spreadsheet_address import read_address, read_area
from shared.customers.spreadsheet_cells import Cell, filled, written
from shared.customers.spreadsheet_columns import Column, Line
from shared.customers.spreadsheet_dates import LAST_BILLING_DAY, read_billing_day, read_date
from shared.customers.spreadsheet_identity import NIK_DIGITS, is_rounded_nik, read_email, read_nik
from shared.customers.spreadsheet_layout import Layout
from shared.customers.spreadsheet_models import Issue, SpreadsheetRow
from shared.customers.spreadsheet_money import read_rupiah
from shared.customers.spreadsheet_names import readable_name
from shared.customers.spreadsheet_places import in_indonesia, read_coordinates, read_degrees
from shared.customers.spreadsheet_plans import PlanNames, price_of, read_speed
from shared.customers.spreadsheet_status import read_status

LONGEST_NAME, LONGEST_LINE, LONGEST_ADDRESS, LONGEST_NOTE = 200, 200, 400, 4_000
"""Characters: as much as the rest of Sambung takes."""
_QUOTED = 40
_LOWEST_PRICE = 1_000
_DISCOUNT = re.compile(
    r"\b(?:di?sko?n\w*|disc|discount|potong(?:an|ah)?|pot|promo|cash ?back|korting)\b.{0,12}?[0-9]"
    r"|[0-9%]\s*(?:off|disc)\b|\b(?:free|gratis)\s+[0-9]+\s*(?:bulan|bln|hari)",
    re.IGNORECASE,
)


@dataclass
class Reader:
    """Reads the cells of one line and remembers what was wrong with them."""

    layout: Layout
    cells: Sequence[Cell]
    warnings: list[Issue] = field(default_factory=list)
    errors: list[Issue] = field(default_factory=list)

    def columns(self, kind: str) -> list[Column]:
        return self.layout.by_kind.get(kind, [])

    def cell(self, column: Column) -> Cell:
        return self.cells[column.index] if column.index < len(self.cells) else ""

    def one(self, kind: str) -> tuple[Column | None, Cell]:
        """The column of a kind and its cell; an empty text where either says nothing."""
        columns = self.layout.by_kind.get(kind)
        if not columns:
            return None, ""
        cell = self.cell(columns[0])
        return columns[0], cell if filled(cell) else ""

    def text(self, kind: str, longest: int = LONGEST_LINE) -> str | None:
        """A text, cut to its longest."""
        column, cell = self.one(kind)
        return self.cut(column.header, filled(cell), longest) if column else None

    def cut(self, header: str, text: str, longest: int) -> str | None:
        if len(text) > longest:
            self.warn(header, "text_cut", f"Terlalu panjang, dipotong menjadi {longest} huruf.")
        return text[:longest].strip() or None

    def warn(self, header: str, code: str, message: str) -> None:
        self.warnings.append(Issue(column=header, code=code, message=message))

    def fail(self, header: str, code: str, message: str) -> None:
        self.errors.append(Issue(column=header, code=code, message=message))


def read_row(line: Line, layout: Layout, plans: PlanNames) -> SpreadsheetRow:
    """The row of a customer line. `plans` knows how this file's plans are to be spelt. Never raises."""
    number, cells = line
    reader = Reader(layout, cells)
    latitude, longitude, place = _place(reader)
    speed = _speed(reader)
    odp, port = _box(reader)
    return SpreadsheetRow(
        row=number,
        number=reader.text("number"),
        name=_name(reader),
        phones=_phones(reader),
        address=_address(reader),
        area=read_area(reader.one),
        email=_email(reader),
        nik=_nik(reader),
        latitude=latitude,
        longitude=longitude,
        plan_name=plans.spelling(_plan_text(reader), speed),
        speed_mbps=plans.speed(_plan_text(reader), speed),
        price=_price(reader),
        joined_on=_joined_on(reader),
        billing_day=_billing_day(reader),
        status=_status(reader),
        odp=odp,
        port=port,
        pppoe_user=reader.text("pppoe_user"),
        note=_note(reader, place),
        opening_balance=_opening_balance(reader),
        warnings=reader.warnings,
        errors=reader.errors,
    )


def plan_and_speed(line: Line, layout: Layout) -> tuple[str, int | None]:
    """What a line says of its plan, for learning how the file's plans are spelt."""
    reader = Reader(layout, line[1])
    return _plan_text(reader), _speed(reader)


def _box(reader: Reader) -> tuple[str | None, int | None]:
    """The pole box, and the port in it: behind its name, or in a column of its own."""
    text = reader.text("odp")
    if not text:
        return None, None
    odp, port = box_and_port(text)
    return odp, port or read_port(filled(reader.one("port")[1]))


def _name(reader: Reader) -> str | None:
    first, last = reader.one("first_name"), reader.one("last_name")
    column, cell = reader.one("name")
    text = filled(cell) or " ".join(filter(None, (filled(first[1]), filled(last[1]))))
    header = (column or first[0] or last[0] or Column(0, "Nama", "name")).header
    if not text:
        reader.fail(header, "name_missing", "Nama kosong, baris ini tidak bisa diimpor.")
        return None
    if len(text) > LONGEST_NAME:
        message = f"Nama terlalu panjang: {len(text)} huruf, paling banyak {LONGEST_NAME}."
        reader.fail(header, "name_too_long", message)
        return None
    return readable_name(text)


def _phones(reader: Reader) -> list[str]:
    """E.164: mobiles first, the WhatsApp column before others, then the rest."""
    columns = reader.columns("phone")
    found: dict[str, Phone] = {}
    for column in columns:
        for phone in find_phones(written(reader.cell(column))):
            found.setdefault(phone.e164, phone)
    phones = sorted(found.values(), key=lambda phone: ("mobile", "other", "fixed").index(phone.kind))
    said = [(column, text) for column in columns if (text := filled(reader.cell(column)))]
    if columns and not said:
        reader.warn(columns[0].header, "phone_missing", "Tanpa nomor telepon: tagihan tidak sampai lewat WhatsApp.")
    elif columns and not phones:
        reader.warn(said[0][0].header, "phone_unusable", f"Nomor tidak bisa dipakai: {_quoted(said[0][1])}.")
    elif phones and phones[0].kind != "mobile":
        message = f"{phones[0].e164} bukan nomor ponsel, WhatsApp mungkin tidak sampai."
        reader.warn(said[0][0].header, "phone_landline", message)
    return [phone.e164 for phone in phones]


def _address(reader: Reader) -> str | None:
    column = next(iter(reader.columns("address")), None)
    return reader.cut(column.header if column else "Alamat", read_address(reader.one), LONGEST_ADDRESS)


def _email(reader: Reader) -> str | None:
    column, cell = reader.one("email")
    text = filled(cell)
    email = read_email(text) if len(text) <= LONGEST_LINE else None
    if column and text and email is None:
        reader.warn(column.header, "email_invalid", f"Bukan alamat email: {_quoted(text)}.")
    return email


def _nik(reader: Reader) -> str | None:
    column, cell = reader.one("nik")
    nik = read_nik(cell)
    if column and filled(cell) and nik is None:
        if is_rounded_nik(cell):
            message = "NIK rusak: angka terakhir hilang karena disimpan sebagai bilangan. Ketik ulang sebagai teks."
            reader.warn(column.header, "nik_damaged", message)
        else:
            digits = sum(character.isdigit() for character in filled(cell))
            message = f"NIK harus {NIK_DIGITS} angka, di sini {digits}; tidak disimpan."
            reader.warn(column.header, "nik_invalid", message)
    return nik


def _place(reader: Reader) -> tuple[float | None, float | None, str]:
    """Latitude, longitude, and a link that could not be read, to be kept as a note."""
    column, cell = reader.one("coordinates")
    point, text = read_coordinates(cell), filled(cell)
    if column is None or not text:
        column, first = reader.one("latitude")
        second = reader.one("longitude")[1]
        latitude, longitude = read_degrees(first), read_degrees(second)
        text = " ".join(filter(None, (filled(first), filled(second))))
        point = None if latitude is None or longitude is None else (latitude, longitude)
        if point and (abs(point[0]) > 90 or abs(point[1]) > 180):
            point = None
    if column is None or not text:
        return None, None, ""
    if point is None:
        reader.warn(column.header, "coordinates_unreadable", f"Koordinat tidak bisa dibaca: {_quoted(text)}.")
        return None, None, text if "://" in text else ""
    if not in_indonesia(*point):
        reader.warn(column.header, "coordinates_outside", f"Titik {point[0]}, {point[1]} di luar Indonesia.")
    return point[0], point[1], ""


def _plan_text(reader: Reader) -> str:
    return filled(reader.one("plan")[1])[:LONGEST_LINE].strip()


def _speed(reader: Reader) -> int | None:
    return read_speed(filled(reader.one("speed")[1]))


def _price(reader: Reader) -> int | None:
    column, cell = reader.one("price")
    if column is None:
        return price_of(_plan_text(reader))
    if not filled(cell):
        return None
    price = read_rupiah(cell)
    if price is not None and reader.layout.in_thousands and 0 < price < _LOWEST_PRICE * 2:
        price *= 1_000
        reader.warn(column.header, "price_in_thousands", f"{_quoted(filled(cell))} dibaca {rupiah(price)}.")
    if price is None or price < 0 or 0 < price < _LOWEST_PRICE:
        message = f"Harga tidak bisa dibaca: {_quoted(filled(cell))}. Dipakai harga paketnya."
        reader.warn(column.header, "price_unreadable", message)
        return None
    if price == 0:
        reader.warn(column.header, "price_zero", "Harga Rp0: pelanggan ini tidak akan ditagih.")
    return price


def _joined_on(reader: Reader) -> date | None:
    column, cell = reader.one("joined_on")
    if column is None or not filled(cell):
        return None
    day = read_date(cell, month_first=column.index in reader.layout.month_first)
    if day is None:
        reader.warn(column.header, "date_unreadable", f"Tanggal tidak ada atau tidak jelas: {_quoted(filled(cell))}.")
    return day


def _billing_day(reader: Reader) -> int | None:
    column, cell = reader.one("billing_day")
    if column is None or not filled(cell):
        return None
    day = read_billing_day(cell, month_first=column.index in reader.layout.month_first)
    if day is None:
        message = f"Tanggal tagihan tidak bisa dibaca: {_quoted(filled(cell))}."
        reader.warn(column.header, "billing_day_unreadable", message)
        return None
    if day > LAST_BILLING_DAY:
        message = f"Tidak setiap bulan ada tanggal {day}, dipakai tanggal {LAST_BILLING_DAY}."
        reader.warn(column.header, "billing_day_moved", message)
    return min(day, LAST_BILLING_DAY)


def _status(reader: Reader) -> SubscriptionStatus | None:
    column, cell = reader.one("status")
    text = filled(cell)
    if column is None or not text:
        return None
    status = read_status(text)
    if status is None:
        reader.warn(column.header, "status_unknown", f"Status {_quoted(text)} tidak dikenal, dianggap aktif.")
    return status or "active"


def _note(reader: Reader, place: str) -> str | None:
    """All note columns and what is kept from others; a discount in them is pointed out and nothing more."""
    notes: list[str] = []
    for column in reader.columns("note") + reader.columns("discount"):
        text = filled(reader.cell(column))
        is_discount = column.kind == "discount" and text not in ("", "0")
        if is_discount or _DISCOUNT.search(text[:LONGEST_NOTE]):
            reader.warn(column.header, "looks_like_discount", "Tampak seperti diskon; tidak diterapkan.")
        if text and (is_discount or column.kind == "note"):
            notes.append(f"{column.header}: {text}" if is_discount else text)
    header = (reader.columns("note") or [Column(0, "Keterangan", "note")])[0].header
    return reader.cut(header, "; ".join([*notes, *filter(None, (place,))]), LONGEST_NOTE)


def _opening_balance(reader: Reader) -> int | None:
    """Rupiah owed, less what was paid ahead; None where neither column says anything."""
    amounts: list[int] = []
    for kind in ("opening_balance", "deposit"):
        column, cell = reader.one(kind)
        if column is None or not filled(cell):
            continue
        amount = read_rupiah(cell)
        if amount is None:
            message = f"Jumlah tidak bisa dibaca: {_quoted(filled(cell))}; tidak dipakai."
            reader.warn(column.header, "balance_unreadable", message)
        else:
            amounts.append(-abs(amount) if kind == "deposit" else amount)
    return sum(amounts) if amounts else None


def _quoted(text: str) -> str:
    return f"“{text[:_QUOTED]}…”" if len(text) > _QUOTED else f"“{text}”"
