"""Take a payment: once, however often a phone on bad signal sends it, and whoever else pays at the same time."""

from datetime import timedelta

from shared.access.models import Caller
from shared.access.own_areas import sees
from shared.core import clock
from shared.core.errors import Conflict, NotFound, invalid
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.ids import ulid
from shared.customers.read_customers import stored_customer
from shared.messaging.send_now import send_now
from shared.payments.close_charges import look_after
from shared.payments.models import NewPayment, Payment, PaymentView
from shared.payments.payment_view import first_view
from shared.payments.repository import payments
from shared.payments.write_payment import Asked, Booked, write_payment

CLOCKS_DIFFER = timedelta(minutes=10)
LATE_BY = timedelta(days=400)


def record_payment(new: NewPayment, by: Caller, key: str | None = None) -> Answer[PaymentView]:
    """201 with the payment, or 200 with the first answer if this id came before.

    Raises NotFound, Conflict `payment_differs` if it came with another customer, amount or method, Invalid.
    """
    payment_id = f"c_{new.id or key or ulid()}"

    def decide() -> Answer[PaymentView] | Booked:
        if by.areas and not sees(by, stored_customer(new.customer_id).value.area_id):
            raise NotFound()
        known = payments.get(payment_id)
        if known:
            _same_or_conflict(known.value, new)
            return Answer(first_view(known.value), 200)
        _check(new, by)
        commit = Commit()
        booked = write_payment(commit, _asked(payment_id, new), by)
        commit.commit()
        return booked

    done = attempt(decide)
    if isinstance(done, Answer):
        return done
    send_now(done.messages, done.payment.undo_until)
    look_after(done.closed)
    return Answer(first_view(done.payment), 201)


def _asked(payment_id: str, new: NewPayment) -> Asked:
    return Asked(
        id=payment_id,
        customer_id=new.customer_id,
        amount=new.amount,
        method=new.method,
        invoice_id=new.invoice_id,
        paid_at=new.paid_at,
        note=new.note,
        undoable=new.undoable,
    )


def _same_or_conflict(known: Payment, new: NewPayment) -> None:
    if (known.customer_id, known.amount, known.method) != (new.customer_id, new.amount, new.method):
        raise Conflict(
            code="payment_differs",
            message_id="Nomor pembayaran ini sudah dipakai untuk pelanggan, jumlah atau cara bayar yang lain.",
            message_en="This payment id was used for another customer, amount or method.",
        )


def _check(new: NewPayment, by: Caller) -> None:
    if by.role == "collector" and new.method != "cash":
        raise invalid("method", "Penagih hanya mencatat uang tunai.", "A collector records cash only.")
    if new.paid_at is not None and not clock.now() - LATE_BY <= new.paid_at <= clock.now() + CLOCKS_DIFFER:
        raise invalid(
            "paid_at",
            "Waktu bayar tidak boleh di masa depan, dan paling lama 400 hari yang lalu.",
            "The moment of payment is not in the future, and at most 400 days ago.",
        )
