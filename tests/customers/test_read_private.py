"""An identity number is shown to the heads alone, one customer at a time, and each look is written down first."""

import pytest

from shared.access.audit import entries
from shared.core.errors import NotFound
from shared.core.firestore import Commit
from shared.customers import read_private as reading
from shared.customers.models import CustomerPrivate
from shared.customers.read_private import read_private
from shared.customers.repository import customers, customers_private
from tests.cast import KAMIL, customer

NIK = "3374010101900001"


def test_each_look_is_written_down_without_what_was_seen(db: None) -> None:
    budi = customer()
    commit = Commit()
    commit.put(customers, budi)
    commit.put(customers_private, CustomerPrivate(id=budi.id, nik=NIK))
    commit.commit()
    assert read_private(budi.id, KAMIL).nik == NIK
    assert read_private(budi.id, KAMIL).nik == NIK
    looks = [stored.value for stored in entries.find(("what", "==", "looked_at"))]
    assert [(look.by, look.subject) for look in looks] == [(KAMIL.id, f"customer_private/{budi.id}")] * 2
    assert NIK not in "".join(look.model_dump_json() for look in looks)


def test_what_cannot_be_written_down_is_not_shown(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    budi = customer()
    commit = Commit()
    commit.put(customers, budi)
    commit.put(customers_private, CustomerPrivate(id=budi.id, nik=NIK))
    commit.commit()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reading, "record_audit", fail)
    with pytest.raises(RuntimeError):
        read_private(budi.id, KAMIL)


def test_nobody_s_number_is_not_there(db: None) -> None:
    with pytest.raises(NotFound):
        read_private("PLG-99999", KAMIL)
