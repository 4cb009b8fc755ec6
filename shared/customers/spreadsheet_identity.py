"""Identity numbers and addresses for mail: read as they are, or not at all."""

import re

from shared.customers.spreadsheet_cells import Cell, filled, written

NIK_DIGITS = 16
_EXACT_IN_A_FLOAT = 2**53
_EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[A-Za-z]{2,}")
_ROUNDED = re.compile(r"[0-9][.,]?[0-9]*e\+?[0-9]+", re.IGNORECASE)


def read_nik(cell: Cell) -> str | None:
    """The 16 digits; None if there are fewer or more, or a spreadsheet rounded the last of them."""
    if is_rounded_nik(cell):
        return None
    digits = re.sub(r"[\s.\-'/]", "", filled(cell))
    return digits if len(digits) == NIK_DIGITS and digits.isascii() and digits.isdigit() else None


def is_rounded_nik(cell: Cell) -> bool:
    """Whether a spreadsheet spoilt it: as a number only 15 digits are kept and the 16th becomes 0."""
    if isinstance(cell, int | float):
        number = abs(cell)
        return 10 ** (NIK_DIGITS - 1) <= number < 10**NIK_DIGITS and (number % 10 == 0 or number > _EXACT_IN_A_FLOAT)
    return bool(_ROUNDED.fullmatch(written(cell)))


def read_email(text: str) -> str | None:
    """The address, in lower case after the @; None if it is none."""
    match = _EMAIL.fullmatch(text.removeprefix("mailto:"))
    if not match or not match[0].isascii():
        return None
    user, _, host = match[0].rpartition("@")
    return f"{user}@{host.lower()}"
