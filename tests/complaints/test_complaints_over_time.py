"""What complaints do by themselves, what comes twice or at once, and what never reaches the customer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from shared.complaints.add_customer_event import add_customer_event
from shared.complaints.change_complaint import change_complaint
from shared.complaints.merge_complaint import merge_complaint
from shared.complaints.models import ComplaintChanges, CustomerAct, MyNewComplaint, MyNewEvent, NewEvent, Visit
from shared.complaints.my_complaints import read_my_complaint
from shared.complaints.open_complaint import report_trouble
from shared.complaints.repository import complaint_events, complaints, take_complaint_number
from shared.complaints.say_more import say_more
from shared.complaints.step_due_complaints import step_due_complaints
from shared.complaints.take_step import take_step
from shared.core.errors import Conflict, Forbidden, NotFound
from shared.core.firestore import Commit, attempt
from shared.messaging.models import Message
from shared.messaging.repository import messages
from tests.cast import KAMIL
from tests.complaints.conftest import EKO, Neighbourhood

TECHNICIAN = KAMIL.__class__(id=EKO.id, role="technician", name=EKO.name, areas=("utara",))


def message(ticket_id: str, purpose: str) -> Message:
    (stored,) = [one for one in messages.find(("cause", "==", ticket_id)) if one.value.purpose.startswith(purpose)]
    return stored.value


def test_staff_are_told_once_at_seventy_percent_and_once_at_the_limit(place: Neighbourhood) -> None:
    said = place.complains(place.home(1))
    place.drain()
    for hours, mark, told in (
        (5.5, "", []),
        (0.2, "near", ["near_limit"]),
        (17.4, "over", ["near_limit", "over_limit"]),
    ):
        place.passes(hours=hours)
        for _ in range(2):
            step_due_complaints()
        assert place.ticket(said).sla_mark == mark
        assert [one.kind for one in place.steps(said) if one.kind.endswith("limit")] == told
    assert place.ticket(said).next_step_at is None


def test_a_resolved_ticket_is_closed_after_a_day_and_its_rating_asked_once(place: Neighbourhood) -> None:
    dewi = place.home(1)
    said = place.complains(dewi)
    place.drain()
    take_step(said.id, NewEvent(kind="resolve", cause_found="kabel", action_taken="disambung"), TECHNICIAN, None)
    place.passes(hours=23.9)
    step_due_complaints()
    assert place.ticket(said).status == "resolved"
    place.passes(hours=0.2)
    place.enqueued.take("drain")
    for _ in range(2):
        step_due_complaints()
    assert [task.queue for task in place.enqueued.take("drain")] == ["messages"]
    assert (place.ticket(said).status, place.ticket(said).is_open) == ("closed", False)
    assert place.told(dewi) == ["rating", "received", "resolved"]


def test_a_customer_who_does_not_answer_is_pointed_out_once(place: Neighbourhood) -> None:
    said = place.complains(place.home(1))
    place.drain()
    take_step(said.id, NewEvent(kind="wait", question="foto modem"), TECHNICIAN, None)
    place.passes(days=4)
    for _ in range(2):
        step_due_complaints()
    assert [one.kind for one in place.steps(said)].count("no_answer") == 1
    assert place.ticket(said).status == "waiting"


def test_what_a_crash_left_undispatched_the_sweep_hands_over(place: Neighbourhood) -> None:
    said = place.complains(place.home(1))
    place.enqueued.take("drain")
    step_due_complaints()
    assert (place.ticket(said).assignee_id, place.ticket(said).status) == ("eko", "assigned")


def test_thirty_at_once_by_two_workers_each_are_thirty_tickets(place: Neighbourhood) -> None:
    owners = [place.home(number, f"ODP-{number}", area=None) for number in range(1, 31)]
    place.all_complain([*owners, *owners])
    assert complaints.count() == 30
    assert messages.count(("template", "==", "pengaduan_diterima")) == 30


def test_numbers_are_never_given_twice_and_a_quiet_day_leaves_no_gaps(place: Neighbourhood) -> None:
    quiet = [take_complaint_number("2610")]
    assert quiet == ["TKT-2610-0001"]
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: take_complaint_number("2611"), range(100)))
    assert len(set(given)) == 100
    assert take_complaint_number("2612") == "TKT-2612-0001"


@pytest.mark.parametrize("act", ["comment", "works", "still_broken", "rating", "other_time", "agree"])
def test_every_word_of_a_customer_counts_once_however_often_it_comes(place: Neighbourhood, act: CustomerAct) -> None:
    dewi = place.home(1)
    said = place.complains(dewi)
    place.drain()
    visit = Visit(starts_at=place.now + timedelta(hours=1), ends_at=place.now + timedelta(hours=2))
    take_step(said.id, NewEvent(kind="schedule", visit=visit), TECHNICIAN, None)
    if act in ("still_broken", "rating"):
        take_step(said.id, NewEvent(kind="resolve"), TECHNICIAN, None)

    def come(_: int) -> None:
        def decide() -> None:
            stored = complaints.get(said.id)
            assert stored
            commit = Commit()
            add_customer_event(commit, stored, dewi, act, cause="wamid-1", text="halo", rating=4)
            if commit.writes:
                commit.commit()

        attempt(decide)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(come, range(6)))
    assert len([one for one in place.steps(said) if one.id.endswith("wamid-1")]) == 1
    assert place.ticket(said).events == len(place.steps(said))


def test_two_steps_at_once_are_decided_one_after_the_other(place: Neighbourhood) -> None:
    said = place.complains(place.home(1))
    place.drain()

    def step(kind: str) -> str:
        try:
            return take_step(said.id, NewEvent.model_validate({"kind": kind}), KAMIL, None).body.status
        except Conflict as refused:
            return refused.code

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(step, ["resolve"] * 4))
    assert sorted(ends) == ["resolved"] + ["wrong_status"] * 3
    assert [one.number for one in place.steps(said)] == list(range(1, place.ticket(said).events + 1))


def test_the_same_step_twice_is_one_and_with_other_content_a_conflict(place: Neighbourhood) -> None:
    said = place.complains(place.home(1))
    first = take_step(said.id, NewEvent(id="n-1", kind="note", text="a"), KAMIL, None)
    again = take_step(said.id, NewEvent(id="n-1", kind="note", text="a"), KAMIL, None)
    assert (first.status, again.status, again.body) == (201, 200, first.body)
    with pytest.raises(Conflict, match="id_reused"):
        take_step(said.id, NewEvent(id="n-1", kind="note", text="b"), KAMIL, None)


def test_internal_notes_never_reach_the_customer(place: Neighbourhood) -> None:
    dewi = place.home(1)
    said = place.complains(dewi)
    place.drain()
    take_step(said.id, NewEvent(kind="note", text="RAHASIA"), TECHNICIAN, None)
    change_complaint(said.id, ComplaintChanges(priority="low", note="RAHASIA juga"), KAMIL)
    take_step(said.id, NewEvent(kind="tell", text="Kami segera datang"), KAMIL, None)
    place.passes(days=30)
    step_due_complaints()
    told = read_my_complaint(dewi, said.id).model_dump_json() + str([one.value for one in messages.find()])
    assert "RAHASIA" not in told
    assert "batas" not in told.lower()
    assert "Kami segera datang" in told


def test_of_somebody_else_s_complaint_nothing_exists(place: Neighbourhood) -> None:
    dewi, budi = place.home(1), place.home(2)
    said = place.complains(dewi)
    with pytest.raises(NotFound):
        read_my_complaint(budi, said.id)
    with pytest.raises(NotFound):
        say_more(budi, said.id, MyNewEvent(kind="works"), None)


def test_merged_tickets_go_on_as_one(place: Neighbourhood) -> None:
    dewi, budi = place.home(1), place.home(2)
    first, second, other = place.complains(dewi), place.complains(dewi, "b", description="masih"), place.complains(budi)
    for _ in range(2):
        merged = merge_complaint(second.id, first.id, KAMIL)
    assert merged.description == "mati total\nmasih"
    assert (place.ticket(second).status, place.ticket(second).merged_into) == ("closed", first.id)
    assert read_my_complaint(dewi, second.id).can == []
    with pytest.raises(Forbidden):
        merge_complaint(first.id, place.complains(dewi, "c").id, TECHNICIAN)
    with pytest.raises(Exception, match="invalid"):
        merge_complaint(other.id, first.id, KAMIL)


def test_the_same_line_s_fault_again_is_marked(place: Neighbourhood) -> None:
    dewi = place.home(1)
    first = place.complains(dewi)
    place.passes(days=20)
    assert place.complains(dewi, "later").repeat_of == first.id


def test_asking_for_another_time_takes_the_visit_off(place: Neighbourhood) -> None:
    dewi = place.home(1)
    said = place.complains(dewi)
    place.drain()
    visit = Visit(starts_at=place.now + timedelta(days=1), ends_at=place.now + timedelta(days=1, hours=2))
    take_step(said.id, NewEvent(kind="schedule", visit=visit), TECHNICIAN, None)
    assert message(said.id, "scheduled").values["schedule"] == "24 November 2026 pukul 10.00 sampai 12.00 WIB"
    told = say_more(dewi, said.id, MyNewEvent(kind="other_time", text="sore saja"), None)
    assert (told.status, told.visit) == ("assigned", None)
    assert len(place.ticket(said).checklist) == 4


def test_a_closed_ticket_is_opened_again_within_a_week_and_not_later(place: Neighbourhood) -> None:
    dewi = place.home(1)
    said = place.complains(dewi)
    place.drain()
    say_more(dewi, said.id, MyNewEvent(kind="cancel"), None)
    place.passes(days=6)
    assert say_more(dewi, said.id, MyNewEvent(kind="still_broken"), None).status == "reopened"
    say_more(dewi, said.id, MyNewEvent(kind="works"), None)
    place.passes(days=8)
    with pytest.raises(Conflict, match="closed"):
        say_more(dewi, said.id, MyNewEvent(kind="still_broken"), None)


def test_a_customer_has_five_reports_open_at_once_on_the_site(place: Neighbourhood) -> None:
    dewi = place.home(1)
    for number in range(5):
        report_trouble(dewi, MyNewComplaint(id=f"r{number}", category="slow"), None)
    with pytest.raises(Conflict, match="too_many_open"):
        report_trouble(dewi, MyNewComplaint(id="r9", category="slow"), None)
    assert report_trouble(dewi, MyNewComplaint(id="r0", category="slow"), None).status == 200


def test_events_carry_the_area_of_their_ticket(place: Neighbourhood) -> None:
    place.complains(place.home(1))
    assert {one.value.area_id for one in complaint_events.find()} == {"utara"}
