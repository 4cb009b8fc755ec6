"""Ask a gateway what became of a charge that stays silent, and see to the end of one that is over for us."""

from shared.billing.pay_invoice import left_to_pay
from shared.billing.repository import invoices
from shared.clients.gateway import Known, Told
from shared.clients.gateways import GATEWAYS
from shared.core import clock
from shared.core.errors import OutsideError
from shared.core.firestore import Commit, Stored, attempt
from shared.core.logging import log
from shared.messaging.send_now import send_now
from shared.payments.apply_truth import Became, apply_truth, write_charge
from shared.payments.charge_models import Charge
from shared.payments.charge_states import (
    AFTER_ITS_END,
    AGAIN_AFTER,
    ANSWER_LOST_AFTER,
    ENDS,
    GIVEN_UP_AFTER,
    NEVER_ANSWERED,
    is_asked_for,
    next_check,
    over,
    put_aside,
)
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
    charge, now = became.charge, clock.now()
    if closed and charge.is_open and stored.value.status == "created":
        charge = over(charge, "failed", "answer_lost")
    elif closed and charge.is_open:
        charge = put_aside(charge, now)
    if charge.is_open and now >= charge.expires_at + (GIVEN_UP_AFTER if told else AFTER_ITS_END):
        charge = over(charge, "expired")
    if told and told.state in ENDS and not charge.is_open:
        charge = charge.model_copy(update={"closing": False, "next_check_at": None})
    if charge.next_check_at is not None:
        update = {"closing": charge.closing and not closed, "next_check_at": next_check(charge, now)}
        charge = charge.model_copy(update=update)
    write_charge(commit, stored, charge)
    commit.commit()
    return Became(charge, became.messages, became.closed)


def _later(charge_id: str) -> None:
    stored: Stored[Charge] | None = charges.get(charge_id)
    if stored is None or stored.value.next_check_at is None:
        return
    now, charge = clock.now(), stored.value
    again_at = now + max(AGAIN_AFTER, (now - charge.created_at) / 4)
    after = charge.model_copy(update={"next_check_at": again_at})
    if now > charge.expires_at + NEVER_ANSWERED:
        after = over(charge, "expired" if charge.is_open else charge.status, "never_answered")
    commit = Commit()
    commit.update(charges, stored, after)
    commit.commit()
