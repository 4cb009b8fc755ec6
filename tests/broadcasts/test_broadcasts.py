"""A broadcast reaches those it is for, once, when it is allowed, and can be paused and called off on its way."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from shared.access.models import Caller
from shared.broadcasts import drain_broadcast as draining
from shared.broadcasts.drain_broadcast import drain_broadcast, resume_broadcasts
from shared.broadcasts.make_broadcast import make_broadcast
from shared.broadcasts.models import BroadcastQuery, NewBroadcast, Segment
from shared.broadcasts.read_broadcasts import list_broadcasts, read_broadcast
from shared.broadcasts.steer_broadcast import approve_broadcast, cancel_broadcast, pause_broadcast
from shared.core.errors import Conflict, Forbidden, Invalid
from shared.core.firestore import Commit
from shared.core.tasks import DrainTask
from shared.customers.repository import customers
from shared.messaging.contacts import contact_id_of, prefer_broadcasts
from shared.messaging.models import Contact, MessagingRules
from shared.messaging.read_health import read_health
from shared.messaging.release_messages import release_messages
from shared.messaging.repository import contacts, messages, messaging_settings
from tests.billing.conftest import at_once
from tests.cast import KAMIL, NOW, customer, subscribed
from tests.conftest import Enqueued
from tests.messaging.test_hold_outbox import deliver
from tests.messaging.test_send_message import Provider, provider

__all__ = ["at_once", "provider"]
NEWS = "Paket 50 Mbps kini tersedia."


def keep_people(many: int, **more: Any) -> None:
    for number in range(1, many + 1):
        owner, _ = subscribed(customer(number, f"Budi {number}", **more))
        commit = Commit()
        commit.create(customers, owner)
        commit.commit()


def draft(**more: Any) -> str:
    new = NewBroadcast(
        **{"id": "kabar", "name": "Paket baru", "template": "pengumuman", "values": {"text": NEWS}} | more
    )
    return make_broadcast(new, KAMIL, None).body.id


def drained(enqueued: Enqueued) -> None:
    for task in enqueued.take("drain"):
        if isinstance(task, DrainTask) and task.queue == "broadcasts":
            drain_broadcast(task.job)
    release_messages()


def states() -> Counter[str]:
    return Counter(stored.value.status for stored in messages.find())


def test_everybody_of_the_segment_gets_it_once_and_nobody_before_it_is_approved(
    provider: Provider, enqueued: Enqueued
) -> None:
    keep_people(5, area_id="utara")
    elsewhere, _ = subscribed(customer(9, "Asih", area_id="selatan"))
    commit = Commit()
    commit.create(customers, elsewhere)
    commit.commit()
    made = draft(segment=Segment(area_id="utara"))
    drain_broadcast(made)
    assert states() == {}
    forecast = read_broadcast(made).forecast
    assert forecast
    assert forecast.count == 5
    assert forecast.cost > 0

    for _ in range(2):
        approve_broadcast(made, KAMIL)
        drained(enqueued)
        deliver(enqueued)
    assert provider.accepted == [f"kabar.broadcast.PLG-{number:05d}" for number in range(1, 6)]
    told = read_broadcast(made)
    assert (told.phase, told.queued, told.counts) == ("done", 5, {"sent": 5})
    assert NEWS in told.text


def test_who_said_stop_is_left_out_and_so_is_who_has_no_number(provider: Provider, enqueued: Enqueued) -> None:
    keep_people(3)
    commit = Commit()
    commit.create(customers, subscribed(customer(4, "Citra", phone=None))[0])
    phone = "+6281200000002"
    commit.create(contacts, Contact(id=contact_id_of(phone), phone=phone, created_at=NOW))
    commit.commit()
    prefer_broadcasts(phone, wanted=False, at=NOW)
    approve_broadcast(draft(), KAMIL)
    drained(enqueued)
    deliver(enqueued)
    told = read_broadcast("kabar")
    assert (told.queued, told.opted_out, told.without_phone) == (2, 1, 1)
    assert len(provider.accepted) == 2


def test_paused_nothing_more_goes_and_it_goes_on_where_it_stood(
    provider: Provider, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draining, "PAGE", 2)
    keep_people(5)
    approve_broadcast(draft(), KAMIL)
    drained(enqueued)
    pause_broadcast("kabar", KAMIL)
    assert deliver(enqueued) == 5  # tasks come, and put their messages back
    release_messages()
    assert deliver(enqueued) == 0
    assert provider.accepted == []
    assert read_health().status == "ok"
    assert read_broadcast("kabar").phase == "paused"

    approve_broadcast("kabar", KAMIL)
    drained(enqueued)
    assert [one.phase for one in list_broadcasts(BroadcastQuery()).items] == ["sending"]
    deliver(enqueued)
    assert len(provider.accepted) == 5
    assert read_broadcast("kabar").phase == "done"
    assert [one.phase for one in list_broadcasts(BroadcastQuery()).items] == ["done"]


def test_where_it_is_set_its_author_cannot_approve_it_and_somebody_else_can(provider: Provider) -> None:
    commit = Commit()
    commit.put(messaging_settings, MessagingRules(broadcast_needs_second_person=True))
    commit.commit()
    keep_people(1)
    made = draft()
    assert read_broadcast(made).needs_second_person
    with pytest.raises(Forbidden) as refused:
        approve_broadcast(made, KAMIL)
    assert refused.value.code == "needs_second_person"
    assert read_broadcast(made).status == "draft"
    rina = Caller(id="rina", role="admin", name="Rina")
    assert approve_broadcast(made, rina).approved_by_name == "Rina"
    pause_broadcast(made, KAMIL)
    assert approve_broadcast(made, KAMIL).status == "approved", "it was allowed before"


def test_called_off_what_has_not_gone_never_goes(provider: Provider, enqueued: Enqueued) -> None:
    keep_people(3)
    approve_broadcast(draft(), KAMIL)
    drained(enqueued)
    pause_broadcast("kabar", KAMIL)
    deliver(enqueued)
    cancel_broadcast("kabar", KAMIL)
    drained(enqueued)
    deliver(enqueued)
    assert (states(), provider.accepted) == ({"cancelled": 3}, [])
    with pytest.raises(Conflict):
        approve_broadcast("kabar", KAMIL)


def test_killed_after_any_page_it_goes_on_and_writes_nobody_twice(
    provider: Provider, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draining, "PAGE", 2)
    keep_people(7)
    approve_broadcast(draft(), KAMIL)
    commit, pages = Commit.commit, 0

    def dies(one: Commit) -> Any:
        nonlocal pages
        moment, pages = commit(one), pages + 1
        if pages == 2:
            raise KeyboardInterrupt
        return moment

    with monkeypatch.context() as mortal:
        mortal.setattr(Commit, "commit", dies)
        with pytest.raises(KeyboardInterrupt):
            drain_broadcast("kabar")
    enqueued.take("drain")
    resume_broadcasts()
    drained(enqueued)
    assert states() == {"released": 7}
    enqueued.take("drain")
    resume_broadcasts()
    assert enqueued.take("drain") == []


def test_two_drains_at_once_share_the_pages(
    provider: Provider,
    enqueued: Enqueued,
    at_once: Callable[..., list[Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(draining, "PAGE", 3)
    keep_people(12)
    approve_broadcast(draft(), KAMIL)
    at_once(*[lambda: drain_broadcast("kabar")] * 4)
    assert sum(states().values()) == 12
    assert read_broadcast("kabar").queued == 12


def test_what_is_missing_or_not_meant_for_many_is_named(db: None) -> None:
    for values, template, field in (({}, "pengumuman", "values.text"), ({"text": "x"}, "kode_masuk", "template")):
        with pytest.raises(Invalid) as refused:
            draft(values=values, template=template)
        assert [one.field for one in refused.value.fields] == [field]


def test_the_same_draft_twice_is_one_and_another_under_its_id_is_refused(db: None) -> None:
    assert draft() == draft()
    with pytest.raises(Conflict):
        draft(values={"text": "Kabar lain."})
    assert [one.id for one in list_broadcasts(BroadcastQuery()).items] == ["kabar"]
