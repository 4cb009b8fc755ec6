"""`make migrate ENV=...`: brings stored documents to the form of today; `make deploy` does it too.

It may be run twice, and twice at the same time: a document is written only where it is not yet as it should be, on the
state it was read in; how far it came is kept, so one that was killed goes on.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from operations.place import Unusable, enter
from shared.core import clock
from shared.core.firestore import Collection, Commit, Record, Stored, attempt, to_document

PAGE = 200


@dataclass(frozen=True)
class Migration:
    """`change` is pure and gives a record as it should be; of one that is so already, itself."""

    id: str
    collection: Collection[Any]
    change: Callable[[Any], Any]


class Progress(Record):
    """`migrations/{id}`: how far one has come, and when it was done."""

    cursor: str = ""
    seen: int = 0
    changed: int = 0
    done_at: datetime | None = None


progress = Collection("migrations", Progress)


def migrate(migrations: Sequence[Migration], say: Callable[[str], None] = print) -> None:
    """Run those that are not done."""
    for migration in migrations:
        stored = progress.get(migration.id)
        far = stored.value if stored else Progress(id=migration.id)
        while far.done_at is None:
            far = _page(migration, far)
        say(f"  {migration.id}: {far.seen} {migration.collection.name} looked at, {far.changed} changed")


def _page(migration: Migration, far: Progress) -> Progress:
    after = [far.cursor] if far.cursor else None
    found = migration.collection.find(limit=PAGE, after=after, by_id=True)
    changed = sum(_change(migration, one) for one in found)
    far = far.model_copy(
        update={
            "cursor": found[-1].value.id if found else far.cursor,
            "seen": far.seen + len(found),
            "changed": far.changed + changed,
            "done_at": None if len(found) == PAGE else clock.real(),
        }
    )
    commit = Commit()
    commit.put(progress, far)
    commit.commit()
    return far


def _change(migration: Migration, read: Stored[Any]) -> bool:
    """Whether it had to be changed. A lost race reads it again; one that was removed meanwhile needs nothing."""
    stored: Stored[Any] | None = read

    def decide() -> bool:
        nonlocal stored
        before, stored = stored, None
        before = before or migration.collection.get(read.value.id)
        if before is None or to_document(after := migration.change(before.value)) == before.document:
            return False
        commit = Commit()
        commit.update(migration.collection, before, after)
        commit.commit()
        return True

    return attempt(decide)


def main() -> None:
    """Read the command line."""
    from operations.migrations import MIGRATIONS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--env", required=True)
    given = parser.parse_args()
    try:
        enter(given.env)
        migrate(MIGRATIONS)
    except Unusable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
