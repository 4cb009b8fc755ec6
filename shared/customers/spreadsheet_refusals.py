"""The sentences with which a whole file is refused, for those that more than one reader needs."""

from shared.customers.spreadsheet_models import SpreadsheetError, unreadable


def not_a_spreadsheet() -> SpreadsheetError:
    return unreadable(
        "Berkas ini bukan lembar kerja. Kirim .xlsx, .xls, .ods atau .csv.",
        "This is not a spreadsheet. Send .xlsx, .xls, .ods or .csv.",
    )


def damaged() -> SpreadsheetError:
    return unreadable(
        "Berkas ini rusak dan tidak bisa dibuka. Simpan ulang dari Excel sebagai .xlsx.",
        "The file is damaged and cannot be opened. Save it again from Excel as .xlsx.",
    )


def locked() -> SpreadsheetError:
    return unreadable(
        "Berkas ini dikunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi.",
        "The file is locked with a password. Save it without one and send it again.",
    )


def too_many_rows() -> SpreadsheetError:
    return unreadable(
        "Lebih dari 50.000 baris. Bagi menjadi beberapa berkas.",
        "More than 50,000 rows. Split the file into several.",
    )


def too_much_inside() -> SpreadsheetError:
    return unreadable(
        "Isi berkas ini terlalu besar. Salin tabel pelanggannya saja ke berkas baru.",
        "What is in this file is too large. Copy only the customer table into a new file.",
    )
