"""Many complaints at once are one outage: told once, ended once, and given back once."""

from datetime import timedelta
from typing import Any

import pytest

from shared.complaints.credit_outage import decide_credit
from shared.complaints.drain_outage import drain_outage, resume_outages
from shared.complaints.end_outage import end_outage
from shared.complaints.models import MyRecoveryAnswer, NewEvent
from shared.complaints.my_complaints import read_my_complaint
from shared.complaints.open_outage import change_outage, confirm_outage, dismiss_outage, open_outage
from shared.complaints.outage_models import NewOutage, OutageChanges, OutageConfirmed, OutageCredit, OutageEnded
from shared.complaints.read_outages import read_outage
from shared.complaints.repository import complaint_settings, complaints, forget_rules
from shared.complaints.rules import ComplaintRules, Density
from shared.complaints.say_more import say_of_recovery
from shared.complaints.take_step import take_step
from shared.complaints.tell_affected import announcement_id
from shared.core.errors import Conflict
from shared.core.firestore import Commit
from shared.customers.models import Customer
from shared.customers.repository import subscriptions
from shared.messaging.repository import messages
from tests.cast import KAMIL
from tests.complaints.conftest import Neighbourhood


def test_thirty_of_one_box_and_three_elsewhere_are_one_outage_and_three_tickets(place: Neighbourhood) -> None:
    box = [place.home(number, "ODP-CLG-07") for number in range(1, 31)]
    others = [place.home(31, "ODP-CLG-08"), place.home(32, "ODP-CLG-09"), place.home(33, "ODP-X", area="barat")]
    said = place.all_complain([*others, *box])
    place.drain()
    outage = place.outage()
    assert (outage.status, outage.odp, outage.area_id) == ("open", "ODP-CLG-07", "utara")
    tickets = [place.ticket(one) for one in said]
    assert [one.outage_id for one in tickets] == [None] * 3 + [outage.id] * 30
    assert len({one.id for one in tickets}) == 33
    for owner in box:
        assert place.told(owner).count("announced") == 1
    for owner in others:
        assert place.told(owner) == ["received"]


def neighbours(place: Neighbourhood, count: int = 6, odp: str = "ODP-1") -> list[Customer]:
    return [place.home(number, odp) for number in range(1, count + 1)]


def set_rules(density: Density) -> None:
    commit = Commit()
    commit.put(complaint_settings, ComplaintRules(density=density))
    commit.commit()
    forget_rules()


def opened(place: Neighbourhood, **more: Any) -> str:
    """By staff, and told."""
    outage = open_outage(NewOutage(area_id="utara", cause="kabel putus", **more), KAMIL, None).body
    place.drain()
    return outage.id


def went_out() -> None:
    """What waited to be sent was delivered."""
    commit = Commit()
    for stored in messages.find(("status", "==", "queued")):
        commit.update(messages, stored, stored.value.model_copy(update={"status": "delivered"}))
    commit.commit()


def ended(place: Neighbourhood, outage_id: str, hours: float = 7, heard: bool = True) -> None:
    place.passes(hours=hours)
    if heard:
        went_out()
    end_outage(outage_id, OutageEnded(remedy="kabel disambung"), KAMIL)
    place.drain()


def test_thirty_by_twos_and_every_task_twice_is_still_one_outage_told_once(place: Neighbourhood) -> None:
    box = neighbours(place, 30, "ODP-CLG-07")
    for owner in box:
        place.complains(owner)
        place.passes(seconds=10)
        if owner.id[-1] in "048":
            place.drain(twice=True)
    place.drain(twice=True)
    outage = place.outage()
    assert complaints.count(("outage_id", "==", outage.id)) == 30
    assert all(place.told(owner).count("announced") == 1 for owner in box)


def test_everybody_of_an_area_is_told_once_and_the_suspended_are_not(place: Neighbourhood) -> None:
    told = [place.home(number, f"ODP-{number}") for number in range(1, 131)]
    elsewhere = place.home(131, "ODP-1", area="barat")
    citra = place.home(132, "ODP-1", status="suspended", service_allowed=False)
    outage_id = opened(place)
    place.drain(twice=True)
    drain_outage(outage_id)
    assert [place.told(owner) for owner in (*told, elsewhere, citra)] == [["announced"]] * 130 + [[], []]
    assert (read_outage(outage_id).affected, place.outage().announced_at is not None) == (130, True)


def test_a_box_s_outage_tells_only_who_is_known_to_be_on_it(place: Neighbourhood) -> None:
    on_it, beside, unknown = place.home(1, "odp clg 7"), place.home(2, "ODP-CLG-08"), place.home(3)
    opened(place, odp="ODP-CLG-07")
    assert [place.told(owner) for owner in (on_it, beside, unknown)] == [["announced"], [], []]
    said = place.complains(unknown)
    assert said.outage_id == place.outage().id
    assert place.complains(beside).outage_id is None


def test_a_later_complaint_joins_at_once_and_is_answered_with_the_news(place: Neighbourhood) -> None:
    dewi, eko = neighbours(place, 2)
    outage_id = opened(place, announce=False)
    said = place.complains(dewi)
    place.drain()
    assert (said.outage_id, said.status, said.due_at) == (outage_id, "assigned", None)
    assert place.told(dewi) == ["announced"]
    again = place.complains(dewi, "again")
    assert again.outage_id == outage_id
    assert place.told(dewi) == ["announced", "received"]
    silent = place.complains(eko, notify=False)
    place.drain()
    assert (silent.outage_id, place.told(eko)) == (outage_id, [])
    assert [step.kind for step in place.steps(said)] == ["reported", "joined_outage"]


