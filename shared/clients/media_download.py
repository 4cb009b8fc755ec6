"""Bring a file that somebody sent: never more than asked for, and compared with what the provider said of it."""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from shared.core.errors import Busy

if TYPE_CHECKING:
    import requests

CHUNK = 64 * 1024


class MediaGone(Exception):
    """The file cannot be had any more, or is none that we take: `expired`, `too_large` or `differs`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LinkExpired(Exception):
    """This link is of no use any more; another one may be."""


def download(url: str, headers: dict[str, str], most_bytes: int, *, auth: tuple[str, str] | None = None) -> bytes:
    """What lies there. Raises LinkExpired, MediaGone `too_large`, or Busy where the provider does not answer."""
    import requests

    try:
        with session().get(url, headers=headers, timeout=(5, 20), stream=True, auth=auth) as answer:
            if answer.status_code >= 500 or answer.status_code == 429:
                raise Busy()
            if answer.status_code != 200 or _is_json(answer):
                raise LinkExpired()
            return _read(answer, most_bytes)
    except requests.RequestException as error:
        raise Busy() from error


def check_digest(data: bytes, sha256: str) -> None:
    """Raises MediaGone `differs` unless this is their digest, hexadecimal or base64; empty: nothing is known of it."""
    digest = hashlib.sha256(data).digest()
    if sha256 and sha256.lower() != digest.hex() and sha256 != base64.b64encode(digest).decode():
        raise MediaGone("differs")


@cache
def session() -> "requests.Session":
    """Connections of our own for media, apart from those that send."""
    import requests

    return requests.Session()


def _is_json(answer: "requests.Response") -> bool:
    """An error in the place of a file: nobody sends us JSON."""
    return answer.headers.get("Content-Type", "").partition(";")[0].strip() == "application/json"


def _read(answer: "requests.Response", most_bytes: int) -> bytes:
    data = bytearray()
    for chunk in answer.iter_content(CHUNK):
        data += chunk
        if len(data) > most_bytes:
            raise MediaGone("too_large")
    return bytes(data)
