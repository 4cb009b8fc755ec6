"""Pole boxes: from the customer list, with who is on which port, and where one more line fits."""

import pytest

from shared.access.audit import entries
from shared.core import clock
from shared.core.fields import Location, PageQuery
from shared.core.firestore import Commit
from shared.customers.models import Network
from shared.customers.repository import subscriptions
from shared.imports.import_customers import import_customers
from shared.network.collect_boxes import ports_for
from shared.network.free_ports import boxes_near, distance_m
from shared.network.models import NearQuery, Node
from shared.network.read_node import read_node
from shared.network.read_routers import list_drift
from shared.network.read_tree import read_tree
from shared.network.repository import nodes
from tests.cast import KAMIL, NOW, TODAY
from tests.conftest import Enqueued
from tests.network.conftest import Site

HEAD = "Nama;No HP;Alamat;Area;Paket;Harga;Tgl Tagihan;Status;User PPPoE;ODP"


def row(number: int, odp: str, status: str = "Aktif") -> str:
    return f"Pelanggan {number};0812{number:08d};Jl. A {number};Utara;Rumah 20;165000;1;{status};user{number};{odp}"


def bring_in(*rows: str) -> None:
    import_customers("\n".join([HEAD, *rows]).encode(), "pelanggan.csv", KAMIL, dry_run=False)


