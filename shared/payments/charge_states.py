"""What a charge becomes by what is told of it, and when the gateway is asked next: pure.

A charge that is settled stays so. One that is over is only ever opened by money that came after all.
"""

from datetime import datetime, timedelta

from shared.clients.gateway import State, Told
from shared.payments.charge_models import Charge, ChargeStatus

ANSWER_LOST_AFTER = timedelta(minutes=3)
"""A charge whose gateway never answered is given up then."""
FIRST_CHECK_AFTER = timedelta(minutes=10)
LONGEST_SILENCE = timedelta(hours=6)
AFTER_ITS_END = timedelta(minutes=5)
AGAIN_AFTER = timedelta(minutes=2)
"""The next try after a gateway that did not answer."""
GIVEN_UP_AFTER = timedelta(hours=1)
"""A gateway that calls a charge pending so long after its end has forgotten it."""
NEVER_ANSWERED = timedelta(days=7)
"""After its end: a gateway that refuses us, its key being gone, is not asked for ever."""
LEASE = timedelta(seconds=30)
"""Longer than a gateway is waited for."""

ENDS: dict[State, ChargeStatus] = {"expired": "expired", "denied": "denied", "failed": "failed"}


def moved(charge: Charge, told: Told) -> Charge:
    """After being told of a state that moves no money."""
    about_another = bool(charge.ref and told.ref and charge.ref != told.ref)
    # On a page the payer may try again, by the same card or another way.
    still_open = charge.channel == "page" and told.state in ("denied", "failed")
    if not charge.is_open or about_another or still_open:
        return charge
    if told.state == "pending":
        ref = charge.ref or ("" if charge.channel == "page" else told.ref)
        return charge.model_copy(update={"status": "pending", "ref": ref})
    if told.state in ENDS:
        return over(charge, ENDS[told.state])
    return charge


def is_asked_for(charge: Charge, real_now: datetime) -> bool:
    """Whether somebody is waiting for the gateway's answer just now."""
    return charge.called_at is not None and real_now - charge.called_at < LEASE


def over(charge: Charge, status: ChargeStatus, error: str = "") -> Charge:
    """At its end, as the gateway itself knows."""
    return charge.model_copy(update={"status": status, "error": error, "closing": False, "next_check_at": None})


def ended_by_word(before: Charge, after: Charge, now: datetime) -> Charge:
    """An end that was notified and not confirmed: the gateway is asked once more when the charge's own time is over."""
    if after.is_open or after.status == before.status or after.status == "settled":
        return after
    return after.model_copy(update={"next_check_at": max(after.expires_at + AFTER_ITS_END, now + AGAIN_AFTER)})


def put_aside(charge: Charge, now: datetime) -> Charge:
    """Over for us: the gateway is to be told, and asked once more at the end of its own time."""
    return charge.model_copy(update={"status": "expired", "closing": True, "next_check_at": now})


def settled(charge: Charge, payment_id: str, ref: str) -> Charge:
    """Paid, by this payment if not by an earlier one."""
    if charge.status == "settled":
        return charge
    return over(charge, "settled").model_copy(update={"payment_id": payment_id, "ref": charge.ref or ref})


def next_check(charge: Charge, now: datetime) -> datetime | None:
    """When a gateway that has just been asked is asked again; None: never, nothing can come any more."""
    end = charge.expires_at + AFTER_ITS_END
    if not charge.is_open:
        return end if charge.status == "expired" and now < end else None
    if now >= end:
        return now + FIRST_CHECK_AFTER
    waited = now - charge.created_at
    return min(now + min(max(waited, FIRST_CHECK_AFTER), LONGEST_SILENCE), end)


def after_asking(charge: Charge, told: Told | None, now: datetime, *, closed: bool, lost: bool) -> Charge:
    """After what was told has moved it: when it is over, and when the gateway is asked again.

    `closed`: the gateway was told that it is over; `lost`: its first answer never came, so nobody has seen it.
    """
    if closed and charge.is_open:
        charge = over(charge, "failed", "answer_lost") if lost else put_aside(charge, now)
    if charge.is_open and now >= charge.expires_at + (GIVEN_UP_AFTER if told else AFTER_ITS_END):
        charge = over(charge, "expired")
    if charge.next_check_at is None:
        return charge
    ended = not charge.is_open and told is not None and told.state in ENDS
    return charge.model_copy(
        update={
            "closing": charge.closing and not closed and not ended,
            "next_check_at": None if ended else next_check(charge, now),
        }
    )


def not_answered(charge: Charge, now: datetime) -> Charge:
    """The gateway did not answer: later, and after a week never again."""
    if now > charge.expires_at + NEVER_ANSWERED:
        return over(charge, "expired" if charge.is_open else charge.status, "never_answered")
    return charge.model_copy(update={"next_check_at": now + max(AGAIN_AFTER, (now - charge.created_at) / 4)})
