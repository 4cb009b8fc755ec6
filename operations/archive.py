"""A provider's data as plain files: what a backup is, and what an owner who leaves takes along.

archive.json               what is in it: counts and hashes of all the rest
documents/<collection>     one JSON line a document, in the order of their ids
accounts.jsonl             who can sign in, without their passwords
files/<name>               what people handed in, as it lies in the bucket

JSON says texts, numbers, lists and maps as they are. What it has no word for is a map of one key: {"$time": "..."}
(nanoseconds, UTC), {"$bytes": "..."} (base64), {"$float": "nan"}, and {"$map": {...}} for a map that would look so.
"""

import base64
import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from google.api_core.datetime_helpers import DatetimeWithNanoseconds

FORMAT = 1
ARCHIVE, ACCOUNTS, DOCUMENTS, FILES = "archive.json", "accounts.jsonl", "documents", "files"


class Damaged(Exception):
    """The archive is not what it says it is; the message names the part."""


def line_of(document_id: str, fields: dict[str, Any]) -> str:
    """One document; the same document always gives the same line."""
    return plain({"id": document_id, "fields": {name: _encoded(value) for name, value in fields.items()}})


def document_of(line: str) -> tuple[str, dict[str, Any]]:
    """(id, fields) of a line."""
    said = json.loads(line)
    return said["id"], {name: _decoded(value) for name, value in said["fields"].items()}


def plain(value: Any) -> str:
    """JSON in one form only: sorted, without spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest_of(lines: Iterable[str]) -> tuple[int, str]:
    """How many lines, and their sha256."""
    count, digest = 0, hashlib.sha256()
    for line in lines:
        count += 1
        digest.update(line.encode() + b"\n")
    return count, digest.hexdigest()


def write_lines(path: Path, lines: Iterable[str]) -> dict[str, Any]:
    """Write them; `{count, sha256}`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:

        def written() -> Iterator[str]:
            for line in lines:
                file.write(line + "\n")
                yield line

        count, sha256 = digest_of(written())
    return {"count": count, "sha256": sha256}


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a part; none where it is not there."""
    if path.exists():
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.removesuffix("\n")


def said_in(folder: Path) -> dict[str, Any]:
    """What the archive says of itself. Raises Damaged."""
    try:
        said: dict[str, Any] = json.loads((folder / ARCHIVE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Damaged(f"{folder} holds no {ARCHIVE}, which is written when a backup is whole.") from error
    if said.get("format") != FORMAT:
        raise Damaged(f"{folder} is of another form ({said.get('format')}) than this version reads ({FORMAT}).")
    return said


def check(folder: Path) -> dict[str, Any]:
    """What the archive says of itself, once each part was found to be so. Raises Damaged."""
    said = said_in(folder)
    parts = {f"{DOCUMENTS}/{name}.jsonl": told for name, told in said["documents"].items()}
    for name, told in {**parts, ACCOUNTS: said["accounts"]}.items():
        count, sha256 = digest_of(read_lines(folder / name))
        if (count, sha256) != (told["count"], told["sha256"]):
            raise Damaged(f"{name} has {count} lines and is not what was written ({told['count']} lines).")
    for name, told in said["files"].items():
        path = file_path(folder, name)
        if not path.is_file() or sha256_of(path.read_bytes()) != told["sha256"]:
            raise Damaged(f"files/{name} is missing or is not what was written.")
    return said


def file_path(folder: Path, name: str) -> Path:
    """Where a file of the bucket lies in the archive. Raises Damaged for a name that leads out of it."""
    path = (folder / FILES / name).resolve()
    if not path.is_relative_to((folder / FILES).resolve()):
        raise Damaged(f"A file's name leads out of the archive: {name!r}.")
    return path


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$time": _moment(value)}
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"$float": repr(value)}
    if isinstance(value, dict):
        inner = {name: _encoded(held) for name, held in value.items()}
        return {"$map": inner} if len(inner) == 1 and next(iter(inner)).startswith("$") else inner
    if isinstance(value, list | tuple):
        return [_encoded(held) for held in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"the archive has no form for a {type(value).__name__}")


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return [_decoded(held) for held in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((tag, held),) = value.items()
        if tag == "$time":
            return DatetimeWithNanoseconds.from_rfc3339(held)  # type: ignore[no-untyped-call]
        if tag == "$bytes":
            return base64.b64decode(held)
        if tag == "$float":
            return float(held)
        if tag == "$map":
            return {name: _decoded(inner) for name, inner in held.items()}
    return {name: _decoded(held) for name, held in value.items()}


def _moment(moment: datetime) -> str:
    nanoseconds = getattr(moment, "nanosecond", None)
    nanoseconds = moment.microsecond * 1000 if nanoseconds is None else nanoseconds
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{nanoseconds:09d}Z"
