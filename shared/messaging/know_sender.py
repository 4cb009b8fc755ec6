"""Who wrote to us becomes one contact, known by number, by BSUID, by both, or found to be somebody we knew."""

from dataclasses import dataclass
from datetime import datetime

from shared.clients.whatsapp_identity import is_bsuid
from shared.core import clock
from shared.core.firestore import Commit, Stored
from shared.messaging.contacts import (
    contact_id_of,
    drop_identity,
    find_contact,
    holder_of,
    name_identity,
    window_is_open,
)
from shared.messaging.models import Contact, Identity
from shared.messaging.repository import contacts, identities, inbound

MOVED_AT_ONCE = 300
"""Events of somebody known by BSUID alone: nobody writes as many in the 30 days we keep them."""


@dataclass(frozen=True)
class Sender:
    """Who wrote, and the answers that waited for it: by message id, to be sent after the commit."""

    contact: Contact
    woken: list[str]


def add_inbound(
    commit: Commit, phone: str | None, bsuid: str | None, at: datetime, *, name: str = "", opens: bool = True
) -> Sender:
    """Add to the commit that this person wrote to us at `at`; the contact, which knows both identities from now on.

    The commit changes the contact in any case, so that no event is left with one that is being merged.
    `opens`: it opens their window; what one of us wrote to them from the phone app does not.
    """
    before = _at_phone(phone, at) if phone else None
    is_known = bool(before and before.value.bsuid == bsuid)
    identity, other = holder_of(bsuid) if bsuid and not is_known else (None, None)
    before = before if phone else other
    contact = before.value if before else Contact(id=contact_id_of(phone or bsuid or ""), created_at=at)
    if other and other.value.id != contact.id:
        if other.value.phone is None:
            contact = merged(contact, other.value)
            _take_over(commit, other, contact)
        else:  # a BSUID is at one phone at a time
            commit.update(contacts, other, other.value.model_copy(update={"bsuid": None}))
    if phone in contact.left or bsuid in contact.left:  # said before they moved, told after it
        contact = _also_left(commit, contact, bsuid)
        phone, bsuid, identity = None, None, None
    contact = contact.model_copy(
        update={
            "phone": phone or contact.phone,
            "bsuid": bsuid or contact.bsuid,
            "name": name or contact.name,
            "heard_at": clock.real(),
            "last_inbound_at": _latest(at if opens else None, contact.last_inbound_at),
        }
    )
    woken = contact.held if opens and window_is_open(contact, clock.now()) else []
    if woken:
        contact = contact.model_copy(update={"held": []})
    _write(commit, before, contact, identity)
    return Sender(contact, woken)


def add_move(
    commit: Commit, phone: str | None, bsuid: str | None, to: str, new_bsuid: str | None, at: datetime
) -> Contact:
    """Add to the commit that this person is now at another phone or BSUID (`to`); the contact that goes on.

    The old number may become somebody else's, so nobody is left behind at it. The window is closed until they write
    from the new one.
    """
    before = _at_phone(phone, at) if phone else find_contact(None, bsuid)
    new_phone = None if is_bsuid(to) else to
    new_bsuid = new_bsuid or (to if new_phone is None else None)
    if before and new_phone is None and before.value.phone:
        new_phone = before.value.phone  # only their BSUID changed
    identity, other = holder_of(new_bsuid) if new_bsuid else (None, None)
    target = find_contact(new_phone, None) if new_phone else other
    contact = target.value if target else Contact(id=contact_id_of(new_phone or to), created_at=at)
    hidden = holder_of(bsuid)[1] if bsuid and phone else None
    for gone in _others(contact.id, before, other, hidden if hidden and hidden.value.phone is None else None):
        contact = merged(contact, gone.value.model_copy(update={"last_inbound_at": None, "bsuid": None}))
        _take_over(commit, gone, contact)
    were = {phone, bsuid, before.value.phone if before else None, before.value.bsuid if before else None}
    are = {new_phone or contact.phone, new_bsuid or contact.bsuid}
    contact = contact.model_copy(
        update={
            "phone": new_phone or contact.phone,
            "bsuid": new_bsuid or contact.bsuid,
            "heard_at": clock.real(),
            "left": sorted(one for one in {*were, *contact.left} - are if one),
        }
    )
    _write(commit, target, contact, identity)
    for one in contact.left:
        _remember(commit, one, contact, left_at=at if one in were else None)
    return contact


def merged(contact: Contact, other: Contact) -> Contact:
    """Both in one, by what is newest of each: pure."""
    latest = max((contact, other), key=lambda one: one.preferred_at.timestamp() if one.preferred_at else 0.0)
    return contact.model_copy(
        update={
            "opened_at": _latest(contact.opened_at, other.opened_at),
            "last_inbound_at": _latest(contact.last_inbound_at, other.last_inbound_at),
            "paced_until": _latest(contact.paced_until, other.paced_until),
            "name": contact.name or other.name,
            "no_broadcasts": latest.no_broadcasts,
            "preferred_at": latest.preferred_at,
            "offered": contact.offered or other.offered,
            "held": [*contact.held, *other.held],
            "left": sorted({*contact.left, *other.left}),
            "merged_from": [*contact.merged_from, *other.merged_from, other.id],
            "created_at": min(contact.created_at, other.created_at),
        }
    )


def _take_over(commit: Commit, other: Stored[Contact], contact: Contact) -> None:
    """Add to the commit that the other is no more, and that what they wrote was this person's."""
    commit.delete(contacts, other)
    for event in inbound.find(("contact_id", "==", other.value.id), limit=MOVED_AT_ONCE):
        commit.update(inbound, event, event.value.model_copy(update={"contact_id": contact.id}))


def _at_phone(phone: str, at: datetime) -> Stored[Contact] | None:
    """Who is at this phone; where nobody is known there, who still was at `at`."""
    stored = find_contact(phone, None)
    if stored is not None:
        return stored
    identity = identities.get(phone)
    if identity is None or identity.value.until is None or identity.value.until < at:
        return None
    return contacts.get(identity.value.contact_id)


def _also_left(commit: Commit, contact: Contact, bsuid: str | None) -> Contact:
    """What they went by at a phone they have left, they have left too."""
    if bsuid is None or bsuid in (*contact.left, contact.bsuid):
        return contact
    _remember(commit, bsuid, contact, left_at=None)
    return contact.model_copy(update={"left": sorted([*contact.left, bsuid])})


def _remember(commit: Commit, one: str, contact: Contact, left_at: datetime | None) -> None:
    """Add to the commit that what still comes from this phone or BSUID, and was said before they left it, is theirs."""
    stored = identities.get(one)
    before = stored.value if stored else Identity(id=one, contact_id=contact.id)
    until = None if is_bsuid(one) else left_at or before.until
    after = before.model_copy(update={"contact_id": contact.id, "until": until})
    if stored is None:
        commit.create(identities, after)
    elif after != before:
        commit.update(identities, stored, after)


def _others(contact_id: str, *found: Stored[Contact] | None) -> list[Stored[Contact]]:
    return list({one.value.id: one for one in found if one and one.value.id != contact_id}.values())


def _write(commit: Commit, before: Stored[Contact] | None, contact: Contact, identity: Stored[Identity] | None) -> None:
    if before is None:
        commit.create(contacts, contact)
    else:
        commit.update(contacts, before, contact)
    if before is None or before.value.bsuid != contact.bsuid:
        if before and before.value.bsuid not in contact.left:
            drop_identity(commit, before.value.bsuid)
        name_identity(commit, contact, identity)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)
