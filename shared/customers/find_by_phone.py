"""Whose phone is it: the customers who go by a number, none of them archived."""

from shared.customers.models import Customer
from shared.customers.repository import customers

MOST = 50


def customers_of(phone: str) -> list[Customer]:
    """All who have this number (E.164) as theirs, by customer number."""
    found = customers.find(("phone", "==", phone), limit=MOST)
    found += customers.find(("other_phones", "array_contains", phone), limit=MOST)
    by_id = {stored.value.id: stored.value for stored in found if not stored.value.archived}
    return [by_id[customer_id] for customer_id in sorted(by_id)]


def phones_of(customer: Customer) -> list[str]:
    """Every number the customer goes by, E.164."""
    return [phone for phone in (customer.phone, *customer.other_phones) if phone]
