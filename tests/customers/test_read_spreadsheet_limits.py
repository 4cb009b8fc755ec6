"""What is refused, with which sentence, and that nothing else ever comes out."""

import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import HealthCheck, settings
from hypothesis import given as generated
from hypothesis import strategies as st
from openpyxl import Workbook

from shared.customers.read_spreadsheet import read_spreadsheet
from shared.customers.spreadsheet_models import SpreadsheetError
from tests.fixtures.spreadsheets.build import csv_of, given, saved, xlsx_of

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
NOT_ONE = "Berkas ini bukan lembar kerja. Kirim .xlsx, .xls, .ods atau .csv."
DAMAGED = "Berkas ini rusak dan tidak bisa dibuka. Simpan ulang dari Excel sebagai .xlsx."
LOCKED = "Berkas ini dikunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi."
TOO_MUCH = "Isi berkas ini terlalu besar. Salin tabel pelanggannya saja ke berkas baru."
TOO_MANY = "Lebih dari 50.000 baris. Bagi menjadi beberapa berkas."
NO_HEADER = "Judul kolom tidak ditemukan. Beri baris judul seperti Nama, No HP, Paket, Harga."
WEB_PAGE = "Berkas ini halaman web, bukan lembar kerja. Buka di Excel, lalu simpan sebagai .xlsx."
SMALL_XLSX = xlsx_of(("Nama", "WA"), ("Asih", "081234567801"))


def refusal(data: bytes) -> SpreadsheetError:
    with pytest.raises(SpreadsheetError) as refused:
        read_spreadsheet(data, "pelanggan.xlsx")
    return refused.value


def zip_of(files: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_another_file(name: str, content: bytes) -> bytes:
    file = BytesIO(SMALL_XLSX)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def with_a_cell_at(place: str) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (("Nama", "WA"), ("Asih", "081234567801")):
        sheet.append(line)
    sheet[place] = "x"
    return saved(book)


def picture_whose_size_is_a_lie() -> bytes:
    """The directory promises 9 bytes; 300 MB would come out."""
    honest = with_another_file("xl/media/image1.png", bytes(300 * 1024 * 1024))
    size = struct.pack("<L", 300 * 1024 * 1024)
    assert size in honest
    return honest.replace(size, struct.pack("<L", 9))


def with_the_sheet(change: Callable[[str], str], *, moved_to: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The small workbook with other XML as its sheet, or with the sheet at another place in the archive."""
    with zipfile.ZipFile(BytesIO(SMALL_XLSX)) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    files[moved_to] = change(files.pop("xl/worksheets/sheet1.xml").decode()).encode()
    links = files["xl/_rels/workbook.xml.rels"]
    files["xl/_rels/workbook.xml.rels"] = links.replace(b"/xl/worksheets/sheet1.xml", f"/{moved_to}".encode())
    return zip_of(files)


def with_more_lines(lines: str, *, moved_to: str = "xl/worksheets/sheet1.xml") -> bytes:
    return with_the_sheet(lambda xml: xml.replace("</sheetData>", lines + "</sheetData>"), moved_to=moved_to)


def one_text_in_eighty_thousand_cells(characters: int) -> bytes:
    """The text is in the file once; opened, it is in every cell."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Nama", "WA"))
        for line in range(1, 40_001):
            sheet.write_row(line, 0, ("x" * characters,) * 2)
    return file.getvalue()


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def ods_with(lines: str) -> bytes:
    """The list of LibreOffice with more lines at its end."""
    with zipfile.ZipFile(BytesIO(given("pelanggan.ods"))) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    content = files["content.xml"].decode()
    last = content.rindex("<table:table-row")
    files["content.xml"] = (content[:last] + lines + content[content.index("</table:table>") :]).encode()
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, packed in files.items():
            archive.writestr(name, packed)
    return file.getvalue()


def ods_line(times: int, cell: str) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'


BLANK_CELLS = '<table:table-cell table:number-columns-repeated="16384"/>'
X_CELL = (
    '<table:table-cell office:value-type="string" table:number-columns-repeated="{}">'
    "<text:p>x</text:p></table:table-cell>"
)