@pytest.fixture
def november(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def test_the_list_of_customers_brings_its_boxes_along(november: None) -> None:
    many = [row(number, "ODP-A1") for number in range(1, 11)]
    bring_in(*many, row(11, "odp a1 port 3"), row(12, "ODP-B2"), row(13, "ODP-C3", "Berhenti"), row(14, ""))
    made = {stored.value.id: stored.value for stored in nodes.find()}
    assert {name: (box.ports, box.area_id) for name, box in made.items()} == {
        "odp-a1": (16, "utara"),
        "odp-b2": (8, "utara"),
    }
    (line,) = subscriptions.find(("network.pppoe_user", "==", "user11"))
    assert (line.value.network.odp, line.value.network.port) == ("odp a1", 3)
    bring_in(*many, row(15, "ODP-B2"))
    assert len(entries.find(("what", "==", "nodes_made"))) == 1


def test_who_moves_to_another_box_loses_the_old_port(november: None) -> None:
    bring_in(row(1, "ODP-A1 port 3"))
    bring_in(row(1, "ODP-A1"))
    (line,) = subscriptions.find()
    assert line.value.network.port == 3
    bring_in(row(1, "ODP-B2"))
    (line,) = subscriptions.find()
    assert (line.value.network.odp, line.value.network.port) == ("ODP-B2", None)


def test_a_box_is_as_large_as_what_hangs_on_it() -> None:
    assert [ports_for(lines) for lines in (1, 8, 9, 17, 35, 200)] == [8, 8, 16, 24, 48, 200]


def box(name: str, latitude: float, *, ports: int = 8, area_id: str | None = None) -> Node:
    place = Location(latitude=latitude, longitude=112.0)
    return Node(id=name.lower(), kind="odp", name=name, ports=ports, area_id=area_id, location=place, created_at=NOW)


def test_free_ports_near_a_house_nearest_first(site: Site) -> None:
    commit = Commit()
    for one in (box("ODP-A", -8.0), box("ODP-B", -8.001, ports=2), box("ODP-C", -8.003, area_id="utara")):
        commit.create(nodes, one)
    commit.create(nodes, box("ODP-Z", -8.2))
    commit.commit()
    for number in (1, 2):
        site.line(number, network=Network(pppoe_user=f"plg-{number:05d}", odp="ODP-B", port=number))
    site.line(3, network=Network(pppoe_user="plg-00003", odp="ODP-A"))

    def near(**more: object) -> list[tuple[str, int, int]]:
        asked = NearQuery.model_validate({"latitude": -8.0002, "longitude": 112.0, **more})
        return [(one.name, one.distance_m, one.free_ports) for one in boxes_near(asked).items]

    assert near() == [("ODP-A", 22, 7), ("ODP-C", 311, 8)]
    assert near(also_full=True)[1] == ("ODP-B", 89, 0)
    assert near(within_m=50) == [("ODP-A", 22, 7)]
    assert [one.name for one in boxes_near(NearQuery(latitude=-8, longitude=112), ("utara",)).items] == ["ODP-C"]


def test_a_degree_of_latitude_is_111_km() -> None:
    here, there = Location(latitude=-8, longitude=112), Location(latitude=-7, longitude=112)
    assert distance_m(here, there) == pytest.approx(111_195, abs=10)


def test_a_box_shows_who_is_on_which_port_and_whether_on_line(site: Site) -> None:
    commit = Commit()
    commit.create(nodes, Node(id="olt-1", kind="olt", name="OLT 1", ports=16, created_at=NOW))
    commit.create(nodes, Node(id="odp-a", kind="odp", name="ODP-A", parent_id="olt-1", created_at=NOW))
    commit.commit()
    for number, port in ((1, 4), (2, 2), (3, None)):
        site.line(number, network=Network(pppoe_user=f"plg-{number:05d}", odp="ODP-A", port=port))
    site.polls(2)
    site.router.power("plg-00002", up=False)
    site.polls()
    shown = read_node("odp-a")
    assert [(line.port, line.customer_name, line.state) for line in shown.lines] == [
        (2, "Pelanggan 2", "off"),
        (4, "Pelanggan 1", "on"),
        (None, "Pelanggan 3", "on"),
    ]
    assert shown.free_ports == 5
    above = read_node("olt-1")
    assert ([one.id for one in above.children], above.lines, above.free_ports) == (["odp-a"], [], 15)


def test_the_tree_says_who_is_on_line_and_which_ports_are_taken(site: Site) -> None:
    commit = Commit()
    commit.create(nodes, Node(id="olt-1", kind="olt", name="OLT 1", ports=16, created_at=NOW))
    for name in ("odp-a", "odp-b"):
        commit.create(nodes, Node(id=name, kind="odp", name=name.upper(), parent_id="olt-1", created_at=NOW))
    commit.commit()
    lines = [site.line(number, network=Network(pppoe_user=f"plg-{number:05d}", odp="ODP-A")) for number in range(1, 6)]
    site.polls(2)
    site.router.power("plg-00002", up=False)
    site.decide(lines[2], allowed=False)
    site.polls(2)
    unseen = site.line(6, network=Network(pppoe_user="belum-dial", odp="ODP-A"))
    site.line(7, network=Network(pppoe_user="berhenti", odp="ODP-A"), status="stopped")
    shown = {node.id: node for node in read_tree().items}

    def counts(name: str) -> dict[str, int]:
        return {state: count for state, count in shown[name].lines.model_dump().items() if count}

    assert counts("odp-a") == {"on": 3, "off": 1, "cut": 1, "unknown": 1}
    assert (shown["odp-a"].used_ports, shown["odp-a"].free_ports) == (6, 2)
    assert (counts("odp-b"), shown["olt-1"].used_ports, shown["olt-1"].free_ports) == ({}, 2, 14)
    site.passes(121)
    shown = {node.id: node for node in read_tree().items}
    assert counts("odp-a") == {"unknown": 6}
    assert unseen.router_id is None


def test_who_is_moved_to_another_box_is_counted_there_and_is_no_drift(site: Site) -> None:
    commit = Commit()
    for name in ("odp-a", "odp-b"):
        commit.create(nodes, Node(id=name, kind="odp", name=name.upper(), created_at=NOW))
    commit.commit()
    line = site.line(1, network=Network(pppoe_user="plg-00001", odp="ODP-A"))
    site.polls(2)
    stored = subscriptions.get(line.id)
    assert stored
    moved = stored.value.model_copy(update={"network": Network(pppoe_user="plg-00001", odp="ODP-B")})
    commit = Commit()
    commit.update(subscriptions, stored, moved)
    commit.commit()
    assert list_drift(PageQuery()).items == []
    site.polls()
    assert {node.id: node.lines.on for node in read_tree().items} == {"odp-a": 0, "odp-b": 1}
    assert site.router.executed == []
    assert not site.stored(line).router_due
