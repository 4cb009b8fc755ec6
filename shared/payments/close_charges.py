"""Paying a bill ends the other charges of it: in the same commit here, then at the gateway by a task."""

from collections.abc import Iterable

from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.core import clock
from shared.core.errors import Busy
from shared.core.firestore import Commit, Stored
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.payments.charge_models import Charge
from shared.payments.charge_states import put_aside
from shared.payments.repository import charges


def charges_of(invoice: Invoice) -> list[Stored[Charge]]:
    """All charges of an invoice, the oldest first."""
    found = charges.get_many(f"{invoice.id}-{n}" for n in range(1, invoice.charges + 1))
    return sorted(found.values(), key=lambda stored: (stored.value.created_at, stored.value.id))


def close_charges(commit: Commit, invoices: Iterable[Invoice], *, but: str | None = None) -> list[str]:
    """Put aside, in the commit, what asks for another amount than is left of these invoices; the charges' ids.

    A charge is asked for in a commit that writes its invoice, so none comes between unseen.
    """
    closed = []
    for invoice in invoices:
        for stored in charges_of(invoice) if invoice.charges else []:
            charge = stored.value
            if charge.is_open and charge.id != but and charge.due != left_to_pay(invoice):
                commit.update(charges, stored, put_aside(charge, clock.now()))
                closed.append(charge.id)
    return closed


def look_after(charge_ids: Iterable[str]) -> None:
    """Have these charges looked at soon, by tasks. What cannot be asked for now, the sweep finds."""
    for charge_id in charge_ids:
        try:
            enqueue_drain("charges", charge_id)
        except Busy:
            log("charge_waits_for_sweep", charge_id=charge_id)
