"""Photos of a customer's KTP and house: for owner and admin only, and each look is written down before it is given."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core import clock
from shared.core.errors import Conflict, NotFound
from shared.core.fields import PageQuery
from shared.core.firestore import Commit, Stored, attempt
from shared.core.http import Answer, Download
from shared.core.ids import digest, ulid
from shared.core.pictures import clean_picture
from shared.core.storage import get_file, put_file, remove_file
from shared.customers.read_customers import stored_customer
from shared.customers.refuse_erased import refuse_erased
from shared.customers.repository import customers
from shared.privacy.models import Photo, PhotoKind, PhotoPage, PhotoView, RemovedPhoto
from shared.privacy.repository import file_of, photos

MOST = 20


def add_photo(customer_id: str, sent: bytes, kind: PhotoKind, by: Caller, key: str | None) -> Answer[PhotoView]:
    """The photo, 201; 200 where this key has brought the same before.

    Raises NotFound, TooLarge, 415, Conflict `erased`, `too_many_photos` or `id_reused`.
    """
    refuse_erased(stored_customer(customer_id).value)
    picture = clean_picture(sent)
    photo = Photo(
        id=digest("photo", customer_id, by.id, key) if key else ulid(),
        customer_id=customer_id,
        kind=kind,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        bytes=len(picture.data),
        sha256=picture.sha256,
        uploaded_at=clock.now(),
        by=by.id,
    )
    if known := photos.get(photo.id):
        return Answer(photo_view(_same(known.value, photo)), 200)
    if photos.count(("customer_id", "==", customer_id)) >= MOST:
        raise Conflict(
            code="too_many_photos",
            message_id=f"Paling banyak {MOST} foto untuk satu pelanggan. Hapus dulu yang tidak perlu.",
            message_en=f"At most {MOST} photos for one customer. Delete some first.",
        )
    put_file(file_of(photo), picture.data, picture.media_type)

    def decide() -> Answer[PhotoView]:
        if known := photos.get(photo.id):
            return Answer(photo_view(_same(known.value, photo)), 200)
        owner = stored_customer(customer_id)
        if owner.value.erased_at:
            remove_file(file_of(photo))
        refuse_erased(owner.value)
        commit = Commit()
        commit.verify(customers, owner)
        commit.create(photos, photo)
        _record(commit, photo, "photo_added", by)
        commit.commit()
        return Answer(photo_view(photo), 201)

    return attempt(decide)


def list_photos(customer_id: str, query: PageQuery) -> PhotoPage:
    """What photos there are. Raises NotFound."""
    stored_customer(customer_id)
    page = photos.page(("customer_id", "==", customer_id), limit=query.limit, cursor=query.cursor)
    return PhotoPage(items=[photo_view(one) for one in page.items], next_cursor=page.next_cursor)


def look_at_photo(customer_id: str, file_id: str, by: Caller) -> Download:
    """The picture itself. Raises NotFound, also for another customer's."""
    photo = _stored(customer_id, file_id).value
    commit = Commit()
    _record(commit, photo, "looked_at_photo", by)
    commit.commit()
    data = get_file(file_of(photo))
    if data is None:
        raise NotFound()
    return Download(data, photo.media_type, f"{customer_id}-{photo.kind}.{photo.media_type.partition('/')[2]}")


def remove_photo(customer_id: str, file_id: str, by: Caller) -> RemovedPhoto:
    """The picture is gone, then its record: what fails in between is finished by asking again. Raises NotFound."""

    def decide() -> RemovedPhoto:
        stored = _stored(customer_id, file_id)
        remove_file(file_of(stored.value))
        commit = Commit()
        commit.delete(photos, stored)
        _record(commit, stored.value, "photo_removed", by)
        commit.commit()
        return RemovedPhoto(file_id=file_id)

    return attempt(decide)


def photo_view(photo: Photo) -> PhotoView:
    """A photo for the heads."""
    return PhotoView(file_id=photo.id, **photo.model_dump(exclude={"id", "customer_id", "by"}))


def _stored(customer_id: str, file_id: str) -> Stored[Photo]:
    stored = photos.get(file_id)
    if stored is None or stored.value.customer_id != customer_id:
        raise NotFound()
    return stored


def _same(known: Photo, photo: Photo) -> Photo:
    if (known.sha256, known.kind) != (photo.sha256, photo.kind):
        raise Conflict(
            code="id_reused",
            message_id="Nomor permintaan ini sudah dipakai untuk foto yang lain.",
            message_en="This id was used for another photo.",
        )
    return known


def _record(commit: Commit, photo: Photo, what: str, by: Caller) -> None:
    record_audit(
        commit,
        cause=f"{photo.customer_id}.{ulid()}",
        what=what,
        by=by.id,
        subject=f"customer_private/{photo.customer_id}",
        after={"photo": photo.id, "kind": photo.kind},
    )
