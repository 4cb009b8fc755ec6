"""What a gateway notifies us of is kept and becomes so, once, in one commit, whatever order it comes in.

Where the signature does not cover all that was said, what would move money is asked for first: what the gateway then
answers counts, not what was notified. Where it does not answer, the sweep asks again.
"""

from dataclasses import replace
from datetime import timedelta

from shared.clients.gateway import Known, Told
from shared.clients.gateways import GATEWAYS
from shared.core import clock
from shared.core.errors import OutsideError
from shared.core.firestore import Commit, Stored, attempt
from shared.core.logging import log
from shared.messaging.send_now import send_now
from shared.payments.apply_truth import Became, apply_truth, payment_id_of, raise_issue, write_charge
from shared.payments.charge_models import Charge, EventOutcome, GatewayName, PaymentEvent, PaymentIssue
from shared.payments.charge_states import AGAIN_AFTER, ended_by_word
from shared.payments.close_charges import look_after
from shared.payments.repository import charges, payment_events

KEPT_FOR = timedelta(days=90)
ASK_WITHIN_S = 8.0
"""Midtrans waits 15 s for an answer, and asks for it within 5."""
MOVES_MONEY = ("settled", "taken_back")


def apply_notification(gateway: GatewayName, notice: Told) -> None:
    """Safe to repeat, at the same time too. Raises Busy."""
    event_id = event_id_of(gateway, notice)
    known = payment_events.get(event_id)
    if known and known.value.outcome != "waiting":
        return
    truth = _truth(gateway, notice)
    became = attempt(lambda: _apply(event_id, gateway, notice, truth))
    if became is None:
        return
    send_now(became.messages)
    look_after(became.closed)


def charge_of(gateway: GatewayName, order_id: str) -> Stored[Charge] | None:
    """The charge a gateway knows by this id."""
    stored = charges.get(order_id)
    if stored is None:
        stored = next(iter(charges.find(("order_id", "==", order_id), limit=1)), None)
    return stored if stored and stored.value.gateway == gateway else None


def event_id_of(gateway: GatewayName, notice: Told) -> str:
    """`{gateway}_{their id}.{state}`: the same thing told twice is one event."""
    amount = "" if notice.amount is None else f".{notice.amount}"
    return f"{gateway}_{notice.ref or notice.order_id}.{notice.state}{amount}".replace("/", "_")


def _truth(gateway: GatewayName, notice: Told) -> Told | None:
    """What is to be believed; None where it would move money and nobody confirms it now."""
    asks = GATEWAYS[gateway]
    if notice.state not in MOVES_MONEY or asks.SIGNS_ALL:
        return notice
    charge = charge_of(gateway, notice.order_id)
    channel = charge.value.channel if charge else "page"
    # A page may have been opened twice: it is this payment that is asked about.
    ref = (charge.value.ref or notice.order_ref) if charge and channel != "page" else notice.ref
    try:
        told = asks.ask(Known(notice.order_id, ref, channel), ASK_WITHIN_S)
    except OutsideError as error:
        log("notice_not_confirmed", severity="WARNING", gateway=gateway, code=error.code)
        return None
    return told if told and told.state in MOVES_MONEY else None


def _apply(event_id: str, gateway: GatewayName, notice: Told, truth: Told | None) -> Became | None:
    known = payment_events.get(event_id)
    if known and known.value.outcome != "waiting":
        return None
    stored = charge_of(gateway, notice.order_id)
    commit = Commit()
    became, outcome = _follow(commit, gateway, stored, truth)
    event = _event(event_id, gateway, notice, outcome, stored)
    if known is None:
        commit.create(payment_events, event)
    else:
        commit.update(payment_events, known, event)
    if stored and became:
        write_charge(commit, stored, became.charge)
    commit.commit()
    log("gateway_notice", gateway=gateway, event_id=event_id, outcome=outcome, charge_id=event.charge_id)
    return became


def _follow(
    commit: Commit, gateway: GatewayName, stored: Stored[Charge] | None, truth: Told | None
) -> tuple[Became | None, EventOutcome]:
    now = clock.now()
    if stored is None:
        if truth is None:
            return None, "waiting"
        if truth.state in MOVES_MONEY:
            raise_issue(commit, _unknown_order(gateway, truth))
        return None, "unknown_order"
    if truth is None:
        soon = stored.value.model_copy(update={"next_check_at": now + AGAIN_AFTER})
        return Became(soon), "waiting"
    became = apply_truth(commit, stored, truth)
    became = replace(became, charge=ended_by_word(stored.value, became.charge, now))
    return became, "ignored" if became.charge == stored.value and not became.messages else "applied"


def _event(
    event_id: str, gateway: GatewayName, notice: Told, outcome: EventOutcome, stored: Stored[Charge] | None
) -> PaymentEvent:
    now = clock.now()
    return PaymentEvent(
        id=event_id,
        gateway=gateway,
        order_id=notice.order_id,
        ref=notice.ref,
        state=notice.state,
        amount=notice.amount,
        currency=notice.currency,
        at=now,
        outcome=outcome,
        charge_id=stored.value.id if stored else None,
        expires_at=clock.real() + KEPT_FOR,
    )


def _unknown_order(gateway: GatewayName, told: Told) -> PaymentIssue:
    return PaymentIssue(
        id=f"{payment_id_of(gateway, told)}.unknown_order",
        kind="unknown_order",
        gateway=gateway,
        ref=told.ref,
        order_id=told.order_id,
        amount=told.amount,
        currency=told.currency,
        at=clock.now(),
    )
