"""Files in the private bucket: put whole, read whole, never public. Raises Busy where the bucket does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from shared.core.config import settings
from shared.core.errors import Busy

if TYPE_CHECKING:
    from google.api_core.retry import Retry
    from google.cloud.storage import Bucket

WITHIN_S = 10.0
"""One try; what was answered with 5xx, or not at all, is tried again for as long."""


@cache
def bucket() -> "Bucket":
    """The bucket of what people hand in."""
    from google.cloud import storage

    config = settings()
    return storage.Client(project=config.google_cloud_project).bucket(config.bucket)


def put_file(name: str, data: bytes, media_type: str) -> None:
    """Keep the bytes under this name, in place of what was there."""
    with _or_busy():
        bucket().blob(name).upload_from_string(data, content_type=media_type, timeout=WITHIN_S, retry=_again())


def get_file(name: str) -> bytes | None:
    """The bytes under this name, or None."""
    from google.cloud.exceptions import NotFound

    with _or_busy():
        try:
            data: bytes = bucket().blob(name).download_as_bytes(timeout=WITHIN_S, retry=_again())
        except NotFound:
            return None
    return data


def remove_file(name: str) -> None:
    """Nothing lies under this name any more; nor need it have before."""
    from google.cloud.exceptions import NotFound

    with _or_busy():
        try:
            bucket().blob(name).delete(timeout=WITHIN_S, retry=_again())
        except NotFound:
            return


def remove_folder(prefix: str) -> None:
    """Nothing lies under names that begin so any more; what was put there and never recorded goes too."""
    with _or_busy():
        names = [str(blob.name) for blob in bucket().list_blobs(prefix=prefix, timeout=WITHIN_S, retry=_again())]
    for name in names:
        remove_file(name)


def _again() -> "Retry":
    from google.cloud.storage.retry import DEFAULT_RETRY

    again: Retry = DEFAULT_RETRY.with_delay(initial=0.2, maximum=2).with_timeout(WITHIN_S)
    return again


@contextmanager
def _or_busy() -> Iterator[None]:
    from google.api_core import exceptions
    from requests.exceptions import ConnectionError as Unreached
    from requests.exceptions import Timeout

    try:
        yield
    except (exceptions.RetryError, exceptions.ServerError, exceptions.TooManyRequests, Unreached, Timeout) as error:
        raise Busy() from error