def test_a_forgotten_password_and_a_cut_line_are_no_outage(place: Neighbourhood) -> None:
    dewi, citra = place.home(1, "ODP-1"), place.home(2, "ODP-1", status="suspended", service_allowed=False)
    opened(place)
    assert place.complains(dewi, category="account").outage_id is None
    cut = place.complains(citra)
    assert (cut.outage_id, cut.service_cut) == (None, True)


def test_complaints_of_shortly_before_become_part_of_it(place: Neighbourhood) -> None:
    dewi, budi, asih = neighbours(place, 3)
    before, old = place.complains(dewi), place.complains(asih)
    place.drain()
    take_step(old.id, NewEvent(kind="depart"), KAMIL, None)
    place.passes(minutes=5)
    outage_id = opened(place)
    assert place.ticket(before).outage_id == outage_id
    assert place.ticket(old).outage_id is None, "somebody is on the way there already"
    assert place.told(budi) == ["announced"]
    assert place.told(dewi) == ["announced", "received"]


def test_recovery_is_told_once_and_who_says_no_keeps_a_ticket(place: Neighbourhood) -> None:
    dewi, budi, asih = neighbours(place, 3)
    said, fine = place.complains(dewi), place.complains(asih)
    outage_id = opened(place)
    ended(place, outage_id)
    place.drain(twice=True)
    drain_outage(outage_id)
    assert place.told(budi) == ["announced", "recovered"]
    assert [place.ticket(one).status for one in (said, fine)] == ["resolved", "resolved"]
    for _ in range(2):
        kept = say_of_recovery(dewi, MyRecoveryAnswer(outage_id=outage_id, works=False)).complaint
        made = say_of_recovery(budi, MyRecoveryAnswer(outage_id=outage_id, works=False)).complaint
        say_of_recovery(asih, MyRecoveryAnswer(outage_id=outage_id, works=True))
    place.drain()
    assert kept
    assert made
    again = place.ticket(said)
    assert (kept.id, again.outage_id, again.was_outage_id) == (said.id, None, outage_id)
    assert (again.status, again.assignee_id, again.due_at is not None) == ("assigned", "eko", True)
    assert place.ticket(made.id).outage_id is None
    assert complaints.count(("customer_id", "==", budi.id)) == 1
    assert place.ticket(fine).status == "closed"
    assert (read_outage(outage_id).still_down, read_outage(outage_id).complaints) == (2, 2)


def test_who_had_not_heard_of_it_does_not_hear_that_it_is_over(place: Neighbourhood) -> None:
    (budi,) = neighbours(place, 1)
    outage_id = opened(place)
    ended(place, outage_id, hours=1, heard=False)
    stored = messages.get(announcement_id(outage_id, budi.id))
    assert stored
    assert stored.value.status == "cancelled"
    assert place.told(budi) == ["announced"]


def test_credit_is_given_once_a_line_and_only_when_staff_say_so(place: Neighbourhood) -> None:
    budi, citra = neighbours(place, 2)
    outage_id = opened(place)
    ended(place, outage_id)
    assert (place.outage().credit, place.outage().credit_days) == ("offered", 1)
    for _ in range(2):
        decide_credit(outage_id, OutageCredit(give=True), KAMIL)
        place.drain(twice=True)
    for owner in (budi, citra):
        stored = subscriptions.get(f"{owner.id}-1")
        assert stored
        assert [(line.kind, line.amount) for line in stored.value.pending_lines] == [("discount", -5_500)]
    seen = read_outage(outage_id)
    assert (seen.credit, seen.credits, seen.credit_amount) == ("done", 2, 11_000)
    with pytest.raises(Conflict):
        decide_credit(outage_id, OutageCredit(give=False), KAMIL)


def test_a_short_outage_offers_nothing(place: Neighbourhood) -> None:
    neighbours(place, 1)
    ended(place, opened(place), hours=5.9)
    assert place.outage().credit == "none"


def test_staff_are_asked_first_where_they_want_to_be(place: Neighbourhood) -> None:
    set_rules(Density(open_at_once=False))
    box = neighbours(place, 5)
    said = place.all_complain(box)
    place.drain()
    outage = place.outage()
    assert (outage.status, {place.ticket(one).outage_id for one in said}) == ("suggested", {None})
    confirm_outage(outage.id, OutageConfirmed(cause="kabel putus"), KAMIL)
    place.drain()
    assert {place.ticket(one).outage_id for one in said} == {outage.id}


def test_what_was_dismissed_is_not_suggested_again_by_the_same_complaints(place: Neighbourhood) -> None:
    set_rules(Density(open_at_once=False))
    place.all_complain(neighbours(place, 4))
    place.drain()
    dismiss_outage(place.outage().id, KAMIL)
    place.passes(minutes=1)
    place.complains(place.home(20, "ODP-1"))
    place.drain()
    assert place.outage().status == "dismissed"


def test_an_estimate_that_has_passed_is_marked_and_not_promised_any_more(place: Neighbourhood) -> None:
    (budi,) = neighbours(place, 1)
    outage_id = opened(place, expected_at=place.now + timedelta(hours=2))
    place.passes(hours=3)
    resume_outages()
    place.drain()
    assert place.outage().late is True
    news = read_my_complaint(budi, place.complains(budi).id).outage
    assert news
    assert "Perkiraan pulih: kami kabari begitu pasti." in news.text
    change_outage(outage_id, OutageChanges(expected_at=place.now + timedelta(hours=1)), KAMIL)
    assert place.outage().late is False


def test_one_place_has_one_open_outage(place: Neighbourhood) -> None:
    first = opened(place, odp="ODP-1")
    with pytest.raises(Conflict, match="already_open"):
        open_outage(NewOutage(area_id="utara", odp="odp 01"), KAMIL, None)
    ended(place, first)
    second = opened(place, odp="ODP-1")
    assert second != first
