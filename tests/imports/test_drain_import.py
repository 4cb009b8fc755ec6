"""An import that is too long for one request: a task goes on with it, and nothing that breaks off is made twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from shared.access.audit import entries
from shared.core import clock
from shared.core.errors import Busy, Conflict, NotFound
from shared.core.firestore import Commit
from shared.core.tasks import DrainTask
from shared.customers.repository import customers, customers_private, subscriptions
from shared.imports import import_customers as importing
from shared.imports import repository
from shared.imports.drain_import import drain_import
from shared.imports.import_customers import import_customers
from shared.imports.models import ImportView
from shared.imports.read_import import read_import
from shared.imports.repository import import_pages
from shared.imports.resume_imports import STILL_FOR, resume_imports
from tests.cast import KAMIL, TODAY
from tests.conftest import Enqueued

HEAD = "Nama;No HP;Alamat;Paket;Harga;Tgl Tagihan;Status;User PPPoE;NIK"


def row(number: int) -> str:
    return (
        f"Pelanggan {number};0812{number:08d};Jl. Melati {number};Rumah 20 Mbps;165000;1;Aktif;user{number};"
        f"35710{number:011d}"
    )


ROWS = [row(number) for number in range(1, 151)]


def file(rows: list[str]) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def bring_in(rows: list[str], **more: Any) -> ImportView:
    return import_customers(file(rows), "pelanggan.csv", KAMIL, dry_run=False, **more)


@pytest.fixture(autouse=True)
def _november(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that may not work for a moment."""
    monkeypatch.setattr(importing, "ANSWER_WITHIN_S", 0.0)


def test_what_one_request_cannot_do_a_task_goes_on_with(no_time: None, enqueued: Enqueued) -> None:
    view = bring_in(ROWS, import_id="mine")
    assert (view.status, view.id, view.rows, view.total, view.done, view.created) == ("running", "mine", 150, 150, 0, 0)
    assert enqueued.take("drain") == [DrainTask(queue="imports", job="mine")]
    drain_import("mine")
    view = read_import("mine")
    assert (view.status, view.done, view.created, view.refused) == ("done", 150, 150, 0)
    assert len(customers.find()) == len(subscriptions.find()) == 150
    assert view.columns["name"] == "Nama"
    assert [plan.name for plan in view.new_plans] == ["Rumah 20 Mbps"]


def test_a_task_whose_time_is_up_hands_on_to_another(no_time: None, enqueued: Enqueued) -> None:
    bring_in(ROWS, import_id="mine")
    enqueued.take("drain")
    seen = []
    while (view := read_import("mine")).status == "running":
        drain_import("mine", work_for_s=0.001)
        seen.append(view.done)
        assert len(enqueued.take("drain")) <= 1
        assert len(seen) < 10
    assert seen == sorted(seen)
    assert read_import("mine").created == 150


def test_identity_numbers_are_not_kept_on_their_way(no_time: None) -> None:
    bring_in([*ROWS, ";0812;;;;;;;"], import_id="mine")
    assert any("3571" in stored.value.rows for stored in import_pages.find())
    drain_import("mine")
    assert [stored.value.rows for stored in import_pages.find()] == [""]
    assert len(customers_private.find()) == 150


def test_what_there_is_to_say_of_all_pages_is_told_in_the_end() -> None:
    faulty = ";081299999999;Jl. Mawar;Rumah 20 Mbps;;;;;"
    view = bring_in([faulty, *ROWS, faulty], import_id="mine")
    assert (view.created, view.refused, [note.row for note in view.errors]) == (150, 2, [2, 153])
    assert read_import("mine") == view


class Killed(BaseException):
    """The process ends here."""


def test_stopped_before_any_commit_and_resumed_it_ends_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    commit = Commit.commit
    finished, stop_at = False, 0
    while not finished:
        stop_at += 1
        commits = 0

        def killing(self: Commit, stop_at: int = stop_at) -> Any:
            nonlocal commits
            commits += 1
            if commits == stop_at:
                raise Killed
            return commit(self)

        monkeypatch.setattr(Commit, "commit", killing)
        job = f"job-{stop_at}"
        rows = [row(stop_at * 1_000 + number) for number in range(1, 70)]
        before = len(customers.find())
        try:
            bring_in(rows, import_id=job)
            finished = True
        except Killed:
            pass
        monkeypatch.setattr(Commit, "commit", commit)
        try:
            drain_import(job)
            assert read_import(job).created == 69
            assert len(customers.find()) == before + 69
            assert (
                len([one for one in entries.find(("what", "==", "imported")) if one.value.id.startswith(f"{job}.")])
                == 1
            )
        except NotFound:
            assert len(customers.find()) == before
    assert stop_at > 4


