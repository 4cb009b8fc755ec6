"""Ask a gateway for a payment of one bill: the charge is a document before it is a request.

The request carries the charge's own id, so one that is repeated after a crash finds the same. At most one charge is
open per bill and channel, and whoever holds its lease is the only one who asks for it.
"""

import time
from dataclasses import dataclass
from datetime import timedelta

from shared.billing.models import Invoice
from shared.billing.open_bill import short_name
from shared.billing.pay_invoice import left_to_pay
from shared.billing.pay_link import pay_url
from shared.billing.read_invoices import stored_invoice
from shared.billing.repository import invoices
from shared.clients.gateway import Opened, Order
from shared.clients.gateways import GATEWAYS
from shared.core import clock
from shared.core.config import settings
from shared.core.errors import Conflict, OutsideError, Problem
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.ids import digest
from shared.core.logging import log
from shared.payments.charge_models import (
    GATEWAY_WORD,
    IS_OPEN_FOR,
    MOST_AN_INVOICE,
    QRIS_IS_OPEN_FOR,
    ChannelRule,
    Charge,
    ChargeRequest,
    ChargeView,
)
from shared.payments.charge_states import ANSWER_LOST_AFTER, FIRST_CHECK_AFTER, is_asked_for, over, put_aside
from shared.payments.charge_view import charge_view
from shared.payments.close_charges import charges_of, look_after
from shared.payments.offer_channels import chosen_channel, fee_of
from shared.payments.payment_settings import payment_rules
from shared.payments.repository import charges

TO_PAY_IN = timedelta(minutes=5)
"""A charge that ends sooner is not handed out again."""
LONGEST_ORDER_ID = 50
LOOKS, LOOK_EVERY_S = 10, 0.4


@dataclass(frozen=True)
class Taken:
    """The charge, whether it is new, whether we are to ask the gateway for it, and what it took the place of."""

    charge: Charge
    is_new: bool
    ours: bool
    closed: list[str]


def open_charge(invoice: Invoice, asked: ChargeRequest) -> Answer[ChargeView]:
    """201 with a new charge, 200 with the one that is open already; `created` while its gateway is still asked.

    Raises Conflict `nothing_to_pay`, `not_offered`, `too_many_charges`; 503 `gateway_down` while others still work.
    """
    rule = chosen_channel(payment_rules(), asked)
    taken = attempt(lambda: _take(invoice.id, rule))
    look_after(taken.closed)
    charge = _ask_for(taken.charge, invoice) if taken.ours else _awaited(taken.charge)
    return Answer(charge_view(charge, stored_invoice(invoice.id).value), 201 if taken.is_new else 200)


def order_id_of(charge_id: str) -> str:
    """What gateways know a charge as: Midtrans takes 50 letters."""
    if len(charge_id) <= LONGEST_ORDER_ID:
        return charge_id
    return f"{charge_id[:17]}-{digest(charge_id)}"


def _take(invoice_id: str, rule: ChannelRule) -> Taken:
    stored = stored_invoice(invoice_id)
    invoice, now = stored.value, clock.now()
    left = left_to_pay(invoice)
    if not left:
        raise Conflict(
            code="nothing_to_pay",
            message_id="Tidak ada lagi yang perlu dibayar dari tagihan ini.",
            message_en="Nothing is left to pay of this bill.",
        )
    fee = fee_of(rule, left)
    others = [one for one in charges_of(invoice) if one.value.is_open and one.value.channel == rule.channel]
    commit = Commit()
    for one in others:
        known = one.value
        same = known.gateway == rule.gateway and known.amount == left + fee and known.fee == fee
        if not same or known.expires_at < now + TO_PAY_IN:
            commit.update(charges, one, put_aside(known, now))
            continue
        if known.status == "pending" or is_asked_for(known, clock.real()):
            return Taken(known, is_new=False, ours=False, closed=[])
        again = known.model_copy(update={"calls": known.calls + 1, "called_at": clock.real()})
        commit.update(charges, one, again)
        commit.commit()
        return Taken(again, is_new=False, ours=True, closed=[])
    charge = _new(invoice, rule, left + fee, fee)
    commit.create(charges, charge)
    commit.update(invoices, stored, invoice.model_copy(update={"charges": invoice.charges + 1}))
    commit.commit()
    return Taken(charge, is_new=True, ours=True, closed=[one.value.id for one in others])


