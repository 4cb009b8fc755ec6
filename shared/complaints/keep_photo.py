"""Keep a picture that belongs to a complaint in the private bucket, before the commit that tells of it."""

from shared.complaints.models import ComplaintEvent, KeptPhoto, PhotoKind
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.ids import digest
from shared.core.pictures import clean_picture
from shared.core.storage import put_file


def keep_photo(customer_id: str, sent: bytes, *, cause: str, by: str, kind: PhotoKind = "report") -> KeptPhoto:
    """The picture as it is kept: drawn anew, without its metadata. The same picture of a cause is kept once.

    Raises TooLarge, 415 for what is no picture, Busy.
    """
    picture = clean_picture(sent)
    file_id = digest("complaint photo", customer_id, cause, picture.sha256)
    put_file(path_of(customer_id, file_id), picture.data, picture.media_type)
    return KeptPhoto(
        file_id=file_id, kind=kind, media_type=picture.media_type, sha256=picture.sha256, at=clock.now(), by=by
    )


def refuse_other_picture(known: ComplaintEvent, photo: KeptPhoto) -> None:
    """Raises Conflict `id_reused` where the act of this id brought another picture."""
    if known.file_id != photo.file_id:
        raise Conflict(
            code="id_reused",
            message_id="Nomor permintaan ini sudah dipakai untuk foto yang lain.",
            message_en="This id was used for another picture.",
        )


def path_of(customer_id: str, file_id: str) -> str:
    """Where it lies in the bucket."""
    return f"{folder_of(customer_id)}{file_id}"


def folder_of(customer_id: str) -> str:
    """Where all pictures of a customer's complaints lie."""
    return f"complaints/{customer_id}/"
