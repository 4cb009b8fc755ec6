"""A backup is everything, a restore is the same to the byte, and billing goes on as if nothing had been."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import firebase_admin.auth
import pytest
from google.api_core.datetime_helpers import DatetimeWithNanoseconds
from hypothesis import given
from hypothesis import strategies as st

from bench.people import ON, keep_people
from operations.archive import Damaged, check, digest_of, document_of, line_of
from operations.backup import back_up, write_tables
from operations.documents import collection_names, lines, write_documents
from operations.place import Place, Unusable
from operations.restore import empty, restore
from shared.access.models import SYSTEM
from shared.billing.issue_invoices import issue_slice
from shared.billing.models import SLICES
from shared.billing.repository import invoices
from shared.billing.start_run import start_run
from shared.core import auth, clock
from shared.core.storage import get_file, put_file
from tests.conftest import Enqueued

Enter = Callable[[str], Place]
PEOPLE = 40
NEXT = date(2027, 1, 1)
BOOKS = ("invoices", "ledger", "customers", "subscriptions", "messages")
NOON = datetime(2026, 12, 1, 5, tzinfo=UTC)
PICTURE = b"\x89PNG not really"


def quiet(_: str) -> None:
    """Say nothing."""


def bill(on: date) -> int:
    """Issue what is due; how many bills there are then."""
    run = start_run(on, SYSTEM)
    for number in range(SLICES):
        issue_slice(run.id, number)
    return invoices.count(("period", "==", f"{on:%Y-%m}"))


@pytest.fixture
def provider(place: Enter, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Enter:
    """A provider with a month billed, a proof in the bucket, somebody who can sign in, and a code just sent."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr(clock, "real", lambda: NOON)
    place("a")
    keep_people(1, PEOPLE)
    assert bill(ON) == PEOPLE
    put_file("proofs/PLG-00001/bukti 1.png", PICTURE, "image/png")
    write_documents("otp", [("x", {"codes": ["1234"]})])
    if not [user for user in firebase_admin.auth.list_users(app=auth.firebase_app()).users if user.uid == "kamil"]:
        firebase_admin.auth.create_user(
            uid="kamil", email="kamil@isp.test", password="rahasia-sekali", app=auth.firebase_app()
        )
    return place


def books() -> dict[str, tuple[int, str]]:
    return {name: digest_of(lines(name)) for name in BOOKS}


def test_billing_goes_on_after_a_restore_as_if_nothing_had_been(provider: Enter, folder: Path) -> None:
    back_up(provider("a"), folder, quiet)
    before = {name: digest_of(lines(name)) for name in collection_names() if name != "otp"}
    restore(provider("b"), folder, wiping=False, say=quiet)
    assert {name: digest_of(lines(name)) for name in collection_names()} == before
    assert get_file("proofs/PLG-00001/bukti 1.png") == PICTURE
    assert bill(NEXT) == PEOPLE
    restored = books()
    provider("a")
    assert bill(NEXT) == PEOPLE
    assert books() == restored
    assert bill(NEXT) == PEOPLE, "a second run finds nothing"


def test_what_was_lost_is_back_where_it_was(provider: Enter, folder: Path) -> None:
    here = provider("a")
    back_up(here, folder, quiet)
    before = books()
    empty(collection_names(), quiet)
    assert collection_names() == []
    assert get_file("proofs/PLG-00001/bukti 1.png") is None
    restore(here, folder, wiping=False, say=quiet)
    assert books() == before
    assert get_file("proofs/PLG-00001/bukti 1.png") == PICTURE


def test_nothing_is_overwritten_unless_it_is_asked_for(provider: Enter, folder: Path) -> None:
    here = provider("a")
    back_up(here, folder, quiet)
    before = books()
    assert bill(NEXT) == PEOPLE
    with pytest.raises(Unusable, match="WIPE=yes"):
        restore(here, folder, wiping=False, say=quiet)
    restore(here, folder, wiping=True, say=quiet)
    assert books() == before


def test_codes_and_passwords_are_in_no_backup(provider: Enter, folder: Path) -> None:
    said = back_up(provider("a"), folder, quiet)
    assert "otp" not in said["documents"]
    assert {"message_secrets", "otp", "otp_tickets"} == set(said["left_out"])
    (account,) = [json.loads(line) for line in (folder / "accounts.jsonl").read_text().splitlines() if "kamil" in line]
    assert account.keys() == {"uid", "email", "email_verified", "name", "disabled", "claims"}
    assert folder.stat().st_mode & 0o077 == 0


def test_an_archive_that_broke_off_or_was_changed_is_refused_before_anything_is_touched(
    provider: Enter, folder: Path
) -> None:
    here = provider("a")
    back_up(here, folder, quiet)
    before = books()
    path = folder / "documents" / "ledger.jsonl"
    whole = path.read_text()
    for changed in (whole.replace("165000", "1", 1).replace("82500", "1", 1), whole[: len(whole) // 2], ""):
        path.write_text(changed)
        with pytest.raises(Damaged, match="ledger"):
            restore(here, folder, wiping=True, say=quiet)
    path.write_text(whole)
    (folder / "archive.json").rename(folder / "archive.json.half")
    with pytest.raises(Damaged, match="whole"):
        restore(here, folder, wiping=True, say=quiet)
    assert books() == before


def test_a_backup_does_not_mix_with_another(provider: Enter, folder: Path) -> None:
    back_up(provider("a"), folder, quiet)
    with pytest.raises(Unusable, match="not empty"):
        back_up(provider("a"), folder, quiet)


def test_a_files_name_cannot_lead_out_of_the_archive(provider: Enter, folder: Path) -> None:
    here = provider("a")
    back_up(here, folder, quiet)
    said = json.loads((folder / "archive.json").read_text())
    said["files"]["../../outside"] = {"bytes": 1, "sha256": "x", "media_type": ""}
    (folder / "archive.json").write_text(json.dumps(said))
    with pytest.raises(Damaged, match="leads out"):
        check(folder)


def test_an_owner_who_leaves_takes_tables_along(provider: Enter, folder: Path) -> None:
    back_up(provider("a"), folder, quiet)
    write_tables(folder)
    table = (folder / "tables" / "customers.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == PEOPLE + 1
    assert table[0].startswith("id,address,")
    assert "'+62812" in table[1], "a phone is no formula"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text()
    | st.binary() | st.datetimes(timezones=st.just(UTC)).filter(lambda moment: moment.year > 1970),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5) | st.sampled_from(["$time", "$map", "$x"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.text(min_size=1), st.dictionaries(st.text(min_size=1), VALUES, max_size=4))
def test_whatever_a_document_holds_comes_back(document_id: str, fields: dict[str, Any]) -> None:
    line = line_of(document_id, fields)
    assert "\n" not in line
    assert document_of(line) == (document_id, fields)
    assert line_of(*document_of(line)) == line


def test_moments_keep_their_nanoseconds_and_numbers_their_kind() -> None:
    moment = DatetimeWithNanoseconds.from_rfc3339("2026-12-01T05:00:00.123456789Z")  # type: ignore[no-untyped-call]
    _, fields = document_of(line_of("x", {"at": moment, "one": 1, "real": 1.0}))
    assert fields["at"].nanosecond == 123456789
    assert (type(fields["one"]), type(fields["real"])) == (int, float)
