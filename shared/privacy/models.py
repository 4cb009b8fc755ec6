"""Photos of customers and the end of what we know of a person: as stored, as they arrive, as they leave."""

from datetime import datetime
from typing import Literal

from flask_openapi3.models.file import FileStorage
from pydantic import Field

from shared.core.fields import RequiredLine
from shared.core.firestore import Record
from shared.core.model import Model

PhotoKind = Literal["ktp", "house"]


# --- stored


class Photo(Record):
    """`customer_photos/{file id}`: a picture in the private bucket, under `customers/{customer id}/{file id}`."""

    customer_id: str
    kind: PhotoKind
    media_type: str
    width: int
    height: int
    bytes: int
    sha256: str
    """Of what is kept, which is the picture drawn anew."""
    uploaded_at: datetime
    by: str


class Erasure(Record):
    """`erasures/{customer id}`: how far a person has been removed; written with each page of it."""

    reason: str
    by: str
    contact_ids: list[str]
    """Contacts that were theirs alone; of their numbers these are digests."""
    part: int = 0
    after: str | None = None
    """The last document of this part that is done."""
    status: Literal["running", "done"] = "running"
    started_at: datetime
    moved_at: datetime
    """On the real clock: the sweep goes on with one that has not moved for two minutes."""


class Sweeping(Record):
    """`retention/{what}`: up to where it has been gone through."""

    at: datetime | None = None
    after: str | None = None


# --- arriving


class PhotoForm(Model):
    """A picture of at most 5 MB: JPEG, PNG or WebP."""

    file: FileStorage
    kind: PhotoKind


class ErasureRequest(Model):
    """Why a person is removed, for the trail."""

    reason: RequiredLine


class Path(Model):
    id: str = Field(max_length=100)


class PhotoPath(Path):
    file_id: str = Field(max_length=100)


# --- leaving


class PhotoView(Model):
    """A photo of a customer for the heads; the picture itself comes by its own address."""

    file_id: str
    kind: PhotoKind
    media_type: str
    width: int
    height: int
    bytes: int
    sha256: str
    uploaded_at: datetime


class PhotoPage(Model):
    items: list[PhotoView]
    next_cursor: str | None


class ErasureView(Model):
    """How far a person has been removed; what is `running` goes on by itself."""

    id: str
    status: Literal["running", "done"]
    started_at: datetime


class RemovedPhoto(Model):
    file_id: str
