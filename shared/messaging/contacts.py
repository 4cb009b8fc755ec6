"""Who we write to and who writes to us: one contact a person, whether they show a number, a BSUID, or both."""

from collections.abc import Callable
from datetime import datetime, timedelta

from shared.clients.whatsapp_identity import is_bsuid
from shared.core import clock
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


def address_of(contact: Contact) -> str:
    """Where a message to them goes: their phone (E.164), else their BSUID."""
    return contact.phone or contact.bsuid or ""


def window_is_open(contact: Contact | None, now: datetime) -> bool:
    """Whether we may write freely: they wrote to us within 24 hours."""
    return bool(contact and contact.last_inbound_at and now - contact.last_inbound_at < WINDOW - MARGIN)


def is_opened(contact: Contact | None, now: datetime) -> bool:
    """Whether writing to them uses no more of the quota: we did so within 24 hours."""
    return bool(contact and contact.opened_at and now - contact.opened_at < WINDOW)


def find_contact(phone: str | None, bsuid: str | None) -> Stored[Contact] | None:
    """The contact behind a phone or a BSUID; a phone wins."""
    if phone:
        return contacts.get(contact_id_of(phone))
    return holder_of(bsuid)[1] if bsuid else None


def holder_of(bsuid: str) -> tuple[Stored[Identity] | None, Stored[Contact] | None]:
    """Whose this BSUID is, and the contact, read in this order: a merge in between is seen, or makes a commit fail."""
    identity = identities.get(bsuid)
    if identity is None:
        return None, contacts.get(contact_id_of(bsuid))
    contact = contacts.get(identity.value.contact_id)
    if contact is None and (again := identities.get(bsuid)) and again.update_time != identity.update_time:
        return again, contacts.get(again.value.contact_id)
    return identity, contact


def contact_at(address: str) -> Stored[Contact] | None:
    """The contact behind what a message is addressed to."""
    return find_contact(None, address) if is_bsuid(address) else find_contact(address, None)


def new_contact(address: str, now: datetime) -> Contact:
    """Whom we have not met under this phone or BSUID; not stored yet."""
    phone, bsuid = (None, address) if is_bsuid(address) else (address, None)
    return Contact(id=contact_id_of(address), phone=phone, bsuid=bsuid, created_at=now)


def name_identity(commit: Commit, contact: Contact, seen: Stored[Identity] | None) -> None:
    """Add to the commit that their BSUID is theirs, and nobody else's any more; `seen`: as it was decided on."""
    if contact.bsuid is None:
        return
    if seen is None:
        commit.create(identities, Identity(id=contact.bsuid, contact_id=contact.id))
    elif seen.value.contact_id != contact.id:
        commit.update(identities, seen, seen.value.model_copy(update={"contact_id": contact.id}))


def drop_identity(commit: Commit, bsuid: str | None) -> None:
    """Add to the commit that nobody goes by this BSUID any more."""
    stored = identities.get(bsuid) if bsuid else None
    if stored is not None:
        commit.delete(identities, stored)


def close_window(address: str) -> None:
    """The provider says they may not be written to freely, whatever we thought."""
    change_contact(address, lambda contact: contact.model_copy(update={"last_inbound_at": None}))


def prefer_broadcasts(address: str, *, wanted: bool, at: datetime) -> None:
    """They want broadcasts, or none: the later word counts, also where it comes first."""

    def heard(contact: Contact) -> Contact:
        if contact.preferred_at and contact.preferred_at > at:
            return contact
        return contact.model_copy(update={"no_broadcasts": not wanted, "preferred_at": at})

    change_contact(address, heard, create=True)


def change_contact(address: str, change: Callable[[Contact], Contact], *, create: bool = False) -> None:
    """Change what we know of the person at this phone (E.164) or BSUID; where we know nobody, only with `create`."""

    def decide() -> None:
        stored = contact_at(address)
        commit = Commit()
        if stored is None:
            if not create:
                return
            contact = change(new_contact(address, clock.now()))
            commit.create(contacts, contact)
            name_identity(commit, contact, None)
        else:
            after = change(stored.value)
            if after == stored.value:
                return
            commit.update(contacts, stored, after)
        commit.commit()

    attempt(decide)
