"""Where photos of customers, erasures and the progress of retention are kept."""

from collections.abc import Iterator

from shared.core.firestore import Collection, Filter, R
from shared.privacy.models import Erasure, Photo, Sweeping

photos = Collection("customer_photos", Photo)
erasures = Collection("erasures", Erasure)
sweepings = Collection("retention", Sweeping)

PAGE = 200


def folder_of(customer_id: str) -> str:
    """Where a customer's pictures lie in the bucket."""
    return f"customers/{customer_id}/"


def file_of(photo: Photo) -> str:
    """The name of a picture in the bucket."""
    return folder_of(photo.customer_id) + photo.id


def every(collection: Collection[R], *filters: Filter) -> Iterator[R]:
    """All that match, by id, a page at a time."""
    after: list[str] | None = None
    while True:
        found = collection.find(*filters, by_id=True, limit=PAGE, after=after)
        yield from (stored.value for stored in found)
        if len(found) < PAGE:
            return
        after = [found[-1].value.id]
