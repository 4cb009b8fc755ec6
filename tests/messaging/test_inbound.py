"""What people say, through the real Firestore: kept once, by one contact a person, and handed on to be answered."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from shared.core import clock, tasks
from shared.core.firestore import Commit
from shared.messaging.contacts import contact_id_of, find_contact
from shared.messaging.models import Contact
from shared.messaging.repository import contacts, identities, inbound
from shared.messaging.requeue_inbound import requeue_inbound
from shared.messaging.whatsapp_webhook import take_in
from tests.conftest import Enqueued
from tests.messaging.inbound_stand import BUDI, CITRA, arrives, event, message, tell

pytestmark = pytest.mark.usefixtures("db", "enqueued")


def known(phone: str | None, bsuid: str | None = None) -> Contact:
    stored = find_contact(phone, bsuid)
    assert stored is not None
    return stored.value


def asked_for(enqueued: Enqueued) -> list[str]:
    return [task.contact_id for task in enqueued.take("converse")]


def test_two_bubbles_of_one_post_ask_for_one_answer_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(tasks, "enqueue_all", lambda *about, at: asked.append((*about, at)))
    arrives(message("1", "tagihan"), message("2", "saya"))
    [(queue, function, [body], at)] = asked
    assert (queue, function, body.contact_id) == ("inbound", "converse", contact_id_of(BUDI))
    assert timedelta(seconds=0.2) < at - clock.real() < timedelta(seconds=0.36)
    assert [event(name).said.text for name in "12"] == ["tagihan", "saya"]  # type: ignore[union-attr]
    assert {event(name).status for name in "12"} == {"waiting"}


def test_the_same_message_by_eight_posts_at_once_is_one_event(enqueued: Enqueued) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: arrives(message("1")), range(8)))
    assert (inbound.count(), contacts.count()) == (1, 1)
    assert set(asked_for(enqueued)) == {contact_id_of(BUDI)}  # each asks again: the one that stored it may have died


def test_what_was_answered_is_not_asked_for_again(enqueued: Enqueued) -> None:
    arrives(message("1"))
    stored = inbound.get("whatsapp_cloud_wamid.1")
    assert stored is not None
    commit = Commit()
    commit.update(inbound, stored, stored.value.model_copy(update={"status": "done"}))
    commit.commit()
    asked_for(enqueued)
    arrives(message("1"))
    assert asked_for(enqueued) == []


def test_twelve_messages_over_two_entries_of_two_changes_are_twelve(enqueued: Enqueued) -> None:
    def change(number: int) -> dict[str, Any]:
        return {"field": "messages", "value": {"messages": [message(f"{number}{letter}") for letter in "abc"]}}

    take_in({"entry": [{"changes": [change(1), change(2)]}, {"changes": [change(3), change(4)]}]})
    assert inbound.count() == 12
    assert asked_for(enqueued) == [contact_id_of(BUDI)]


def test_broken_elements_are_kept_named_in_the_log_and_cost_no_other(
    enqueued: Enqueued, capsys: pytest.CaptureFixture[str]
) -> None:
    broken: list[Any] = [
        "not even an object",
        {"id": "wamid.empty"},
        message("no-body") | {"text": None},
        message("late", timestamp="yesterday"),
        message("long", text="x" * 2_000_000),
        message("half", text="aduh \ud83d"),
        message("x" * 3_000),
        message("a/b"),
    ]
    value = {"messages": [*broken, message("good")], "statuses": [{"id": 1}], "errors": [{"code": 131000}]}
    take_in({"entry": [{"changes": [{"field": "messages", "value": value}, {"field": "x", "value": 1}]}]})
    assert event("good").status == "waiting"
    assert inbound.count() == len(broken) + 4
    logged = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["event"] for line in logged} >= {"webhook_element_unread", "webhook_message_of_nobody"}
    assert not any("aduh" in json.dumps(line) for line in logged)
    assert asked_for(enqueued) == [contact_id_of(BUDI)]


def test_who_shows_a_bsuid_alone_is_found_again_by_it() -> None:
    arrives(message("1", phone=None, bsuid="ID.77"))
    arrives(message("2", phone=None, bsuid="ID.77"))
    assert contacts.count() == 1
    assert event("2").contact_id == known(None, "ID.77").id


@pytest.mark.parametrize("knows_the_phone", [True, False])
def test_two_identities_of_one_person_are_merged_with_what_they_said(enqueued: Enqueued, knows_the_phone: bool) -> None:
    if knows_the_phone:
        arrives(message("0"))
    arrives(message("1", phone=None, bsuid="ID.77"))
    stranger = known(None, "ID.77")
    asked_for(enqueued)
    arrives(message("2", bsuid="ID.77"))
    budi = known(BUDI)
    assert (budi.bsuid, budi.merged_from) == ("ID.77", [stranger.id])
    assert known(None, "ID.77").id == budi.id
    assert {event(name).contact_id for name in "12"} == {budi.id}
    assert (contacts.count(), identities.count()) == (1, 1)
    assert asked_for(enqueued) == [budi.id]


def test_both_identities_at_once_in_any_order_end_as_one_person() -> None:
    posts = [
        message("1", phone=None, bsuid="ID.77"),
        message("2", bsuid="ID.77"),
        message("3"),
        message("4", phone=None, bsuid="ID.77"),
    ] * 3
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: arrives(one), posts))
    assert (contacts.count(), identities.count(), inbound.count()) == (1, 1, 4)
    assert {event(name).contact_id for name in "1234"} == {known(BUDI).id}


def ago(**how_long: float) -> str:
    return str(int((clock.now() - timedelta(**how_long)).timestamp()))


def moved(name: str, **more: Any) -> dict[str, Any]:
    system = {"type": "user_changed_number", "wa_id": CITRA.lstrip("+"), "body": "changed", **more}
    return message(name, type="system", system=system, timestamp=ago(minutes=1))


@pytest.mark.parametrize("wrote_from_the_new_one", [True, False])
def test_a_changed_number_moves_the_contact_and_leaves_nobody_behind(wrote_from_the_new_one: bool) -> None:
    arrives(message("1", bsuid="ID.old"))
    before = known(BUDI)
    if wrote_from_the_new_one:
        arrives(message("2", phone=CITRA, bsuid="ID.new"))
    for _ in range(2):
        arrives(moved("3", user_id="ID.new"))
    after = known(CITRA)
    assert (after.bsuid, after.merged_from) == ("ID.new", [before.id])
    assert (after.last_inbound_at is not None) == wrote_from_the_new_one
    assert known(None, "ID.new").id == after.id
    assert find_contact(BUDI, None) is None
    assert find_contact(None, "ID.old") == find_contact(CITRA, None)
    said = event("3").said
    assert said is not None
    assert (said.kind, said.about, event("3").contact_id, event("3").status) == ("moved", CITRA, after.id, "waiting")
    arrives(message("late", bsuid="ID.old", timestamp=ago(hours=1)))  # said before they moved
    assert (event("late").contact_id, known(CITRA).phone, known(CITRA).bsuid) == (after.id, CITRA, "ID.new")
    arrives(message("4"))  # whoever gets the old number is somebody else
    assert (known(BUDI).bsuid, known(BUDI).merged_from) == (None, [])


@pytest.mark.parametrize("names_the_bsuid", [True, False])
def test_whatever_order_a_move_is_told_in_all_that_was_said_is_one_person_s(names_the_bsuid: bool) -> None:
    orders = list(permutations(range(5)))
    for number, order in enumerate(random.Random(7).sample(orders, 12)):
        old, new = f"+62812100{number:05}", f"+62812200{number:05}"
        was, became = f"ID.a{number}", f"ID.b{number}"
        system = {"type": "user_changed_number", "wa_id": new.lstrip("+"), "user_id": became}
        about: dict[str, Any] = {"type": "system", "system": system, "timestamp": ago(minutes=1)}
        told = [
            message(f"{number}-0", phone=old, timestamp=ago(hours=3)),
            message(f"{number}-1", phone=old, bsuid=was, timestamp=ago(hours=2)),
            message(f"{number}-2", phone=None, bsuid=was, timestamp=ago(hours=1)),
            message(f"{number}-3", phone=old, bsuid=was if names_the_bsuid else None, **about),
            message(f"{number}-4", phone=new, bsuid=became),
        ]
        for place in order:
            arrives(told[place])
            arrives(told[place])
        person = known(new)
        whose = {event(f"{number}-{place}").contact_id for place in range(5)}
        assert (person.phone, person.bsuid, whose) == (new, became, {person.id}), order
        assert find_contact(old, None) is None
        assert known(None, was) == known(None, became) == person
    assert contacts.count() == 12


def test_a_new_bsuid_at_the_same_phone_takes_the_old_one_s_place() -> None:
    arrives(message("1", bsuid="ID.old"))
    system = {"type": "user_changed_user_id", "user_id": "ID.new"}
    arrives(message("2", bsuid="ID.old", type="system", system=system))
    assert (known(BUDI).bsuid, known(BUDI).left) == ("ID.new", ["ID.old"])
    assert known(None, "ID.new") == known(None, "ID.old") == known(BUDI)
    arrives(message("3", phone=None, bsuid="ID.old"))
    assert known(BUDI).bsuid == "ID.new"


def test_a_bsuid_is_at_one_phone_at_a_time() -> None:
    arrives(message("1", bsuid="ID.77"))
    arrives(message("2", phone=CITRA, bsuid="ID.77"))
    assert (known(BUDI).bsuid, known(CITRA).bsuid) == (None, "ID.77")
    assert known(None, "ID.77").phone == CITRA


def test_an_answer_from_the_phone_app_is_an_echo_and_opens_no_window(enqueued: Enqueued) -> None:
    echo = {"id": "wamid.e", "from": "6281100000000", "to": BUDI.lstrip("+"), "type": "text", "text": {"body": "ya"}}
    tell("smb_message_echoes", {"message_echoes": [{**echo, "timestamp": "1795400000"}]})
    said = event("e").said
    assert said is not None
    assert (said.kind, said.text, known(BUDI).last_inbound_at) == ("echo", "ya", None)
    assert asked_for(enqueued) == [known(BUDI).id]


def test_a_profile_s_name_stays_with_its_contact() -> None:
    arrives(message("1"), contacts=[{"wa_id": BUDI.lstrip("+"), "profile": {"name": "Budi R"}}])
    arrives(message("2"))
    assert (known(BUDI).name, event("1").name) == ("Budi R", "Budi R")


def test_what_is_said_was_said_when_the_provider_says_but_never_later_than_now() -> None:
    early = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
    arrives(message("1", timestamp=str(int(early.timestamp()))))
    arrives(message("2", timestamp=str(int(early.timestamp()) + 99 * 86_400)))
    assert event("1").said_at == early
    assert event("2").said_at == event("2").at


def test_the_sweep_asks_again_for_whoever_waits_for_over_a_minute(
    enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrives(message("1"), message("2"))
    asked_for(enqueued)
    requeue_inbound()
    assert asked_for(enqueued) == []
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(minutes=2))
    requeue_inbound()
    assert asked_for(enqueued) == [contact_id_of(BUDI)]
