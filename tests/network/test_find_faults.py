"""Which node broke, by the lines that fell beneath it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.network.find_faults import DownLine, Fault, find_faults
from shared.network.nodes_above import NodesAbove
from tests.cast import NOW

SITE = "site:rb"
TREE = {
    "p1": ("p1", "c1", "olt", SITE),
    "p2": ("p2", "c1", "olt", SITE),
    "p3": ("p3", "c2", "olt", SITE),
    "p4": ("p4", "c2", "olt", SITE),
    "p5": ("p5", SITE),
}
"""An exchange with two cabinets of two boxes each, and a box nobody has put into the tree."""


def fell(box: str, *minutes: float) -> list[DownLine]:
    """Lines of a box, so many minutes ago."""
    return [
        DownLine(f"{box}-{number}", TREE[box], NOW - timedelta(minutes=ago)) for number, ago in enumerate(minutes, 1)
    ]


def totals(each: int = 8, **more: int) -> dict[str, int]:
    """With so many lines on each box."""
    return {"c1": 2 * each, "c2": 2 * each, "olt": 4 * each, SITE: 5 * each, **more}


def nodes(faults: list[Fault]) -> list[str]:
    return [fault.node for fault in faults]


ALL = [0.0] * 8


@pytest.mark.parametrize(
    ("lines", "broken"),
    [
        ([], []),
        (fell("p1", 0), []),
        (fell("p1", 0, 0), ["p1"]),
        (fell("p1", 0, 9), ["p1"]),
        (fell("p1", 0, 11), []),
        (fell("p1", 0, 9, 18), ["p1"]),
        (fell("p5", 0, 0), ["p5"]),
        # One line on each of two boxes is nobody's fault; half of a cabinet's lines over both its boxes are.
        (fell("p1", 0) + fell("p2", 0), []),
        (fell("p1", 0, 0) + fell("p2", 0, 0), ["p1", "p2"]),
        (fell("p1", *ALL) + fell("p2", 0), ["p1"]),
        (fell("p1", *ALL) + fell("p2", 0, 0), ["c1"]),
        # A higher node swallows those beneath it; the deepest that explains everything is to blame.
        (fell("p1", *ALL) + fell("p2", *ALL), ["c1"]),
        (fell("p1", *ALL) + fell("p2", *ALL) + fell("p3", 0), ["c1"]),
        (fell("p1", *ALL) + fell("p2", *ALL) + fell("p3", *ALL), ["olt"]),
        (fell("p1", *ALL) + fell("p3", *ALL), ["olt"]),
        (fell("p1", *ALL) + fell("p3", 0, 0), ["p1", "p3"]),
        (fell("p1", *ALL) + fell("p2", *ALL) + fell("p5", 0, 0), ["c1", "p5"]),
        ([line for box in TREE for line in fell(box, *ALL)], [SITE]),
        # A night's worth of modems that were switched off one by one.
        (fell("p1", 0) + fell("p2", 60) + fell("p3", 120) + fell("p4", 180) + fell("p5", 240), []),
    ],
)
def test_the_deepest_node_that_explains_what_is_down(lines: list[DownLine], broken: list[str]) -> None:
    assert nodes(find_faults(lines, totals())) == broken


def test_single_modems_on_thirty_nine_boxes_are_nobodys_fault() -> None:
    lines = [DownLine(f"m{number}", (f"box-{number}", "olt", SITE), NOW) for number in range(39)]
    assert find_faults(lines, {"olt": 39 * 8, SITE: 39 * 8}) == []


def test_lines_of_unknown_box_are_each_on_one_of_their_own() -> None:
    lines = [DownLine(f"m{number}", (SITE,), NOW, has_box=False) for number in range(5)]
    assert find_faults(lines, {SITE: 11}) == []
    assert find_faults(lines, {SITE: 10}) == [Fault(SITE, frozenset(line.id for line in lines))]


def test_a_tree_that_bites_its_tail_has_an_end() -> None:
    tree = NodesAbove("rb")
    assert tree.above("nowhere") == ("nowhere", SITE)
    assert tree.above(SITE) == (SITE,)


LINES = st.lists(
    st.tuples(st.sampled_from(sorted(TREE)), st.integers(0, 7), st.integers(0, 40)),
    unique_by=lambda one: one[:2],
    max_size=40,
).map(lambda told: [DownLine(f"{box}-{n}", TREE[box], NOW - timedelta(minutes=ago)) for box, n, ago in told])


@given(LINES, st.randoms(use_true_random=False))
def test_every_fault_is_what_the_rules_say_whatever_the_order(lines: list[DownLine], chance: object) -> None:
    faults = find_faults(lines, totals())
    mixed = lines[:]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert find_faults(mixed, totals()) == faults
    by_id = {line.id: line for line in lines}
    named = [line for fault in faults for line in fault.lines]
    assert len(named) == len(set(named))
    for fault in faults:
        assert len(fault.lines) >= 2
        assert all(fault.node in by_id[line].above for line in fault.lines)
        if fault.node not in TREE:
            assert 2 * len(fault.lines) >= totals()[fault.node]
            assert len({by_id[line].box for line in fault.lines}) > 1
        for other in faults:
            way = by_id[min(other.lines)].above
            assert other is fault or fault.node not in way[way.index(other.node) :]


@given(LINES)
def test_a_box_that_is_broken_by_itself_is_always_in_some_fault(lines: list[DownLine]) -> None:
    blamed = {line for fault in find_faults(lines, totals()) for line in fault.lines}
    for box in TREE:
        alone = find_faults([line for line in lines if line.box == box], totals())
        assert all(fault.lines <= blamed for fault in alone)
