"""A migration may be killed, run twice and run beside the functions: documents end as they should be, each once."""

from typing import Any

import pytest

from operations import migrate as migrating
from operations.documents import lines, write_documents
from operations.migrate import Migration, migrate, progress
from operations.migrations import MIGRATIONS
from shared.core.firestore import Collection, Commit, Record, to_document
from shared.customers.repository import subscriptions
from tests.cast import customer, subscribed


class Lamp(Record):
    """Something stored."""

    watts: int
    bright: bool = False


lamps = Collection("lamps", Lamp)
BRIGHT = Migration("9999", lamps, lambda lamp: lamp.model_copy(update={"bright": lamp.watts > 60}))


def quiet(_: str) -> None:
    """Say nothing."""


@pytest.fixture(autouse=True)
def small_pages(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "PAGE", 3)


def keep(count: int) -> None:
    write_documents("lamps", [(f"l{number:02d}", {"watts": number * 10}) for number in range(count)])


def test_every_document_is_as_it_should_be_and_a_second_run_changes_nothing() -> None:
    keep(10)
    migrate([BRIGHT], quiet)
    assert [one.value.bright for one in lamps.find(by_id=True)] == [number > 6 for number in range(10)]
    far = progress.get("9999")
    assert far is not None
    assert (far.value.seen, far.value.changed) == (10, 10)
    before = list(lines("lamps"))
    times = [one.update_time for one in lamps.find(by_id=True)]
    commit = Commit()
    commit.delete(progress, far)
    commit.commit()
    migrate([BRIGHT], quiet)
    assert list(lines("lamps")) == before
    assert [one.update_time for one in lamps.find(by_id=True)] == times, "nothing was written"


def test_one_that_was_killed_goes_on_after_its_last_page() -> None:
    keep(10)
    seen: list[str] = []

    def dies(lamp: Lamp) -> Lamp:
        seen.append(lamp.id)
        if len(seen) == 5:
            raise KeyboardInterrupt
        return lamp.model_copy(update={"bright": True})

    dying = Migration("9999", lamps, dies)
    with pytest.raises(KeyboardInterrupt):
        migrate([dying], quiet)
    migrate([dying], quiet)
    assert all(one.value.bright for one in lamps.find())
    assert seen[5:7] == ["l03", "l04"], "from the page it died in"


def test_what_somebody_writes_meanwhile_is_not_lost() -> None:
    keep(1)

    def raced(lamp: Lamp) -> Lamp:
        if lamp.watts == 0:
            write_documents("lamps", [("l00", {"watts": 100})])
        return lamp.model_copy(update={"bright": lamp.watts > 60})

    migrate([Migration("9999", lamps, raced)], quiet)
    (one,) = lamps.find()
    assert (one.value.watts, one.value.bright) == (100, True)


def test_lines_of_before_there_were_routers_are_found_by_theirs() -> None:
    _, line = subscribed(customer(1, "Budi"))
    document: dict[str, Any] = to_document(line)
    assert "router_due" in document
    write_documents(
        "subscriptions", [(line.id, {name: held for name, held in document.items() if name != "router_due"})]
    )
    assert subscriptions.count(("router_due", "==", line.router_due)) == 0
    migrate(MIGRATIONS, quiet)
    assert subscriptions.count(("router_due", "==", line.router_due)) == 1


def test_migrations_are_numbered_and_keep_their_order() -> None:
    assert [one.id for one in MIGRATIONS] == [f"{number:04d}" for number in range(1, len(MIGRATIONS) + 1)]
