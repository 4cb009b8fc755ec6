"""Whether a signed-in customer wants broadcasts, the same as they may say on WhatsApp."""

from shared.core import clock
from shared.core.model import Model
from shared.customers.find_by_phone import phones_of
from shared.customers.models import Customer
from shared.messaging.contacts import contact_id_of, prefer_broadcasts
from shared.messaging.repository import contacts


class MyPreferences(Model):
    """What they want to hear of by WhatsApp; bills, receipts and news of their own complaints come all the same."""

    broadcasts: bool


def my_preferences(customer: Customer) -> MyPreferences:
    """As it stands for the number we write to."""
    known = contacts.get_many(contact_id_of(phone) for phone in phones_of(customer)[:1])
    return MyPreferences(broadcasts=not any(stored.value.no_broadcasts for stored in known.values()))


def prefer(customer: Customer, wanted: MyPreferences) -> MyPreferences:
    """Written down for every number of theirs."""
    for phone in phones_of(customer):
        prefer_broadcasts(phone, wanted=wanted.broadcasts, at=clock.now())
    return wanted
