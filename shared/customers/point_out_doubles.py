"""Point out a phone or NIK that another customer has: families share phones, so it is never refused."""

from shared.access.models import Caller
from shared.access.own_areas import sees
from shared.customers.models import Warning
from shared.customers.repository import customers, customers_private

SHOWN = 5


def point_out_doubles(phone: str | None, nik: str | None, by: Caller, *, but: str | None = None) -> list[Warning]:
    """Warnings naming the other customers that the caller may see; `but` is the customer being changed."""
    warnings = []
    if phone:
        others = [stored.value.id for stored in customers.find(("phone", "==", phone), limit=SHOWN + 1)]
        warnings += _warning("phone", "Nomor ini juga dipakai", _seen(others, by), but)
    if nik:
        others = [stored.value.id for stored in customers_private.find(("nik", "==", nik), limit=SHOWN + 1)]
        warnings += _warning("nik", "NIK ini juga dipakai", _seen(others, by), but)
    return warnings


def _seen(others: list[str], by: Caller) -> list[str]:
    if not by.areas:
        return others
    return [key for key, stored in customers.get_many(others).items() if sees(by, stored.value.area_id)]


def _warning(field: str, sentence: str, others: list[str], but: str | None) -> list[Warning]:
    named = sorted(set(others) - {but})[:SHOWN]
    if not named:
        return []
    return [Warning(field=field, message=f"{sentence} {', '.join(named)}.", customer_ids=named)]
