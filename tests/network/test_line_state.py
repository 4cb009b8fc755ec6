"""What a router says of a line becomes on, off, unknown or flapping; only what changed is a change."""

from datetime import timedelta

import pytest

from shared.network.line_state import LineState, Standing, after_report, standing
from shared.network.read_report import Report, read_report
from tests.cast import NOW


def report(*lines: str, kind: str = "changes") -> Report:
    return read_report(f"poll\t1\nkind\t{kind}\npart\t1\tlast\n" + "\n".join(lines))


def told(lines: dict[str, LineState], *said: str, kind: str = "changes", after_s: int = 0) -> dict[str, LineState]:
    changes = after_report(lines, report(*said, kind=kind), "isolir", NOW + timedelta(seconds=after_s))
    return {name: line for name, line in {**lines, **changes}.items() if line is not None}


ON = "+\ts\tbudi\t10.0.0.2\t0x81\tAA:BB\t1h"


def test_a_session_is_on_since_as_long_ago_as_it_says_whatever_the_router_s_clock() -> None:
    line = told({}, ON)["budi"]
    assert (line.on, line.since, line.address) == (True, NOW - timedelta(hours=1), "10.0.0.2")


def test_the_same_report_again_changes_nothing() -> None:
    lines = told({}, ON, "+\tp\tbudi\tdefault\tfalse", kind="full")
    again = report(ON, "+\tp\tbudi\tdefault\tfalse", kind="full")
    assert after_report(lines, again, "isolir", NOW + timedelta(minutes=9)) == {}


def test_a_full_report_says_of_all_others_that_they_are_gone() -> None:
    lines = told({}, ON, "+\tp\tbudi\tdefault\tfalse", "+\ts\tciti\t10.0.0.3\t0x82\tCC\t1m")
    after = told(lines, "+\tp\tbudi\tdefault\tfalse", kind="full", after_s=60)
    assert (after["budi"].on, after["budi"].since) == (False, NOW + timedelta(seconds=60))
    assert "citi" not in after


def test_a_line_of_a_customer_stays_known_when_the_router_no_longer_names_it() -> None:
    lines = {"budi": LineState(on=True, session="0x81", profile="default", subscription_id="PLG-00001-1")}
    after = told(lines, kind="full")
    assert (after["budi"].on, after["budi"].profile) == (False, None)


def test_the_profile_of_before_is_remembered_when_one_is_shut_out() -> None:
    lines = told({}, "+\tp\tbudi\tp50\tfalse")
    after = told(lines, "+\tp\tbudi\tisolir\tfalse")
    assert (after["budi"].profile, after["budi"].home) == ("isolir", "p50")


def test_a_reconnect_between_two_polls_is_seen() -> None:
    after = told(told({}, ON), "+\ts\tbudi\t10.0.0.9\t0x99\tAA:BB\t5s", after_s=30)
    assert (len(after["budi"].drops), after["budi"].since) == (1, NOW + timedelta(seconds=25))


def test_a_session_that_ends_for_another_profile_or_a_restart_is_no_fault_of_the_line() -> None:
    lines = told({}, ON, "+\tp\tbudi\tp20\tfalse")
    shut_out = told(lines, "-\ts\tbudi", "+\tp\tbudi\tisolir\tfalse", after_s=30)
    assert (shut_out["budi"].on, shut_out["budi"].drops) == (False, [])
    restarted = told(lines, "+\ts\tbudi\t10.0.0.9\t0x99\tAA\t5s", "+\tp\tbudi\tp20\tfalse", kind="full", after_s=30)
    assert restarted["budi"].drops == []
    pulled = told(lines, "-\ts\tbudi", after_s=30)
    assert len(pulled["budi"].drops) == 1


@pytest.mark.parametrize(
    ("line", "heard_s_ago", "expected"),
    [
        (LineState(on=True), 30, "on"),
        (LineState(), 30, "off"),
        (LineState(on=True), 121, "unknown"),
        (LineState(), 121, "unknown"),
        (LineState(on=True), None, "unknown"),
        (LineState(on=True, drops=[NOW - timedelta(minutes=minute) for minute in (20, 10, 5, 1)]), 30, "flapping"),
        (LineState(on=True, drops=[NOW - timedelta(minutes=minute) for minute in (40, 10, 5, 1)]), 30, "on"),
    ],
)
def test_a_silent_router_s_lines_are_unknown_not_down(
    line: LineState, heard_s_ago: int | None, expected: Standing
) -> None:
    heard_at = None if heard_s_ago is None else NOW - timedelta(seconds=heard_s_ago)
    assert standing(line, heard_at, NOW) == expected


def test_a_fixed_address_is_on_line_while_it_answers() -> None:
    lines = told({}, "+\tw\t10.1.1.1\tup")
    assert lines["10.1.1.1"].on
    assert not told(lines, "+\tw\t10.1.1.1\tdown", after_s=30)["10.1.1.1"].on


def test_light_that_cannot_be_is_not_kept() -> None:
    assert told({}, ON, "+\tr\tbudi\t-23.5")["budi"].rx_dbm == -23.5
    assert told({}, ON, "+\tr\tbudi\tnan")["budi"].rx_dbm is None
    assert told({}, ON, "+\tr\tbudi\t900")["budi"].rx_dbm is None
