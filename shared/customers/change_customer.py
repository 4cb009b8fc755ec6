"""Change what we know of a customer."""

from typing import Any

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import refuse_other_areas
from shared.core import clock
from shared.core.errors import invalid
from shared.core.firestore import Commit, attempt
from shared.core.ids import ulid
from shared.customers.create_customer import check_area
from shared.customers.models import Customer, CustomerChanges, CustomerPrivate, CustomerView
from shared.customers.point_out_doubles import point_out_doubles
from shared.customers.read_customers import stored_customer
from shared.customers.refuse_erased import refuse_erased
from shared.customers.repository import customers, customers_private, subscriptions
from shared.customers.search_tokens import findable
from shared.customers.views import customer_view

CLEARABLE = {"phone", "area_id", "email", "location", "nik"}


def change_customer(customer_id: str, changes: CustomerChanges, by: Caller) -> CustomerView:
    """The customer afterwards. Fields not sent stay; null clears what may be empty.

    Raises NotFound, Invalid, Conflict `erased`.
    """
    sent = {name: getattr(changes, name) for name in changes.model_fields_set}
    for name, value in sent.items():
        if value is None and name not in CLEARABLE:
            raise invalid(name, "Tidak boleh kosong.", "May not be empty.")
    check_area(changes.area_id)
    if "area_id" in sent:
        refuse_other_areas(by, changes.area_id)
    warnings = point_out_doubles(changes.phone, changes.nik, by, but=customer_id)
    cause = f"{customer_id}.{ulid()}"

    def decide() -> Customer:
        stored = stored_customer(customer_id)
        refuse_erased(stored.value)
        public = {name: value for name, value in sent.items() if name != "nik"}
        if "other_phones" in public:
            public["other_phones"] = [phone for phone in public["other_phones"] if phone]
        after = findable(stored.value.model_copy(update={**public, "updated_at": clock.now()}))
        commit = Commit()
        commit.update(customers, stored, after)
        if after.area_id != stored.value.area_id:
            for line in subscriptions.get_many(after.subscriptions).values():
                commit.update(subscriptions, line, line.value.model_copy(update={"area_id": after.area_id}))
        if "nik" in sent:
            commit.put(customers_private, CustomerPrivate(id=customer_id, nik=sent["nik"]))
        record_audit(
            commit,
            cause=cause,
            what="changed",
            by=by.id,
            subject=f"customers/{customer_id}",
            before=_picked(stored.value, public),
            after=_picked(after, public) | ({"nik": sent["nik"]} if "nik" in sent else {}),
        )
        commit.commit()
        return after

    return customer_view(attempt(decide), warnings)


def _picked(customer: Customer, names: dict[str, Any]) -> dict[str, Any]:
    return customer.model_dump(mode="json", include=set(names))