def flagged_as_encrypted() -> bytes:
    data = bytearray(SMALL_XLSX)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Berkas ini kosong."),
        (b" \r\n\r\n", "Berkas ini kosong."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", NOT_ONE),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), NOT_ONE),
        (b"\xff\xd8\xff\xe0" + bytes(200), NOT_ONE),
        (bytes(range(256)) * 20, NOT_ONE),
        (zip_of({"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"}), NOT_ONE),
        (zip_of({"xl/workbook.bin": b"xlsb"}), NOT_ONE),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), NOT_ONE),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><table><tr><td>Nama</td></tr></table></html>", WEB_PAGE),
        (b"\n <TABLE border=1><tr><td>Nama</td></tr></TABLE>", WEB_PAGE),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', WEB_PAGE),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), LOCKED),
        (flagged_as_encrypted(), LOCKED),
        (SMALL_XLSX[:-400], DAMAGED),
        (b"PK\x03\x04" + b"x" * 200, DAMAGED),
        (zip_of({"xl/workbook.xml": b"<workbook", "[Content_Types].xml": b"<Types/>"}), DAMAGED),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600), DAMAGED),
        (csv_of("halo", "dunia"), NO_HEADER),
        (xlsx_of(("Bulan", "Jumlah"), ("Mei", 3)), NO_HEADER),
        (saved(Workbook()), NO_HEADER),
        (csv_of("Nama,WA,Paket"), "Tidak ada pelanggan di bawah judul kolom."),
        (csv_of("Nama,WA,Paket", ",,", "TOTAL,0,"), "Tidak ada pelanggan di bawah judul kolom."),
        (csv_of("Nama,WA", 'Asih,"0812', *["Budi,"] * 99), "Tanda kutip di baris 2 tidak ditutup."),
        (csv_of("Nama,WA", '"Asih,081234567801', "Budi,081234567802"), "Tanda kutip di baris 2 tidak ditutup."),
        (
            csv_of("Nama,WA", "a" * 200_000),
            "Satu sel di baris 2 lebih panjang dari 100.000 huruf. Ini bukan daftar pelanggan.",
        ),
        (csv_of("WA,Paket", "081234567801,20M"), "Kolom nama tidak ditemukan. Judul yang terbaca: WA, Paket."),
        (csv_of("Nama,WA,Paket", *["Asih,081234567801,20M"] * 50_001), TOO_MANY),
        (csv_of("Nama,WA,Paket", *["a"] * 70_000), TOO_MANY),
        (with_another_file("xl/media/image1.png", bytes(201 * 1024 * 1024)), TOO_MUCH),
        (with_another_file("xl/media/image1.png", bytes(30 * 1024 * 1024)), TOO_MUCH),
        (with_a_cell_at("XFD1048576"), TOO_MUCH),
        (with_more_lines(FAR, moved_to="xl/elsewhere/sheet1.xml"), TOO_MUCH),
        (with_more_lines(FAR.replace('c r="', 'c r = "')), TOO_MUCH),
        (with_more_lines(FAR.replace("<v>", "<!-- here --><v>")), TOO_MUCH),
        (with_more_lines(FAR.replace("<c ", f'<c x="{"a" * 300}" ')), TOO_MUCH),
        (one_text_in_eighty_thousand_cells(30_000), TOO_MUCH),
        (ods_with(ods_line(100_000, X_CELL.format(100))), TOO_MUCH),
        (ods_with(ods_line(1_048_570, BLANK_CELLS) + ods_line(1, X_CELL.format(9))), TOO_MUCH),
    ],
)
def test_each_refusal_says_why_in_one_sentence(data: bytes, sentence: str) -> None:
    refused = refusal(data)

    assert (refused.message_id, refused.status) == (sentence, 422)
    assert [(fault.field, fault.message_id) for fault in refused.fields] == [("file", sentence)]
    assert refused.message_en
    assert refused.message_en != refused.message_id


def test_more_than_10_mb_is_too_large_before_anything_is_looked_at() -> None:
    refused = refusal(b"PK\x03\x04" + bytes(10 * 1024 * 1024))

    assert refused.status == 413
    assert refused.message_id == "Berkas lebih besar dari 10 MB. Bagi menjadi beberapa berkas."


def test_50_000_rows_are_not_too_many() -> None:
    data = csv_of("Nama,WA", *["Asih,081234567801"] * 50_000)

    assert len(read_spreadsheet(data, "x.csv").rows) == 50_000


def test_a_picture_beside_the_table_and_a_far_column_do_no_harm() -> None:
    assert len(read_spreadsheet(with_another_file("xl/media/image1.png", bytes(5_000_000)), "x.xlsx").rows) == 1
    assert len(read_spreadsheet(with_a_cell_at("XFD1"), "x.xlsx").rows) == 1
    assert len(read_spreadsheet(picture_whose_size_is_a_lie(), "x.xlsx").rows) == 1  # it is never unpacked
    assert len(read_spreadsheet(ods_with(ods_line(1_048_571, BLANK_CELLS)), "x.ods").rows) == 2


def test_a_line_of_ten_million_commas_is_only_a_long_line() -> None:
    rows = read_spreadsheet(csv_of("Nama,WA", "Asih" + "," * 10_000_000), "x.csv").rows

    assert [row.name for row in rows] == ["Asih"]


@settings(max_examples=150, deadline=None)
@generated(st.sampled_from([b"", b"PK\x03\x04", OLE]).flatmap(lambda begin: st.binary().map(begin.__add__)))
def test_random_bytes_are_refused_or_read_and_nothing_else(data: bytes) -> None:
    with suppress(SpreadsheetError):
        read_spreadsheet(data, "x")


@settings(max_examples=150, deadline=None)
@generated(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=9), max_size=8), st.sampled_from(",;\t|"))
def test_random_text_under_a_header_is_refused_or_read_and_nothing_else(lines: list[list[str]], separator: str) -> None:
    header = separator.join(("Nama", "WA", "Harga", "Tgl Pasang", "Jatuh Tempo", "NIK", "Koordinat", "Status", "Ket"))
    text = "\n".join([header, *(separator.join(line) for line in lines)])
    with suppress(SpreadsheetError):
        read_spreadsheet(text.encode(), "x.csv")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@generated(
    st.sampled_from(["pelanggan.xls", "pelanggan.ods", "small.xlsx"]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=30),
)
def test_a_workbook_with_flipped_bytes_is_refused_or_read_and_nothing_else(
    name: str, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(SMALL_XLSX if name == "small.xlsx" else given(name))
    for at, byte in flips:
        data[at % len(data)] = byte
    with suppress(SpreadsheetError):
        read_spreadsheet(bytes(data), name)
