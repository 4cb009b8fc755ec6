"""Who we write to and who writes to us: one contact a person, whether they show a number, a BSUID, or both."""

from datetime import datetime, timedelta

from shared.core.firestore import Commit, Stored, attempt
from shared.core.ids import digest
from shared.messaging.models import Contact, Identity
from shared.messaging.repository import contacts, identities

WINDOW = timedelta(hours=24)
MARGIN = timedelta(minutes=1)
"""What is sent in the last minute of a window may reach Meta after it."""


def contact_id_of(identity: str) -> str:
    """The id a contact gets that is first met under this phone (E.164) or BSUID, the same for whoever asks."""
    return digest("contact", identity)


def window_is_open(contact: Contact | None, now: datetime) -> bool:
    """Whether we may write freely: they wrote to us within 24 hours."""
    return bool(contact and contact.last_inbound_at and now - contact.last_inbound_at < WINDOW - MARGIN)


def is_opened(contact: Contact | None, now: datetime) -> bool:
    """Whether writing to them uses no more of the quota: we did so within 24 hours."""
    return bool(contact and contact.opened_at and now - contact.opened_at < WINDOW)


def add_inbound(commit: Commit, phone: str | None, bsuid: str | None, at: datetime) -> Contact:
    """Add to the commit that this person wrote to us at `at`; the contact, which knows both identities from now on."""
    stored = find_contact(phone, bsuid)
    if stored is None:
        contact = Contact(
            id=contact_id_of(phone or bsuid or ""), phone=phone, bsuid=bsuid, last_inbound_at=at, created_at=at
        )
        commit.create(contacts, contact)
    else:
        before = stored.value
        contact = before.model_copy(
            update={
                "phone": phone or before.phone,
                "bsuid": bsuid or before.bsuid,
                "last_inbound_at": max(at, before.last_inbound_at or at),
            }
        )
        if contact != before:
            commit.update(contacts, stored, contact)
    if bsuid and (stored is None or stored.value.bsuid != bsuid):
        commit.put(identities, Identity(id=bsuid, contact_id=contact.id))
    return contact


def find_contact(phone: str | None, bsuid: str | None) -> Stored[Contact] | None:
    """The contact behind a phone or a BSUID; a phone wins."""
    if phone:
        return contacts.get(contact_id_of(phone))
    if not bsuid:
        return None
    identity = identities.get(bsuid)
    return contacts.get(identity.value.contact_id if identity else contact_id_of(bsuid))


def close_window(phone: str) -> None:
    """The provider says they may not be written to freely, whatever we thought."""
    change_contact(phone, {"last_inbound_at": None})


def change_contact(phone: str, changes: dict[str, object]) -> None:
    """Change what we know of the person with this phone, if we know them."""

    def decide() -> None:
        stored = contacts.get(contact_id_of(phone))
        if stored is None:
            return
        commit = Commit()
        commit.update(contacts, stored, stored.value.model_copy(update=changes))
        commit.commit()

    attempt(decide)
