"""Which customer a row is: by customer number if the file has one, else PPPoE user, else name + phone + address."""

from shared.core.ids import digest
from shared.core.text import fold, tidy
from shared.customers.spreadsheet_models import SpreadsheetRow


def row_identity(row: SpreadsheetRow) -> str:
    """The id of the row's claim: the same for the same customer, in whatever file."""
    if row.number:
        return digest("number", fold(row.number))
    if row.pppoe_user:
        return digest("pppoe", row.pppoe_user.casefold())
    return digest("person", person_key(row))


def person_key(row: SpreadsheetRow) -> str:
    """Name, phone and address as one text that spelling with capitals and blanks does not change."""
    phone = row.phones[0] if row.phones else ""
    return digest(fold(tidy(row.name or "")), phone, fold(tidy(row.address or "")))
