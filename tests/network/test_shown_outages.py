"""A cut is one outage at the right node within two reports, told once, and over by itself; nothing else is one."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest

from local.routers.router import Secret
from shared.complaints.add_complaint import add_complaint, complaint_committed
from shared.complaints.dispatch_complaint import dispatch_complaint
from shared.complaints.drain_outage import drain_outage
from shared.complaints.end_outage import end_outage
from shared.complaints.models import Complaint
from shared.complaints.open_outage import confirm_outage, dismiss_outage, open_outage
from shared.complaints.outage_at import outage_at
from shared.complaints.outage_models import NewOutage, Outage, OutageConfirmed, OutageEnded
from shared.complaints.read_outages import read_outage
from shared.complaints.repository import complaints, outages
from shared.core.firestore import Commit
from shared.customers.models import Area, Customer, Network, Subscription
from shared.customers.repository import areas, customers, subscriptions
from shared.messaging.repository import messages
from shared.network.keep_nodes import create_node
from shared.network.look_for_outages import look_again, look_for_outages
from shared.network.models import NewNode
from tests.cast import KAMIL, customer, subscribed
from tests.conftest import Enqueued
from tests.network.conftest import ROUTER, Site


@dataclass
class Town:
    """An exchange with two cabinets and what hangs on them, on one router."""

    site: Site
    enqueued: Enqueued

    def homes(self, odp: str, count: int, first: int) -> list[Subscription]:
        return [self.home(number, odp) for number in range(first, first + count)]

    def home(self, number: int, odp: str) -> Subscription:
        network = Network(pppoe_user=f"plg-{number:05d}", odp=odp)
        owner, line = subscribed(customer(number, area_id="utara"), area_id="utara", network=network)
        self.site.router.secrets[network.pppoe_user or ""] = Secret("p20")
        commit = Commit()
        commit.create(customers, owner)
        commit.create(subscriptions, line)
        commit.commit()
        return line

    def power(self, lines: list[Subscription], up: bool) -> None:
        for line in lines:
            self.site.router.power(line.network.pppoe_user or "", up)

    def polls(self, times: int = 1) -> None:
        """Reports, and all that Cloud Tasks would deliver after each."""
        for _ in range(times):
            self.site.polls()
            self.drain()

    def drain(self) -> None:
        while tasks := self.enqueued.take("drain"):
            for task in {task.model_dump_json(): task for task in tasks}.values():
                if task.queue == "outages":
                    look_for_outages(task.job)
                elif task.queue == "announcements":
                    drain_outage(task.job)
                elif task.queue == "complaints":
                    dispatch_complaint(task.job)

    def open(self) -> list[Outage]:
        return [stored.value for stored in outages.find(("status", "==", "open"))]

    def the_one(self) -> Outage:
        (outage,) = self.open()
        return outage

    def told(self, what: str = "announced") -> Counter[str]:
        """How often each customer was told."""
        return Counter(
            stored.value.customer_id or ""
            for stored in messages.find()
            if stored.value.purpose.startswith(what) and stored.value.status != "cancelled"
        )

    def went_out(self) -> None:
        commit = Commit()
        for stored in messages.find(("status", "==", "queued")):
            commit.update(messages, stored, stored.value.model_copy(update={"status": "sent"}))
        commit.commit()


@pytest.fixture
def town(site: Site, enqueued: Enqueued) -> Town:
    commit = Commit()
    commit.create(areas, Area(id="utara", name="Griya Asri"))
    commit.commit()
    create_node(NewNode(kind="olt", name="OLT 1", area_id="utara"), KAMIL)
    for cabinet in ("odc-1", "odc-2"):
        create_node(NewNode(kind="odc", name=cabinet.upper(), parent_id="olt-1", area_id="utara"), KAMIL)
    for number in range(1, 5):
        parent = "odc-1" if number < 3 else "odc-2"
        create_node(NewNode(kind="odp", name=f"ODP-{number:02d}", parent_id=parent, area_id="utara"), KAMIL)
    return Town(site, enqueued)


def owners(lines: list[Subscription]) -> Counter[str]:
    return Counter(line.customer_id for line in lines)


def test_a_cut_box_of_twenty_is_one_outage_within_two_reports(town: Town) -> None:
    box, other = town.homes("ODP-01", 20, 1), town.homes("odp 02", 20, 101)
    town.polls(4)
    town.power(box, False)
    town.polls(1)
    assert town.open() == []
    town.polls(1)
    outage = town.the_one()
    assert (outage.node_id, outage.odp, outage.area_id) == ("odp-01", "ODP-01", "utara")
    assert (outage.place, outage.opened_by) == ("ODP-01, Griya Asri", "routers")
    assert outage.started_at == town.site.now - timedelta(seconds=30)
    town.polls(5)
    assert town.told() == owners(box)
    assert read_outage(outage.id).affected == 20
    assert outage_at(read(box[0])) == town.the_one()
    assert outage_at(read(other[0])) is None

    town.went_out()
    town.power(box, True)
    town.polls(2)
    assert town.open() == []
    assert read_outage(outage.id).status == "ended"
    assert town.told("recovered") == owners(box)
    town.polls(3)
    assert outages.count() == 1
    assert town.told() == owners(box)
    assert town.site.costs() == (2, 1)


def read(line: Subscription) -> Customer:
    stored = customers.get(line.customer_id)
    assert stored
    return stored.value


def test_single_modems_off_on_many_boxes_are_none(town: Town) -> None:
    boxes = [town.homes(f"ODP-X{number}", 3, 1 + 10 * number) for number in range(13)]
    town.polls(3)
    town.power([box[0] for box in boxes], False)
    town.polls(4)
    assert outages.count() == 0


def test_a_backbone_cut_swallows_the_boxes_that_fell_first(town: Town) -> None:
    boxes = [town.homes(f"ODP-{number:02d}", 4, 10 * number) for number in range(1, 5)]
    town.polls(2)
    town.power(boxes[0], False)
    town.polls(2)
    first = town.the_one()
    town.went_out()
    town.power([line for box in boxes[1:] for line in box], False)
    town.polls(2)
    outage = town.the_one()
    assert (outage.node_id, outage.place, outage.started_at) == ("olt-1", "Griya Asri", first.started_at)
    assert read_outage(first.id).merged_into == outage.id
    everybody = [line for box in boxes for line in box]
    assert town.told() == owners(everybody)
    assert read_outage(outage.id).affected == 16
    town.went_out()
    town.power(everybody, True)
    town.polls(2)
    assert town.open() == []
    assert town.told("recovered") == owners(everybody)


def test_it_grows_by_who_falls_later_and_each_is_told_once(town: Town) -> None:
    box = town.homes("ODP-01", 6, 1)
    town.polls(2)
    town.power(box[:2], False)
    town.polls(2)
    town.power(box[2:4], False)
    town.polls(2)
    assert town.the_one().node_id == "odp-01"
    assert town.told() == owners(box[:4])


def test_suspended_customers_never_count(town: Town) -> None:
    box = town.homes("ODP-01", 3, 1)
    town.polls(2)
    for line in box[:2]:
        town.site.decide(line, allowed=False)
    town.power(box, False)
    town.polls(4)
    assert outages.count() == 0


def test_who_is_cut_while_the_cable_is_gets_no_news(town: Town) -> None:
    box = town.homes("ODP-01", 4, 1)
    town.polls(2)
    town.power(box, False)
    town.polls(1)
    town.site.decide(box[0], allowed=False)
    town.polls(2)
    assert town.told() == owners(box[1:])


def test_a_silent_router_shows_nothing_and_holds_what_is_open(town: Town) -> None:
    box, other = town.homes("ODP-01", 4, 1), town.homes("ODP-03", 4, 11)
    town.polls(2)
    town.power(box, False)
    town.polls(2)
    outage = town.the_one()
    town.power(other, False)
    for _ in range(20):
        town.site.passes()
        look_again()
        town.drain()
    assert town.open() == [outage]
    town.polls(2)
    assert {one.node_id for one in town.open()} == {"odp-01", "odp-03"}


def test_a_router_that_restarts_is_no_outage(town: Town) -> None:
    town.homes("ODP-01", 4, 1)
    town.homes("ODP-02", 4, 11)
    town.polls(2)
    town.site.router.restart()
    town.site.router.poll(town.site.post)
    town.drain()
    town.polls(12)
    assert outages.count() == 0


def test_a_blink_is_no_outage_and_one_that_comes_back_at_once_is_the_same(town: Town) -> None:
    box = town.homes("ODP-01", 4, 1)
    town.polls(2)
    town.power(box, False)
    town.polls(1)
    town.power(box, True)
    town.polls(4)
    assert outages.count() == 0
    town.power(box, False)
    town.polls(2)
    outage = town.the_one()
    town.power(box, True)
    town.polls(1)
    town.power(box, False)
    town.polls(4)
    assert town.the_one().id == outage.id
    assert outages.count() == 1


def test_lines_that_flap_are_marked_and_never_alarmed(town: Town) -> None:
    box = town.homes("ODP-01", 4, 1)
    town.polls(2)
    for _ in range(4):
        town.power(box, False)
        town.polls(1)
        town.power(box, True)
        town.polls(1)
    town.power(box, False)
    town.polls(4)
    assert outages.count() == 0


def test_houses_without_power_are_no_outage(town: Town) -> None:
    box = town.homes("ODP-01", 4, 1)
    town.site.router.light = {line.network.pppoe_user or "": "-20.5" for line in box}
    town.polls(2)
    town.site.router.light |= {line.network.pppoe_user or "": "gasp" for line in box[:3]}
    town.power(box, False)
    town.polls(3)
    assert outages.count() == 0
    town.site.router.light |= {line.network.pppoe_user or "": "los" for line in box}
    town.polls(2)
    assert town.the_one().cause == "sinyal optik hilang"


def test_staff_confirm_it_or_dismiss_it_for_as_long_as_the_same_lines_are_down(town: Town) -> None:
    box = town.homes("ODP-01", 6, 1)
    town.polls(2)
    town.power(box[:3], False)
    town.polls(2)
    first = town.the_one()
    ticket = complains(town, box[0])
    assert ticket.outage_id == first.id
    dismiss_outage(first.id, KAMIL)
    town.drain()
    assert town.told() == owners(box[:3])
    stored = complaints.get(ticket.id)
    assert stored
    assert (stored.value.outage_id, stored.value.was_outage_id) == (None, first.id)
    town.polls(3)
    look_again()
    town.drain()
    assert town.open() == []
    town.power(box[3:5], False)
    town.polls(2)
    second = town.the_one()
    confirmed = confirm_outage(second.id, OutageConfirmed(cause="kabel putus ditabrak truk"), KAMIL)
    assert (confirmed.confirmed_by, confirmed.cause) == (KAMIL.id, "kabel putus ditabrak truk")
    town.power(box, True)
    town.polls(2)
    assert town.open() == []


def complains(town: Town, line: Subscription) -> Complaint:
    commit = Commit()
    ticket = add_complaint(
        commit, read(line), category="no_connection", description="mati", source="whatsapp", cause="said", notify=True
    )
    commit.commit()
    complaint_committed(ticket)
    town.drain()
    return ticket


def test_who_complained_before_it_was_known_is_part_of_it_and_told_once(town: Town) -> None:
    box = town.homes("ODP-01", 4, 1)
    town.polls(2)
    town.power(box, False)
    ticket = complains(town, box[0])
    town.polls(2)
    stored = complaints.get(ticket.id)
    assert stored
    assert stored.value.outage_id == town.the_one().id
    assert town.told() == owners(box)
    town.power(box, True)
    town.polls(2)
    stored = complaints.get(ticket.id)
    assert stored
    assert stored.value.status == "resolved"


def test_where_people_have_opened_one_the_routers_open_no_other(town: Town) -> None:
    box = town.homes("ODP-01", 4, 1)
    town.polls(2)
    told = open_outage(NewOutage(area_id="utara", cause="tiang roboh"), KAMIL, None).body
    town.drain()
    town.power(box, False)
    town.polls(3)
    assert [outage.id for outage in town.open()] == [told.id]
    assert town.told() == owners(box)
    end_outage(told.id, OutageEnded(), KAMIL)
    town.polls(2)
    look_again()
    town.drain()
    assert town.the_one().node_id == "odp-01"


def test_a_whole_site_without_a_tree_is_one_outage(town: Town) -> None:
    boxes = [town.homes(f"KOTAK-{number}", 3, 10 * number) for number in range(1, 5)]
    town.polls(2)
    town.power([line for box in boxes for line in box], False)
    town.polls(2)
    outage = town.the_one()
    assert (outage.node_id, outage.place) == (f"site:{ROUTER}", "Griya Asri")
    assert sum(town.told().values()) == 12


def test_looking_twice_or_at_the_same_time_finds_the_same(town: Town) -> None:
    box = town.homes("ODP-01", 4, 1)
    town.polls(2)
    town.power(box, False)
    town.site.polls(2)
    town.enqueued.take("drain")
    for _ in range(3):
        look_for_outages(ROUTER)
    town.drain()
    look_again()
    town.drain()
    assert town.the_one().router_ids == [ROUTER]
    assert town.told() == owners(box)
