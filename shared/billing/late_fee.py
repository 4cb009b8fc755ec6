"""Denda: what a bill costs more for being late, once: pure. Waiving it is a credit note on the same bill."""

from datetime import date, datetime
from fractions import Fraction

from shared.access.models import SYSTEM
from shared.billing.models import Invoice, InvoiceLine, LedgerEntry
from shared.billing.pay_invoice import left_to_pay
from shared.core.dates import long_date
from shared.core.money import percent_of, rupiah
from shared.settings.models import LateFee


def late_fee_on(bill: Invoice, fee: LateFee) -> int:
    """Rupiah; nothing where it was charged before, or nothing is left to pay."""
    left = left_to_pay(bill)
    if bill.late_fee_on is not None or left <= 0:
        return 0
    amount = fee.amount or percent_of(left, Fraction(str(fee.percent)))
    return amount if fee.most is None else min(amount, fee.most)


def with_late_fee(bill: Invoice, fee: LateFee, today: date) -> Invoice:
    """The bill with the fee as a line of its own, outside the tax; as it was where there is none to charge."""
    amount = late_fee_on(bill, fee)
    if amount <= 0:
        return bill
    line = InvoiceLine(
        kind="late_fee",
        description="Denda keterlambatan",
        detail=f"{rupiah(left_to_pay(bill))} belum dibayar sampai {long_date(today)}, satu kali",
        amount=amount,
    )
    changes = {"lines": [*bill.lines, line], "total": bill.total + amount, "late_fee": amount, "late_fee_on": today}
    return bill.model_copy(update=changes)


def late_fee_entry(bill: Invoice, now: datetime, today: date) -> LedgerEntry:
    """What the fee of a bill adds to its customer's account."""
    return LedgerEntry(
        id=f"{bill.id}.late_fee",
        customer_id=bill.customer_id,
        kind="late_fee",
        amount=bill.late_fee,
        cause=bill.id,
        on=today,
        at=now,
        by=SYSTEM,
        branch_id=bill.branch_id,
    )