def _new(invoice: Invoice, rule: ChannelRule, amount: int, fee: int) -> Charge:
    if invoice.charges >= MOST_AN_INVOICE:
        raise Conflict(
            code="too_many_charges",
            message_id="Terlalu banyak percobaan untuk tagihan ini. Bayar lewat transfer atau hubungi kami.",
            message_en="Too many attempts for this bill. Pay by transfer, or contact us.",
        )
    now = clock.now()
    charge_id = f"{invoice.id}-{invoice.charges + 1}"
    return Charge(
        id=charge_id,
        invoice_id=invoice.id,
        number=invoice.number,
        customer_id=invoice.customer_id,
        gateway=rule.gateway,
        channel=rule.channel,
        order_id=order_id_of(charge_id),
        amount=amount,
        fee=fee,
        created_at=now,
        expires_at=now + (QRIS_IS_OPEN_FOR if rule.channel == "qris" else IS_OPEN_FOR),
        called_at=clock.real(),
        next_check_at=now + ANSWER_LOST_AFTER,
        area_id=invoice.area_id,
        branch_id=invoice.branch_id,
        shard=invoice.shard,
    )


def _ask_for(charge: Charge, invoice: Invoice) -> Charge:
    try:
        opened = GATEWAYS[charge.gateway].open_order(_order(charge, invoice), again=charge.calls > 1)
    except OutsideError as error:
        log("charge_not_opened", severity="WARNING", charge_id=charge.id, gateway=charge.gateway, code=error.code)
        why = error.code if error.permanent else None
        attempt(lambda: _note_failure(charge.id, why))
        raise _gateway_down(charge) from error
    recorded = attempt(lambda: _record(charge.id, opened))
    if recorded.closing:
        look_after([charge.id])
    return recorded


def _order(charge: Charge, invoice: Invoice) -> Order:
    return Order(
        order_id=charge.order_id,
        channel=charge.channel,
        amount=charge.amount,
        title=f"Tagihan {charge.number}",
        payer=short_name(invoice.customer_name),
        customer_id=charge.customer_id,
        made_at=charge.created_at,
        expires_at=charge.expires_at,
        return_url=pay_url(invoice),
        answer_by=time.monotonic() + settings().gateway_timeout_s,
        notify_url=f"{settings().function_address.format(name='payment-webhook')}/webhooks/payments/{charge.gateway}",
    )


def _record(charge_id: str, opened: Opened) -> Charge:
    """What the gateway answered; the charge may have been paid or put aside meanwhile."""
    stored = charges.get(charge_id)
    assert stored is not None  # noqa: S101 - charges are never removed
    known = stored.value
    after = known.model_copy(
        update={
            "ref": known.ref or opened.ref,
            "qr_string": opened.qr_string,
            "redirect_url": opened.redirect_url,
            "va_number": opened.va_number,
            "called_at": None,
        }
    )
    if known.is_open:
        after = after.model_copy(update={"status": "pending", "next_check_at": clock.now() + FIRST_CHECK_AFTER})
    commit = Commit()
    commit.update(charges, stored, after)
    commit.commit()
    return after


def _note_failure(charge_id: str, refused: str | None) -> None:
    """Refused: over. Not heard: the next request may ask again at once, else the sweep looks what became of it."""
    stored = charges.get(charge_id)
    if stored is None or stored.value.status != "created":
        return
    charge = stored.value.model_copy(update={"called_at": None})
    commit = Commit()
    commit.update(charges, stored, over(charge, "failed", refused) if refused else charge)
    commit.commit()


def _awaited(charge: Charge) -> Charge:
    """Somebody else is asking for it: as it is when they are done, or after a few seconds."""
    for _ in range(LOOKS):
        if charge.status != "created":
            break
        time.sleep(LOOK_EVERY_S)
        stored = charges.get(charge.id)
        charge = stored.value if stored else charge
    return charge


def _gateway_down(charge: Charge) -> Problem:
    name = GATEWAY_WORD[charge.gateway]
    return Problem(
        code="gateway_down",
        message_id=f"{name} sedang tidak bisa dihubungi. Coba lagi sebentar, atau pilih cara bayar lain.",
        message_en=f"{name} cannot be reached right now. Try again shortly, or choose another way to pay.",
        status=503,
        retry_after_s=30,
    )
