"""What is written to Firestore and read back is what it was."""

from datetime import UTC, datetime
from typing import Any

import pytest
from google.cloud import firestore as library
from google.cloud.firestore_v1 import _helpers
from google.cloud.firestore_v1.types import Document
from hypothesis import given
from hypothesis import strategies as st

from shared.core.firestore import AlreadyThere, Collection, Commit, LostRace, Record, client
from shared.core.wire import write_fields

FIRST, LAST = datetime(1970, 1, 2), datetime(2200, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
MOMENTS = st.datetimes(min_value=FIRST, max_value=LAST, timezones=st.just(UTC))
INTS = st.integers(min_value=-(2**63), max_value=2**63 - 1)
SIMPLE = st.none() | st.booleans() | INTS | st.floats(allow_nan=False) | st.text() | st.binary() | MOMENTS
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=10,
)


class Shelf(Record):
    """A document of any fields."""

    content: dict[str, Any] = {}
    label: str = ""


shelves = Collection("shelves", Shelf)


@given(st.dictionaries(st.text(min_size=1), VALUES, max_size=5))
def test_a_document_is_written_as_the_library_writes_it(document: dict[str, Any]) -> None:
    ours, theirs = Document.pb(Document()), Document.pb(Document(fields=_helpers.encode_dict(document)))
    write_fields(ours.fields, document)
    assert ours == theirs


def test_what_firestore_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        write_fields(Document.pb(Document()).fields, {"x": object()})


def test_only_the_fields_that_changed_are_written(db: None) -> None:
    _keep(Shelf(id="a", label="one", content={"kept": True}))
    seen = shelves.get("a")
    assert seen is not None
    client().document("shelves/a").set({"other": 1}, merge=True)
    fresh = shelves.get("a")
    assert fresh is not None
    commit = Commit()
    commit.update(shelves, fresh, fresh.value.model_copy(update={"label": "two"}))
    commit.commit()
    assert client().document("shelves/a").get().to_dict() == {"label": "two", "content": {"kept": True}, "other": 1}


def test_a_change_that_changes_nothing_still_holds_to_what_was_read(db: None) -> None:
    _keep(Shelf(id="a"))
    seen = shelves.get("a")
    assert seen is not None
    client().document("shelves/a").update({"label": "moved"})
    for write in (lambda c: c.update(shelves, seen, seen.value), lambda c: c.verify(shelves, seen)):
        commit = Commit()
        write(commit)
        with pytest.raises(LostRace):
            commit.commit()


def test_what_is_held_to_keeps_its_fields_and_the_moment_of_its_last_write(db: None) -> None:
    _keep(Shelf(id="a", label="one"))
    seen = shelves.get("a")
    assert seen is not None
    commit = Commit()
    commit.verify(shelves, seen)
    commit.commit()
    assert shelves.get("a") == seen


def test_creating_what_is_there_says_so(db: None) -> None:
    _keep(Shelf(id="a"))
    with pytest.raises(AlreadyThere):
        _keep(Shelf(id="a"))


def test_deleting_what_changed_loses_the_race(db: None) -> None:
    _keep(Shelf(id="a"))
    seen = shelves.get("a")
    assert seen is not None
    client().document("shelves/a").update({"label": "moved"})
    commit = Commit()
    commit.delete(shelves, seen)
    with pytest.raises(LostRace):
        commit.commit()
    fresh = shelves.get("a")
    assert fresh is not None
    commit = Commit()
    commit.delete(shelves, fresh)
    commit.commit()
    assert shelves.get("a") is None


def test_putting_replaces_whole(db: None) -> None:
    client().document("shelves/a").set({"label": "one", "other": 1, "at": library.SERVER_TIMESTAMP})
    commit = Commit()
    commit.put(shelves, Shelf(id="a", label="two"))
    commit.commit()
    assert client().document("shelves/a").get().to_dict() == {"label": "two", "content": {}}


def _keep(shelf: Shelf) -> None:
    commit = Commit()
    commit.create(shelves, shelf)
    commit.commit()
