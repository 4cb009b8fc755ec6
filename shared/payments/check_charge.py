"""Ask a gateway what became of a charge that stays silent, and see to the end of one that is over for us."""

from shared.billing.pay_invoice import left_to_pay
from shared.billing.repository import invoices
from shared.clients.gateway import Known, Told
from shared.clients.gateways import GATEWAYS
from shared.core import clock
from shared.core.errors import OutsideError
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.messaging.send_now import send_now
from shared.payments.apply_truth import Became, apply_truth, write_charge
from shared.payments.charge_models import Charge
from shared.payments.charge_states import ANSWER_LOST_AFTER, after_asking, is_asked_for, not_answered
from shared.payments.close_charges import look_after
from shared.payments.repository import charges

MOST_A_SWEEP = 200


def check_silent_charges() -> None:
    """Ask for a task for each charge whose gateway is due to be asked."""
    now = clock.now()
    due = charges.find(("next_check_at", "<=", now), order=[("next_check_at", "ASCENDING")], limit=MOST_A_SWEEP)
    look_after(stored.value.id for stored in due)


def check_charge(charge_id: str) -> None:
    """As a task: safe to repeat. A gateway that does not answer is asked again later."""
    stored = charges.get(charge_id)
    if stored is None or stored.value.next_check_at is None:
        return
    charge = stored.value
    gateway, known = GATEWAYS[charge.gateway], Known(charge.order_id, charge.ref, charge.channel)
    try:
        told = gateway.ask(known)
        closed = not (told and told.state == "settled") and _is_over_for_us(charge)
        if closed:
            gateway.close(known)
    except OutsideError as error:
        log("gateway_not_asked", severity="WARNING", charge_id=charge_id, gateway=charge.gateway, code=error.code)
        attempt(lambda: _later(charge_id))
        return
    became = attempt(lambda: _conclude(charge_id, told, closed=closed))
    if became:
        send_now(became.messages)
        look_after(became.closed)


def _is_over_for_us(charge: Charge) -> bool:
    """Put aside, its answer lost, or not for what is left of its bill any more."""
    if charge.closing:
        return True
    if charge.status == "created":
        return not is_asked_for(charge, clock.real()) and clock.now() >= charge.created_at + ANSWER_LOST_AFTER
    bill = invoices.get(charge.invoice_id)
    return charge.is_open and (bill is None or left_to_pay(bill.value) != charge.due)


def _conclude(charge_id: str, told: Told | None, *, closed: bool) -> Became | None:
    stored = charges.get(charge_id)
    if stored is None or stored.value.next_check_at is None:
        return None
    commit = Commit()
    became = apply_truth(commit, stored, told) if told else Became(stored.value)
    lost = stored.value.status == "created"
    charge = after_asking(became.charge, told, clock.now(), closed=closed, lost=lost)
    write_charge(commit, stored, charge)
    commit.commit()
    log("charge_checked", charge_id=charge_id, gateway=charge.gateway, status=charge.status)
    return Became(charge, became.messages, became.closed)


def _later(charge_id: str) -> None:
    stored = charges.get(charge_id)
    if stored is None or stored.value.next_check_at is None:
        return
    commit = Commit()
    commit.update(charges, stored, not_answered(stored.value, clock.now()))
    commit.commit()
