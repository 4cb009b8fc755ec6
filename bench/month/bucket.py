"""A bucket in memory that counts, as google.cloud.storage's where shared/core/storage.py calls it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.month.cloud import Cloud


class Bucket:
    """`files` by name."""

    def __init__(self, cloud: "Cloud") -> None:
        self.cloud = cloud
        self.files: dict[str, bytes] = {}

    def blob(self, name: str) -> "Blob":
        return Blob(self, name)


@dataclass(frozen=True)
class Blob:
    """One file."""

    bucket: Bucket
    name: str

    def upload_from_string(self, data: bytes, **_: Any) -> None:
        self.bucket.cloud.live.files_put += 1
        self.bucket.cloud.month.file_bytes += len(data)
        self.bucket.files[self.name] = data

    def download_as_bytes(self, **_: Any) -> bytes:
        self.bucket.cloud.live.files_got += 1
        return self.bucket.files[self.name]
