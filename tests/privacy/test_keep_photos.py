"""Photos of KTP and house are for owner and admin, in their areas; each look is written down; nothing else is kept."""

from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.access.audit import entries
from shared.core.firestore import Commit
from shared.core.pictures import MOST_BYTES, clean_picture
from shared.core.storage import get_file
from shared.customers.repository import customers
from tests.access.doors import ASIH, Doors, employ
from tests.cast import customer

BUDI = customer(81001, area_id="utara")


@pytest.fixture
def budi(doors: Doors) -> str:
    commit = Commit()
    commit.put(customers, BUDI)
    commit.commit()
    return f"/api/customers/{BUDI.id}/photos"


def send(doors: Doors, path: str, sent: bytes, who: str = "demo-owner", key: str = "", **more: Any) -> TestResponse:
    data = {"file": (BytesIO(sent), "../../x.exe"), "kind": "ktp", **more}
    return doors.call("POST", path, who, data=data, headers={"Idempotency-Key": key} if key else {})


def looks() -> list[tuple[str, str, Any]]:
    found = entries.find(("what", "==", "looked_at_photo"))
    return [(one.value.by, one.value.subject, one.value.after["photo"]) for one in found]


def test_it_goes_up_comes_down_and_goes_away(doors: Doors, budi: str, ktp: bytes) -> None:
    sent = send(doors, budi, ktp)
    assert sent.status_code == 201
    told = sent.get_json()
    assert (told["kind"], told["media_type"], told["width"]) == ("ktp", "image/jpeg", 80)
    assert told["sha256"] == clean_picture(ktp).sha256
    assert doors.get(budi)["items"] == [told]
    assert looks() == []
    one = f"{budi}/{told['file_id']}"
    seen = doors.call("GET", one, "demo-admin")
    assert (seen.status_code, seen.mimetype) == (200, "image/jpeg")
    assert seen.headers["Cache-Control"] == "private, no-store"
    assert b"Jalan Melati 5" in ktp
    assert b"Jalan Melati 5" not in seen.data
    assert looks() == [("demo-admin", f"customer_private/{BUDI.id}", told["file_id"])]
    doors.delete(one)
    assert doors.call("GET", one, "demo-owner").status_code == 404
    assert doors.call("DELETE", one, "demo-owner").status_code == 404
    assert doors.get(budi)["items"] == []
    assert get_file(f"customers/{BUDI.id}/{told['file_id']}") is None


def test_the_same_upload_twice_is_one_photo(doors: Doors, budi: str, ktp: bytes) -> None:
    first, again = (send(doors, budi, ktp, key="k-1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()
    other = send(doors, budi, ktp, key="k-1", kind="house")
    assert (other.status_code, other.get_json()["code"]) == (409, "id_reused")
    assert len(doors.get(budi)["items"]) == 1


@pytest.mark.parametrize("who", ["demo-cashier", "demo-technician", "demo-collector", "demo-asih"])
def test_nobody_but_the_heads_has_any_part_in_it(doors: Doors, budi: str, ktp: bytes, who: str) -> None:
    one = f"{budi}/{send(doors, budi, ktp).get_json()['file_id']}"
    for method, path in (("GET", budi), ("GET", one), ("DELETE", one)):
        assert doors.call(method, path, who).status_code == 403
    assert send(doors, budi, ktp, who).status_code == 403
    assert looks() == []


def test_another_customer_s_photo_and_another_area_s_customer_are_not_there(
    doors: Doors, budi: str, ktp: bytes
) -> None:
    file_id = send(doors, budi, ktp).get_json()["file_id"]
    for method in ("GET", "DELETE"):
        assert doors.call(method, f"/api/customers/{ASIH.id}/photos/{file_id}", "demo-owner").status_code == 404
    employ("demo-south", "admin", areas=["selatan"])
    for method, path in (("GET", budi), ("GET", f"{budi}/{file_id}"), ("DELETE", f"{budi}/{file_id}")):
        assert doors.call(method, path, "demo-south").status_code == 404
    assert send(doors, budi, ktp, "demo-south").status_code == 404
    assert looks() == []


def test_what_is_no_picture_or_too_large_is_refused_and_not_kept(doors: Doors, budi: str, ktp: bytes) -> None:
    assert send(doors, budi, b"<svg onload=alert(1)>").status_code == 415
    assert send(doors, budi, ktp[:200]).status_code == 415
    assert send(doors, budi, ktp + bytes(MOST_BYTES)).status_code == 413
    assert send(doors, budi, ktp + bytes(2 * MOST_BYTES)).status_code == 413
    assert send(doors, budi, ktp, kind="passport").status_code == 422
    assert doors.get(budi)["items"] == []


def test_a_look_that_cannot_be_written_down_shows_nothing(
    doors: Doors, budi: str, ktp: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = f"{budi}/{send(doors, budi, ktp).get_json()['file_id']}"

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("shared.privacy.keep_photos.record_audit", fail)
    answer = doors.call("GET", one, "demo-owner")
    assert answer.status_code == 500
    assert b"JFIF" not in answer.data
