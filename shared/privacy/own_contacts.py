"""Which contacts are a customer's alone: a number that a family or an office shares stays with the others."""

from shared.core.firestore import Stored
from shared.customers.find_by_phone import customers_of, phones_of
from shared.customers.models import Customer
from shared.messaging.contacts import find_contact
from shared.messaging.models import Contact


def own_contacts(customer: Customer) -> list[Stored[Contact]]:
    """The contacts behind their numbers that no other customer goes by."""
    alone = [phone for phone in phones_of(customer) if all(one.id == customer.id for one in customers_of(phone))]
    found = [contact for phone in alone if (contact := find_contact(phone, None))]
    return list({contact.value.id: contact for contact in found}.values())