def test_three_at_work_on_one_import_make_nothing_twice(no_time: None) -> None:
    bring_in(ROWS, import_id="mine")
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(drain_import, ["mine"] * 3))
    drain_import("mine")
    view = read_import("mine")
    assert (view.status, view.done, view.created, view.skipped) == ("done", 150, 150, 0)
    assert len(customers.find()) == len(subscriptions.find()) == 150


def test_two_imports_of_one_file_at_once_make_each_customer_once(no_time: None) -> None:
    bring_in(ROWS, import_id="one")
    bring_in(ROWS, import_id="two")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(drain_import, ["one", "two"]))
    one, two = read_import("one"), read_import("two")
    assert (one.done, two.done) == (150, 150)
    assert one.created + two.created == len(customers.find()) == 150


def test_the_same_file_under_the_same_id_is_the_same_import() -> None:
    first = bring_in(ROWS, import_id="mine")
    assert bring_in(ROWS, import_id="mine") == first
    assert first.created == 150
    with pytest.raises(Conflict):
        bring_in(ROWS[:5], import_id="mine")


def test_a_file_sent_again_while_its_import_stands_still_moves_it_on(no_time: None, enqueued: Enqueued) -> None:
    bring_in(ROWS, import_id="mine")
    enqueued.take("drain")
    assert bring_in(ROWS, import_id="mine").status == "running"
    assert enqueued.take("drain") == [DrainTask(queue="imports", job="mine")]


def test_a_customer_changed_again_and_again_is_left_to_a_task(
    enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(import_id: str, work_for_s: float) -> None:
        raise Busy

    monkeypatch.setattr(importing, "drain_import", busy)
    assert bring_in(ROWS, import_id="mine").status == "running"
    assert enqueued.take("drain") == [DrainTask(queue="imports", job="mine")]


def test_an_import_left_behind_is_handed_on_by_the_sweep(
    no_time: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(ROWS, import_id="mine")
    enqueued.take("drain")
    resume_imports()
    assert enqueued.take("drain") == []
    later = clock.real() + STILL_FOR + timedelta(seconds=1)
    monkeypatch.setattr(clock, "real", lambda: later)
    resume_imports()
    assert enqueued.take("drain") == [DrainTask(queue="imports", job="mine")]
    drain_import("mine")
    resume_imports()
    assert enqueued.take("drain") == []


@pytest.mark.parametrize("few", [0, 600])
def test_customers_that_no_import_made_are_found_again(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    numbered = ["No Pelanggan;Nama;No HP;User PPPoE;Paket;Harga"]
    numbered += [f"LAMA-{n};Pelanggan {n};0812{n:08d};user{n};Rumah 20 Mbps;165000" for n in range(1, 6)]
    import_customers("\n".join(numbered).encode(), "x", KAMIL, dry_run=False)
    unnamed = [
        "Nama,No HP,Alamat,Paket,Harga",
        *(f"Warung {n},0813{n:08d},Jl. {n},Rumah 20 Mbps,165000" for n in range(3)),
    ]
    import_customers("\n".join(unnamed).encode(), "x", KAMIL, dry_run=False)
    for stored in repository.claims.find():
        commit = Commit()
        commit.delete(repository.claims, stored)
        commit.commit()
    monkeypatch.setattr(repository, "FEW", few)
    again = ["No Pelanggan;Nama", *(f"{stored.value.id};{stored.value.name}" for stored in customers.find())]
    for sheet in (numbered, unnamed, ["Nama;User PPPoE", *(f"Pelanggan {n};user{n}" for n in range(1, 6))], again):
        for dry_run in (True, False):
            view = import_customers("\n".join(sheet).encode(), "x", KAMIL, dry_run=dry_run)
            assert (view.created, view.refused) == (0, 0), sheet[0]
    assert len(customers.find()) == 8


def test_numbers_have_no_gaps_after_a_small_file() -> None:
    bring_in(ROWS[:3])
    bring_in(ROWS[3:5])
    assert sorted(stored.value.id for stored in customers.find()) == [f"PLG-{n:05d}" for n in range(1, 6)]


def test_who_does_not_wait_is_answered_when_the_file_is_in(enqueued: Enqueued) -> None:
    assert bring_in(ROWS, wait=False).done == 0
    assert len(enqueued.take("drain")) == 1
