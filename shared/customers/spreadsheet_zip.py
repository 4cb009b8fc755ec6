"""Looking into a zipped workbook before it is opened: is it a spreadsheet, and how large would it become."""

import struct
import zipfile
from io import BytesIO

from shared.customers.spreadsheet_refusals import damaged, locked, not_a_spreadsheet, too_much_inside

MOST_UNPACKED = 200 * 1024 * 1024
_MOST_ENTRIES = 2_000
_HIGHEST_RATIO = 200
_SMALL = 20 * 1024 * 1024  # unpacked: whatever its ratio, no harm is done
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def check_zip(data: bytes) -> None:
    """Raises SpreadsheetError for a bomb, a document of another kind, or an archive that can't be read.

    The sizes are those of the directory; for one that lies there are the limits of spreadsheet_workbook.py.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, OSError, struct.error):
        raise damaged() from None
    unpacked = sum(entry.file_size for entry in entries)
    is_silly = unpacked > _SMALL and unpacked > len(data) * _HIGHEST_RATIO
    if len(entries) > _MOST_ENTRIES or unpacked > MOST_UNPACKED or is_silly:
        raise too_much_inside()
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names and not ("content.xml" in names and _ODS in data[:200]):
        raise not_a_spreadsheet()
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked()
