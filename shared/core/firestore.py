"""Firestore as we use it: typed collections, one commit per effect, and a race that is lost is decided again.

A use case reads what it needs (`Collection.get`), decides with pure code, and writes everything in one `Commit`
whose preconditions are the `update_time` of what it read. Who loses the race reads again (`attempt`).
"""

import base64
import json
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as time_of_day
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, cast

from pydantic import ConfigDict, PlainSerializer, WithJsonSchema

from shared.core.config import settings
from shared.core.errors import Busy, invalid
from shared.core.model import Model
from shared.core.wire import write_fields, write_moment

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentReference

Day = Annotated[date, PlainSerializer(lambda day: day.isoformat(), return_type=str)]
"""A date as Firestore keeps it: text that sorts."""

Hour = Annotated[
    time_of_day,
    PlainSerializer(lambda hour: hour.isoformat("minutes"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$", "examples": ["20:00"]}),
]
"""A time of day as Firestore keeps it: text, `20:00`."""

Filter = tuple[str, str, Any]
"""(field path, operator, value), for instance ("status", "==", "open")."""

Order = tuple[str, str]
"""(field path, "ASCENDING" or "DESCENDING")."""

T = TypeVar("T")
ATTEMPTS = 10
ENTRIES_A_READ = 1000
"""Index entries that Firestore counts for the price of one document read."""


class Record(Model):
    """A stored document. `id` is its name and is not stored inside it."""

    model_config = ConfigDict(extra="ignore")

    id: str


R = TypeVar("R", bound=Record)


class LostRace(Exception):
    """Somebody else changed what this commit was decided on: read again and decide again."""


class AlreadyThere(LostRace):
    """A document this commit was to create exists: what it stands for was done before."""


@dataclass(frozen=True)
class Stored(Generic[R]):
    """A record as it was read, with the moment of its last write, which a Commit uses as precondition."""

    value: R
    update_time: datetime
    document: dict[str, Any]


@dataclass(frozen=True)
class Page(Generic[R]):
    """Some records of a long list; `next_cursor` asks for the following ones, None at the end."""

    items: list[R]
    next_cursor: str | None


@dataclass(frozen=True)
class Tally:
    """How many documents there are, and the sums of some of their fields."""

    count: int
    sums: dict[str, int]


@dataclass(frozen=True)
class QueryShape:
    """What decides which index a query needs: collection, fields with kind of operator, order."""

    collection: str
    filters: tuple[tuple[str, str], ...]
    orders: tuple[Order, ...]


queries_run: set[QueryShape] = set()
"""Shapes of the queries this process ran: the test of firestore.indexes.json reads it."""


@dataclass
class Operations:
    """Documents this process read and wrote, as Firestore bills them; a precondition without a change is a write."""

    reads: int = 0
    writes: int = 0


operations = Operations()


@cache
def client() -> "Client":
    """The process's Firestore client."""
    from google.cloud import firestore

    return firestore.Client(project=settings().google_cloud_project)


def to_document(record: Model) -> dict[str, Any]:
    """A record as Firestore stores it: dates as text, moments as timestamps, without its id."""
    return record.model_dump(mode="python", exclude={"id"})


class Collection(Generic[R]):
    """One collection of records of one kind."""

    def __init__(self, name: str, model: type[R]) -> None:
        self.name = name
        self.model = model

    def ref(self, record_id: str) -> "DocumentReference":
        return client().document(f"{self.name}/{record_id}")

    def get(self, record_id: str) -> Stored[R] | None:
        """The record, or None. One document read; none for an id that Firestore does not take."""
        if not _is_usable(record_id):
            return None
        snapshot = self.ref(record_id).get()
        operations.reads += 1
        return self._stored(snapshot) if snapshot.exists else None

    def get_many(self, record_ids: Iterable[str]) -> dict[str, Stored[R]]:
        """Those records that exist, by id. One document read each, one round trip."""
        refs = [self.ref(record_id) for record_id in dict.fromkeys(record_ids) if _is_usable(record_id)]
        if not refs:
            return {}
        operations.reads += len(refs)
        found = (snapshot for snapshot in client().get_all(refs) if snapshot.exists)
        return {snapshot.id: self._stored(snapshot) for snapshot in found}

    def find(
        self,
        *filters: Filter,
        order: Sequence[Order] = (),
        limit: int | None = None,
        after: Sequence[Any] | None = None,
        by_id: bool = False,
        leave_out: Sequence[str] = (),
    ) -> list[Stored[R]]:
        """Records matching all filters, equal ones by id. `after` is the order's values and id of the last seen.

        Fields in `leave_out` are not sent and have their defaults: for reading only, never to be written back.
        """
        query = self._query(filters, order, by_id=by_id)
        if leave_out:
            query = query.select([name for name in self.model.model_fields if name not in ("id", *leave_out)])
        if after is not None:
            fields = [field for field, _ in order]
            *values, last_id = after
            query = query.start_after({**dict(zip(fields, values, strict=True)), "__name__": self.ref(last_id)})
        if limit is not None:
            query = query.limit(limit)
        found = [self._stored(snapshot) for snapshot in query.stream()]
        operations.reads += max(1, len(found))
        return found

    def page(
        self,
        *filters: Filter,
        order: Sequence[Order] = (),
        limit: int,
        cursor: str | None = None,
        leave_out: Sequence[str] = (),
    ) -> Page[R]:
        """At most `limit` records from `cursor` on, as `find`. Raises Invalid for a cursor that is not ours."""
        after = _decode_cursor(cursor, len(order) + 1) if cursor else None
        found = self.find(*filters, order=order, limit=limit + 1, after=after, by_id=True, leave_out=leave_out)
        items = [stored.value for stored in found[:limit]]
        if len(found) <= limit:
            return Page(items, None)
        last = found[limit - 1]
        return Page(items, _encode_cursor([_at(last.document, field) for field, _ in order] + [last.value.id]))

    def count(self, *filters: Filter) -> int:
        """How many match: one read per thousand index entries."""
        result: Any = self._query(filters, ()).count()
        number = int(result.get()[0][0].value)
        operations.reads += max(1, -(-number // ENTRIES_A_READ))
        return number

    def tally(self, *filters: Filter, sums: Sequence[str]) -> "Tally":
        """How many match, and the sums of these int fields over them: one read per thousand index entries."""
        query: Any = self._query(filters, (), summed=sums).count(alias="count")
        for field in sums:
            query = query.sum(field, alias=field)
        told = {one.alias: int(one.value or 0) for one in query.get()[0]}
        operations.reads += max(1, -(-told["count"] // ENTRIES_A_READ))
        return Tally(told["count"], {field: told[field] for field in sums})

    def _query(
        self, filters: Sequence[Filter], order: Sequence[Order], *, by_id: bool = False, summed: Sequence[str] = ()
    ) -> Any:
        from google.cloud.firestore_v1.base_query import FieldFilter

        query: Any = client().collection(self.name)
        for field, operator, value in filters:
            query = query.where(filter=FieldFilter(field, operator, _plain(value)))
        for field, direction in order:
            query = query.order_by(field, direction=direction)
        if order or by_id:
            query = query.order_by("__name__", direction=order[-1][1] if order else "ASCENDING")
        kinds = tuple(sorted((field, "==" if op in ("==", "in") else "range") for field, op, _ in filters))
        # What is summed up lies in the index too, behind what is looked for.
        ranges = [field for field, kind in kinds if kind == "range"] if summed else []
        in_index = tuple((field, "ASCENDING") for field in dict.fromkeys([*ranges, *summed]))
        queries_run.add(QueryShape(self.name, kinds, (*order, *in_index)))
        return query

    def _stored(self, snapshot: Any) -> Stored[R]:
        document = snapshot._data or {}  # to_dict() would copy it, and nobody else holds it
        return Stored(self.model.model_validate({**document, "id": snapshot.id}), snapshot.update_time, document)


class Commit:
    """Writes that become true together or not at all. At most 500, Firestore's limit being 10 MiB."""

    def __init__(self) -> None:
        from google.cloud.firestore_v1.types import CommitRequest

        self._request: Any = CommitRequest.pb(CommitRequest(database=client()._database_string))

    @property
    def writes(self) -> int:
        """How many documents it writes or holds to their state so far."""
        return len(self._request.writes)

    def create(self, collection: Collection[R], record: R) -> None:
        """Write a new record; the commit fails with AlreadyThere if it exists."""
        write = self._write(collection, record.id)
        write_fields(write.update.fields, to_document(record))
        write.current_document.exists = False

    def update(self, collection: Collection[R], before: Stored[R], after: R) -> None:
        """Write what changed; the commit fails with LostRace if the record changed since it was read."""
        document = to_document(after)
        changes = {field: value for field, value in document.items() if before.document.get(field, _ABSENT) != value}
        write = self._write(collection, after.id, before)
        write_fields(write.update.fields, changes)
        write.update_mask.field_paths.extend(_quoted(field) for field in changes)

    def put(self, collection: Collection[R], record: R) -> None:
        """Write a record whole, whatever was there: only for what has a single writer."""
        write_fields(self._write(collection, record.id).update.fields, to_document(record))

    def delete(self, collection: Collection[R], before: Stored[R]) -> None:
        """Remove a record; the commit fails with LostRace if it changed since it was read."""
        write = self._request.writes.add(delete=collection.ref(before.value.id)._document_path)
        write_moment(write.current_document.update_time, before.update_time)

    def verify(self, collection: Collection[R], before: Stored[R]) -> None:
        """Change nothing, but fail with LostRace if the record changed since it was read."""
        self._write(collection, before.value.id, before)

    def commit(self) -> datetime:
        """Make it true; the moment it became so. Raises AlreadyThere or LostRace when it cannot be."""
        from google.api_core import exceptions
        from google.cloud.firestore_v1.types import CommitRequest

        try:
            done: Any = client()._firestore_api.commit(
                request=CommitRequest.wrap(self._request), metadata=client()._rpc_metadata, retry=None
            )
        except exceptions.AlreadyExists as error:
            raise AlreadyThere from error
        except (exceptions.FailedPrecondition, exceptions.Aborted, exceptions.NotFound) as error:
            raise LostRace from error
        operations.writes += self.writes
        return cast(datetime, done.commit_time)

    def _write(self, collection: Collection[R], record_id: str, before: Stored[R] | None = None) -> Any:
        """A write of one document; on what was read `before` it only acts if that is still so.

        Its empty mask then keeps every field, and the document's update_time, as they are until a field is named.
        """
        write = self._request.writes.add()
        write.update.name = collection.ref(record_id)._document_path
        if before is not None:
            write.update_mask.SetInParent()
            write_moment(write.current_document.update_time, before.update_time)
        return write


def attempt(decide: Callable[[], T]) -> T:
    """Run a read-decide-commit until it wins, at most 10 times with jitter; then Busy (503)."""
    for tried in range(ATTEMPTS):
        try:
            return decide()
        except LostRace:
            time.sleep(random.uniform(0.005, 0.02) * (tried + 1))  # noqa: S311 - spreads out racers, no secret
    raise Busy()


_ABSENT = object()
_RESERVED = re.compile(r"^(\.|\.\.|__.*__)$", re.DOTALL)
ID_BYTES = 1500


def _is_usable(record_id: str) -> bool:
    # firebase.google.com/docs/firestore/quotas, "Constraints on document IDs"
    too_long = len(record_id.encode("utf-8", "replace")) > ID_BYTES
    return bool(record_id) and "/" not in record_id and not _RESERVED.match(record_id) and not too_long


@cache
def _quoted(name: str) -> str:
    from google.cloud.firestore_v1.field_path import FieldPath

    return str(FieldPath(name).to_api_repr())


def _plain(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def _at(document: dict[str, Any], path: str) -> Any:
    value: Any = document
    for part in path.split("."):
        value = value[part]
    return value


def _is_a_place(value: Any) -> bool:
    """Whether a cursor of ours can say this: what a field is ordered by, or an id."""
    is_large = isinstance(value, int) and abs(value) > 2**53
    return isinstance(value, str | int | datetime) and not is_large


def _encode_cursor(values: list[Any]) -> str:
    plain = [{"at": value.isoformat()} if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode_cursor(cursor: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        decoded: list[Any] = [
            datetime.fromisoformat(value["at"]) if isinstance(value, dict) else value for value in values
        ]
        if len(decoded) != length or not all(map(_is_a_place, decoded)) or not _is_usable(decoded[-1]):
            raise ValueError
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise invalid("cursor", "Penanda halaman tidak dikenal.", "This cursor is not ours.") from error
    return decoded
