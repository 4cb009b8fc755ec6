"""The simulated routers: nodes that are cut with all beneath them, modems without power, reports twice and late."""

from pathlib import Path

from local.routers.fleet import Fleet, Plugged
from local.routers.router import length_of

ABOVE = {"ODP-A1": "ODC-A", "ODP-A2": "ODC-A", "ODC-A": "OLT-1"}


def fleet(path: Path) -> Fleet:
    made = Fleet(path / "routers.json")
    plugged = made.plug_in("rb.secret", {"asih": "ODP-A1", "budi": "ODP-A2", "citra": "ODP-C1"}, [])
    plugged.above |= ABOVE
    plugged.router.passes()
    return made


def on_line(made: Fleet) -> set[str]:
    made.routers["rb"].router.passes()
    return set(made.routers["rb"].router.sessions)


def test_a_cut_node_takes_all_beneath_it_along_and_they_see_no_light(tmp_path: Path) -> None:
    made = fleet(tmp_path)
    assert made.cut("odc-a", up=False) == 2
    assert on_line(made) == {"citra"}
    assert made.routers["rb"].router.light["asih"] == "los"
    up = {node["name"]: node["up"] for node in made.nodes()}
    assert up == {"ODP-A1": False, "ODP-A2": False, "ODC-A": False, "OLT-1": False, "ODP-C1": True}
    assert made.cut("ODP-A1", up=True) == 1
    assert on_line(made) == {"asih", "citra"}
    assert made.cut("nowhere", up=True) == 0
    assert on_line(Fleet(tmp_path / "routers.json")) == {"asih", "citra"}


def test_a_modem_without_power_says_so_before_it_goes(tmp_path: Path) -> None:
    made = fleet(tmp_path)
    assert made.power("budi", up=False)
    assert made.routers["rb"].router.light["budi"] == "gasp"
    assert on_line(made) == {"asih", "citra"}
    assert made.power("budi", up=True)
    assert on_line(made) == {"asih", "budi", "citra"}
    assert not made.power("nobody", up=True)


def test_what_goes_wrong_on_the_way_to_us(tmp_path: Path) -> None:
    plugged: Plugged = fleet(tmp_path).routers["rb"]
    came: list[str] = []

    def post(text: str) -> str:
        came.append(text)
        return f"answer {len(came)}"

    plugged.twice = True
    assert plugged.sends(post)("one") == "answer 2"
    plugged.twice, plugged.late = False, True
    assert plugged.sends(post)("two") is None
    assert plugged.sends(post)("three") == "answer 4"
    assert came == ["one", "one", "two", "three"]
    plugged.silent = True
    assert plugged.sends(post)("four") is None
    assert len(came) == 4


def test_lengths_of_time_are_written_as_a_router_writes_them() -> None:
    assert [length_of(seconds) for seconds in (5, 90, 86_400, 788_645)] == ["5s", "1m30s", "1d0s", "1w2d3h4m5s"]
