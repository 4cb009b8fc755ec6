"""A customer's account entry by entry: the whole of it by pages, and one month with its balance."""

import re
from collections.abc import Iterable, Mapping

from shared.billing.models import EntryKind, Invoice, LedgerEntry
from shared.billing.repository import invoices, ledger
from shared.core.dates import month_name
from shared.core.fields import PageQuery
from shared.customers.read_customers import stored_customer
from shared.payments.models import EntryView, LedgerPage, Statement, StatementLine

WORD: dict[EntryKind, str] = {
    "invoice": "Tagihan",
    "payment": "Pembayaran",
    "reversal": "Pembayaran dibatalkan",
    "void": "Tagihan dibatalkan",
    "credit": "Pengembalian",
    "opening": "Saldo dari buku lama",
    "refund": "Saldo dikembalikan",
    "write_off": "Tagihan dihapuskan",
    "adjustment": "Koreksi",
    "late_fee": "Denda keterlambatan",
}
_MONTH = re.compile(r"_(20\d{2}-\d{2})(\.r\d+)?$")


def list_ledger(customer_id: str, query: PageQuery) -> LedgerPage:
    """The customer's entries, the latest first. Raises NotFound."""
    stored_customer(customer_id)
    mine = ("customer_id", "==", customer_id)
    page = ledger.page(mine, order=[("at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    return LedgerPage(items=[entry_view(entry) for entry in page.items], next_cursor=page.next_cursor)


def read_statement(customer_id: str, month: str) -> Statement:
    """The account over `month` (YYYY-MM), in the order it happened. Reads all of the customer's entries."""
    owner = stored_customer(customer_id).value
    entries = sorted((stored.value for stored in ledger.find(("customer_id", "==", customer_id))), key=_in_order)
    numbers = invoices.get_many(
        entry.cause for entry in entries if f"{entry.on:%Y-%m}" == month and entry.kind in ("invoice", "void")
    )
    bills = {key: stored.value for key, stored in numbers.items()}
    return statement_of(owner.id, owner.name, month, entries, bills)


def statement_of(
    customer_id: str, name: str, month: str, entries: Iterable[LedgerEntry], bills: Mapping[str, Invoice]
) -> Statement:
    """The month of an account whose entries come in order: pure."""
    balance = opening = charged = received = 0
    lines: list[StatementLine] = []
    for entry in entries:
        of_month = f"{entry.on:%Y-%m}"
        if of_month > month:
            break
        balance += entry.amount
        if of_month < month:
            opening = balance
            continue
        charged += max(0, entry.amount)
        received += max(0, -entry.amount)
        view = entry_view(entry, bills.get(entry.cause))
        lines.append(StatementLine(**view.model_dump(), balance=balance))
    return Statement(
        customer_id=customer_id,
        customer_name=name,
        month=month,
        opening_balance=opening,
        charged=charged,
        received=received,
        closing_balance=balance,
        lines=lines,
    )


def entry_view(entry: LedgerEntry, bill: Invoice | None = None) -> EntryView:
    """An entry in words."""
    return EntryView(**entry.model_dump(exclude={"customer_id", "branch_id"}), description=_description(entry, bill))


def _description(entry: LedgerEntry, bill: Invoice | None) -> str:
    word = "Penghapusan dibatalkan" if entry.kind == "write_off" and entry.amount > 0 else WORD[entry.kind]
    if bill is not None:
        return f"{word} {bill.number}"
    found = _MONTH.search(entry.cause)
    return f"{word} {month_name(found.group(1))}" if found else word


def _in_order(entry: LedgerEntry) -> tuple[object, ...]:
    return (entry.on, entry.at, entry.id)
