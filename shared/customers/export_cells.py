"""A customer's line as it stands in an exported list: what our own import reads back as it was."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from shared.core.fields import Location
from shared.core.text import slug
from shared.customers.models import Area, Customer, Plan, Subscription

Value: TypeAlias = str | int | date | None

HEADERS = (
    "Nomor Pelanggan",
    "Nama",
    "No HP",
    "Alamat",
    "Area",
    "Email",
    "Paket",
    "Harga",
    "Tgl Pasang",
    "Tgl Tagihan",
    "Status",
    "ODP",
    "User PPPoE",
    "Lokasi",
    "Catatan",
    "Sisa Tunggakan",
    "Deposit",
)
STATUS_WORDS = {
    "active": "Aktif",
    "suspended": "Isolir",
    "paused": "Cuti",
    "pending": "Menunggu pasang",
    "stopped": "Berhenti",
}

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_QUOTED = re.compile(r"'[=+\-@＝＋－＠0-9]")
_MOBILE = re.compile(r"\+62(8\d{2})(\d{4})(\d{2,6})")


def lines_of(
    customer: Customer,
    subscriptions: Mapping[str, Subscription],
    plans: Mapping[str, Plan],
    called: Mapping[str, Mapping[str, str]],
) -> Iterator[list[Value]]:
    """One line for each subscription, in the order of HEADERS; one for a customer without any."""
    own = [subscriptions[name] for name in sorted(customer.subscriptions) if name in subscriptions]
    for index in range(max(len(own), 1)):
        subscription = own[index] if own else None
        is_first = index == 0
        plan = plans.get(subscription.plan_id) if subscription else None
        price = subscription.price_override if subscription else None
        yield [
            # By its own number a second line is told from the first when the list comes back.
            customer.id if is_first or subscription is None else subscription.id,
            customer.name,
            " / ".join(phone_text(phone) for phone in (customer.phone, *customer.other_phones) if phone),
            customer.address,
            called["areas"].get(customer.area_id, customer.area_id) if customer.area_id else "",
            customer.email or "",
            called["plans"].get(subscription.plan_id, subscription.plan_id) if subscription else "",
            price if price is not None else plan.price if plan else None,
            subscription.starts_on if subscription else None,
            subscription.billing_day if subscription else None,
            STATUS_WORDS[subscription.status] if subscription else "",
            subscription.network.odp or "" if subscription else "",
            subscription.network.pppoe_user or "" if subscription else "",
            _map_link(customer.location),
            customer.note,
            max(customer.balance, 0) or None if is_first else None,
            max(-customer.balance, 0) or None if is_first else None,
        ]


def harmless(text: str) -> str:
    """Text that no spreadsheet runs as a formula when it opens a CSV; our import takes the mark off again."""
    return f"'{text}" if _FORMULA.match(text.lstrip()) else quoted(text)


def quoted(text: str) -> str:
    """Text whose own first mark our import would take for one of ours."""
    return f"'{text}" if _QUOTED.match(text) else text


def phone_text(phone: str) -> str:
    """`0812-0000-4471`: text in every spreadsheet, where `+62...` is a sum and `0812...` loses its zero."""
    if mobile := _MOBILE.fullmatch(phone):
        return f"0{mobile[1]}-{mobile[2]}-{mobile[3]}"
    import phonenumbers

    number = phonenumbers.parse(phone, None)
    if phone.startswith("+62"):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return f"00 {written.removeprefix('+')}"


def plan_words(plans: Mapping[str, Plan]) -> dict[str, str]:
    """What a line calls each plan: its name, or its id where another plan has that name too."""
    given = Counter(slug(plan.name) for plan in plans.values())
    return {plan.id: plan.name if given[slug(plan.name)] == 1 else plan.id for plan in plans.values()}


def area_words(areas: Iterable[Area]) -> dict[str, str]:
    """What a line calls each area: its name, or its id where the name would make another area."""
    return {area.id: area.name if slug(area.name) == area.id else area.id for area in areas}


def _map_link(location: Location | None) -> str:
    if location is None:
        return ""
    return f"https://maps.google.com/?q={_degrees(location.latitude)},{_degrees(location.longitude)}"


def _degrees(angle: float) -> str:
    return f"{angle:.10f}".rstrip("0") + ("0" if angle == int(angle) else "")
