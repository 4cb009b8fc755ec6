"""The WhatsApp messages that ask for money, and the one that says that a service is cut: pure."""

from datetime import UTC, date, datetime, time, timedelta

from shared.billing.dunning_word import Word
from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.billing.pay_link import pay_token
from shared.core import clock
from shared.core.dates import long_date, moment_text
from shared.core.money import rupiah
from shared.customers.models import Customer
from shared.messaging.models import Message, OnlyWhile


def word_message(word: Word, customer: Customer, cut: list[str], now: datetime, today: date) -> Message | None:
    """The message, or None for a customer without a number. `cut` are the lines cut with it.

    All it names are in `causes`, so paying one of them takes it back; it expires when it would no longer be true.
    """
    if customer.phone is None:
        return None
    cause = f"{word.lead.id}.d{word.lead.rounds}" if word.lead.rounds else word.lead.id
    template, values = _words(word, now, today)
    about = OnlyWhile(document=f"invoices/{word.lead.id}", field="status", values=["open"])
    if cut:
        about = OnlyWhile(document=f"subscriptions/{cut[0]}", field="status", values=["suspended"])
    return Message(
        id=f"{cause}.{word.purpose}",
        cause=cause,
        purpose=word.purpose,
        customer_id=customer.id,
        to=customer.phone,
        template=template,
        values={
            "customer_name": customer.name,
            "customer_number": customer.id,
            "invoice_number": numbers(word.bills),
            "causes": " ".join(bill.id for bill in word.bills),
            **values,
        },
        button_values={"0": pay_token(word.bills[0])},
        only_while=about,
        send_after=now,
        expires_at=_expires_at(word, now, today),
        created_at=now,
        area_id=customer.area_id,
        shard=customer.shard,
    )


def numbers(bills: list[Invoice]) -> str:
    """How a message names several bills: the oldest, and how many there are beside it."""
    first = bills[0].number
    return first if len(bills) == 1 else f"{first} dan {len(bills) - 1} tagihan lain"


def _words(word: Word, now: datetime, today: date) -> tuple[str, dict[str, str]]:
    oldest = word.bills[0]
    amount = rupiah(sum(left_to_pay(bill) for bill in word.bills))
    if word.kind == "suspended":
        return "layanan_dijeda", {"suspended_at": moment_text(now, clock.zone()), "total": amount}
    if word.kind == "warned" and word.cut_at:
        return "peringatan_jeda_layanan", {"suspend_on": _day(word.cut_at), "amount": amount}
    if word.kind == "late_fee":
        fee = {"fee": rupiah(word.lead.late_fee), "charged_on": long_date(today), "total": amount}
        return "denda_keterlambatan", fee
    if word.kind == "promised":
        return "pengingat_janji_bayar", {"until": long_date(today), "amount": amount}
    asked = {"amount": amount, "due_on": long_date(oldest.due_on), "days": f"{abs((today - oldest.due_on).days)}"}
    if oldest.due_on > today:
        return "pengingat_sebelum_jatuh_tempo", asked
    if oldest.due_on == today:
        return "pengingat_hari_jatuh_tempo", asked
    if word.cut_at is None:
        return "pengingat_tunggakan", asked
    return "pengingat_lewat_jatuh_tempo", asked | {"suspend_on": _day(word.cut_at)}


def _expires_at(word: Word, now: datetime, today: date) -> datetime | None:
    """What says "today" or "in 3 days" is only true today; what announces a cut, until the cut; the rest a while."""
    if word.kind == "suspended":
        return None
    if word.kind == "promised" or (word.kind == "reminded" and word.bills[0].due_on >= today):
        return _midnight_after(today)
    ends = (word.lead.next_dunning_at, word.cut_at)
    return min((one for one in ends if one and one > now), default=_midnight_after(today + timedelta(days=2)))


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), clock.zone()).astimezone(UTC)


def _day(moment: datetime) -> str:
    return long_date(moment.astimezone(clock.zone()).date())
