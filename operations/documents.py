"""Whole collections out of Firestore and back into it, a page at a time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from google.cloud.firestore_v1.types import CommitRequest

from operations.archive import line_of
from shared.core.firestore import client
from shared.core.wire import write_fields

LEFT_OUT = frozenset({"message_secrets", "otp", "otp_tickets"})
"""What opens an account for some minutes: never in a backup, and of no use after."""
PAGE = 1000
AT_ONCE = 400
MOST_BYTES = 8 * 1024 * 1024
"""Firestore takes 10 MiB in one request; cloud.google.com/firestore/quotas."""


def server_time() -> datetime:
    """The moment it is for Firestore, whatever this machine's clock says."""
    moment: datetime = client().document("settings/company").get([]).read_time
    return moment


def collection_names(read_at: datetime | None = None) -> list[str]:
    """Every collection there is; ours have none below their documents."""
    return sorted(str(found.id) for found in client().collections(read_time=read_at))


def lines(collection: str, read_at: datetime | None = None) -> Iterator[str]:
    """Its documents as the archive has them, in the order of their ids, all as they were at one moment."""
    query: Any = client().collection(collection).order_by("__name__").limit(PAGE)
    while True:
        found = list(query.stream(read_time=read_at))
        yield from (line_of(snapshot.id, snapshot._data or {}) for snapshot in found)
        if len(found) < PAGE:
            return
        query = query.start_after(found[-1])


def write_documents(collection: str, documents: Iterable[tuple[str, dict[str, Any]]]) -> int:
    """Write them whole, whatever was there; how many."""
    written, request = 0, _request()
    size = 0
    for document_id, fields in documents:
        write = request.writes.add()
        write.update.name = _path(collection, document_id)
        write_fields(write.update.fields, fields)
        size += write.ByteSize()
        written += 1
        if len(request.writes) == AT_ONCE or size > MOST_BYTES:
            _commit(request)
            request, size = _request(), 0
    _commit(request)
    return written


def wipe(collection: str) -> int:
    """Remove every document of it; how many there were."""
    removed = 0
    query: Any = client().collection(collection).select([]).limit(AT_ONCE)
    while found := [snapshot.id for snapshot in query.stream()]:
        request = _request()
        for document_id in found:
            request.writes.add(delete=_path(collection, document_id))
        _commit(request)
        removed += len(found)
    return removed


def _path(collection: str, document_id: str) -> str:
    return f"{client()._database_string}/documents/{collection}/{document_id}"


def _request() -> Any:
    return CommitRequest.pb(CommitRequest(database=client()._database_string))


def _commit(request: Any) -> None:
    if request.writes:
        client()._firestore_api.commit(request=CommitRequest.wrap(request), metadata=client()._rpc_metadata)
