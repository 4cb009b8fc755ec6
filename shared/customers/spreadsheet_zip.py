"""Looking into a zipped workbook before it is opened: is it a spreadsheet, and how large does it become."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from shared.customers.spreadsheet_extent import ExcelExtent, OpenDocumentExtent
from shared.customers.spreadsheet_refusals import damaged, locked, not_a_spreadsheet, too_much_inside

MOST_UNPACKED = 200 * 1024 * 1024
_MOST_ENTRIES = 2_000
_HIGHEST_RATIO = 200
_SMALL = 20 * 1024 * 1024  # unpacked: whatever its ratio, no harm is done
_CHUNK = 1024 * 1024
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def check_zip(data: bytes) -> None:
    """Raises SpreadsheetError for a bomb, a document of another kind, or an archive that can't be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, OSError, struct.error):
        raise damaged() from None
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or declared > MOST_UNPACKED or _is_silly(declared, len(data)):
        raise too_much_inside()
    names = {entry.filename for entry in entries}
    is_xlsx = "xl/workbook.xml" in names
    if not is_xlsx and not ("content.xml" in names and _ODS in data[:200]):
        raise not_a_spreadsheet()
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked()
    unpacked = 0
    for entry in entries:
        extent = _extent(entry.filename, is_xlsx)
        for chunk in _unpacked(data, entry):
            unpacked += len(chunk)
            if unpacked > MOST_UNPACKED or _is_silly(unpacked, len(data)):
                raise too_much_inside()  # the directory lied
            if extent:
                extent.read(chunk)


def _extent(name: str, is_xlsx: bool) -> ExcelExtent | OpenDocumentExtent | None:
    if is_xlsx:
        return ExcelExtent() if name.startswith("xl/worksheets/") else None
    return OpenDocumentExtent() if name == "content.xml" else None


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry's bytes in chunks, as many as there really are; Python's own reader believes the directory."""
    header = data[entry.header_offset : entry.header_offset + 30]
    if len(header) < 30:
        raise damaged()
    begin = entry.header_offset + 30 + sum(struct.unpack("<HH", header[26:30]))
    packed = data[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged()
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail
    except zlib.error:
        raise damaged() from None


def _is_silly(unpacked: int, packed: int) -> bool:
    return unpacked > _SMALL and unpacked > packed * _HIGHEST_RATIO
