"""The pictures people send: fetched once, drawn anew, and kept before the commit that tells of them."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from shared.complaints.keep_photo import keep_photo, path_of
from shared.complaints.models import CUSTOMER, KeptPhoto
from shared.core import clock
from shared.core.errors import Busy, Conflict, Problem
from shared.core.pictures import clean_picture
from shared.core.storage import get_file, put_file, remove_file
from shared.customers.models import Customer
from shared.messaging.fetch_media import MediaGone, fetch_media
from shared.messaging.models import InboundEvent
from shared.messaging.repository import inbound
from shared.payments.keep_proof import file_of, new_proof, proof_id_of
from shared.payments.models import Proof

TRIED_FOR = timedelta(minutes=10)
"""A provider that does not hand a picture out for so long will not do so."""


class PictureRefused(Exception):
    """A picture of theirs cannot be kept: `unreadable`, `gone`, or `enough` proofs wait already."""

    def __init__(self, event_id: str, reason: str) -> None:
        super().__init__(reason)
        self.event_id = event_id
        self.reason = reason


@dataclass
class Pictures:
    """What this answer needs of pictures, each fetched once however often the answer is tried."""

    kept: dict[str, KeptPhoto]
    """By the event that brought it: what was kept before, and what is from now on."""
    fetched: dict[str, bytes] = field(default_factory=dict)
    """What came from the provider, shared by all tries."""
    used: set[str] = field(default_factory=set)
    """The events whose pictures have found where they belong."""

    def use(self, event_id: str) -> KeptPhoto:
        """The picture, which belongs to a complaint from now on."""
        self.used.add(event_id)
        return self.kept[event_id]

    def rest(self) -> dict[str, KeptPhoto]:
        """What belongs to nothing yet."""
        return {event_id: photo for event_id, photo in self.kept.items() if event_id not in self.used}

    def keep(self, customer: Customer, event_id: str) -> KeptPhoto:
        """Kept beside the customer's complaints. Raises PictureRefused, Busy."""
        if event_id not in self.kept:
            sent = self._fetched(customer.id, event_id)
            try:
                self.kept[event_id] = keep_photo(customer.id, sent, cause=event_id, by=CUSTOMER)
            except Problem as problem:
                raise _refused(event_id, problem) from problem
        return self.kept[event_id]

    def proof(self, customer: Customer, event_id: str, invoice_id: str | None) -> Proof:
        """A proof whose picture lies where it belongs. Raises PictureRefused, Busy."""
        sent = self._fetched(customer.id, event_id)
        try:
            picture = clean_picture(sent)
            proof_id = proof_id_of(customer, event_id)
            proof = new_proof(customer, picture, "whatsapp", proof_id=proof_id, invoice_id=invoice_id)
        except Problem as problem:
            raise _refused(event_id, problem) from problem
        put_file(file_of(proof), picture.data, picture.media_type)
        return proof

    def _fetched(self, customer_id: str, event_id: str) -> bytes:
        if event_id not in self.fetched:
            self.fetched[event_id] = self._again(customer_id, event_id) or _fetched(event_id)
        return self.fetched[event_id]

    def _again(self, customer_id: str, event_id: str) -> bytes | None:
        known = self.kept.get(event_id)
        return get_file(path_of(customer_id, known.file_id)) if known else None


def _fetched(event_id: str) -> bytes:
    stored = inbound.get(event_id)
    if stored is None:
        raise PictureRefused(event_id, "gone")
    try:
        return fetch_media(stored.value)
    except MediaGone as gone:
        raise PictureRefused(event_id, "gone") from gone
    except Busy as busy:
        if _waited_long(stored.value):
            raise PictureRefused(event_id, "gone") from busy
        raise


def remove_rest(customer_id: str, photos: Iterable[KeptPhoto]) -> None:
    """Pictures that came to nothing go; what cannot be reached now goes with the customer's folder."""
    for photo in photos:
        with suppress(Busy):
            remove_file(path_of(customer_id, photo.file_id))


def _waited_long(event: InboundEvent) -> bool:
    return clock.now() - event.at > TRIED_FOR


def _refused(event_id: str, problem: Problem) -> Exception:
    if isinstance(problem, Busy):
        return problem
    is_enough = isinstance(problem, Conflict) and problem.code == "too_many_proofs"
    return PictureRefused(event_id, "enough" if is_enough else "unreadable")
