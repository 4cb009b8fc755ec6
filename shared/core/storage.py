"""Files in the private bucket: put whole, read whole, never public."""

from functools import cache
from typing import TYPE_CHECKING

from shared.core.config import settings

if TYPE_CHECKING:
    from google.cloud.storage import Bucket

WITHIN_S = 20.0


@cache
def bucket() -> "Bucket":
    """The bucket of what people hand in."""
    from google.cloud import storage

    config = settings()
    return storage.Client(project=config.google_cloud_project).bucket(config.bucket)


def put_file(name: str, data: bytes, media_type: str) -> None:
    """Keep the bytes under this name, in place of what was there."""
    bucket().blob(name).upload_from_string(data, content_type=media_type, timeout=WITHIN_S)


def get_file(name: str) -> bytes | None:
    """The bytes under this name, or None."""
    from google.cloud.exceptions import NotFound

    try:
        data: bytes = bucket().blob(name).download_as_bytes(timeout=WITHIN_S)
    except NotFound:
        return None
    return data


def remove_file(name: str) -> None:
    """Nothing lies under this name any more; nor need it have before."""
    from google.cloud.exceptions import NotFound

    try:
        bucket().blob(name).delete(timeout=WITHIN_S)
    except NotFound:
        return


def remove_folder(prefix: str) -> None:
    """Nothing lies under names that begin so any more; what was put there and never recorded goes too."""
    for blob in list(bucket().list_blobs(prefix=prefix, timeout=WITHIN_S)):
        remove_file(str(blob.name))
