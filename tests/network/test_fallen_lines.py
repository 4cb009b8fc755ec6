"""What a router's document keeps of lines that fell, and when that is worth a look."""

from datetime import datetime, timedelta

from shared.network.fallen_lines import SETTLES_AFTER_S, Fallen, after_falls, down, held
from shared.network.line_state import FLAPPING_DROPS, LastWord, LineState
from tests.cast import NOW

DAY_S = 86_400
POLL = timedelta(seconds=30)


def line(name: str, on: bool, box: str = "", **more: object) -> LineState:
    return LineState(**{"subscription_id": name, "on": on, "box": box, "since": NOW, "profile": "p20", **more})


def falls(
    known: dict[str, Fallen], names: dict[str, str], now: datetime = NOW, word: LastWord = ""
) -> dict[str, Fallen]:
    before = {name: line(name, True, box) for name, box in names.items()}
    after = {name: line(name, False, box, last_word=word) for name, box in names.items()}
    return after_falls(known, before, after, "isolir", now)


def back(known: dict[str, Fallen], *names: str, now: datetime) -> dict[str, Fallen]:
    after = {name: line(name, True) for name in names}
    return after_falls(known, {name: line(name, False) for name in names}, after, "isolir", now)


def test_one_alone_shows_nothing_and_is_forgotten() -> None:
    known = falls({}, {"budi": "p1"})
    assert down(known, NOW + POLL, DAY_S) == frozenset()
    assert after_falls(known, {}, {}, "isolir", NOW + timedelta(minutes=10)) == {}


def test_two_of_a_box_show_once_a_later_report_still_says_so() -> None:
    known = falls(falls({}, {"budi": "p1"}), {"dewi": "p1"}, NOW + POLL)
    assert down(known, NOW + POLL, DAY_S) == {"budi"}
    assert down(known, NOW + 2 * POLL, DAY_S) == {"budi", "dewi"}
    known = falls(known, {"citra": "p1"}, NOW + timedelta(hours=3))
    assert known["citra"].in_company


def test_two_of_two_boxes_show_where_they_fell_in_the_same_report() -> None:
    assert down(falls({}, {"budi": "p1", "dewi": ""}), NOW + POLL, DAY_S) == {"budi", "dewi"}
    known = falls(falls({}, {"budi": "p1"}), {"dewi": "p2"}, NOW + POLL)
    assert down(known, NOW + 2 * POLL, DAY_S) == frozenset()


def test_who_is_back_holds_an_outage_open_until_it_lasts() -> None:
    known = back(falls({}, {"budi": "p1", "dewi": "p1"}), "budi", now=NOW + 2 * POLL)
    assert down(known, NOW + 2 * POLL, DAY_S) == {"dewi"}
    assert held(known, NOW + 2 * POLL, DAY_S) == {"budi", "dewi"}
    again = falls(known, {"budi": "p1"}, NOW + 3 * POLL)
    assert again["budi"].at == NOW
    known = back(known, "budi", now=NOW + 3 * POLL)
    assert set(known) == {"dewi"}


def test_a_router_that_begins_anew_shows_nothing_yet() -> None:
    known = falls({}, {"budi": "p1", "dewi": "p1"})
    assert held(known, NOW + POLL, SETTLES_AFTER_S - 1) == frozenset()
    assert held(known, None, DAY_S) == frozenset()


def test_a_house_without_power_shows_nothing() -> None:
    assert held(falls({}, {"budi": "p1", "dewi": "p1"}, word="gasp"), NOW + POLL, DAY_S) == frozenset()
    assert held(falls({}, {"budi": "p1", "dewi": "p1"}, word="los"), NOW + POLL, DAY_S) == {"budi", "dewi"}


def test_who_is_shut_out_comes_and_goes_or_is_nobodys_has_not_fallen() -> None:
    drops = [NOW] * FLAPPING_DROPS
    for one in ({"profile": "isolir"}, {"shut_out": True}, {"disabled": True}, {"drops": drops}):
        after = {name: line(name, False, "p1", **one) for name in ("budi", "dewi")}
        before = {name: line(name, True, "p1") for name in ("budi", "dewi")}
        assert after_falls({}, before, after, "isolir", NOW) == {}
    nobody = {"x": LineState(subscription_id=""), "y": LineState(subscription_id="")}
    assert after_falls({}, {name: LineState(on=True) for name in nobody}, nobody, "isolir", NOW) == {}
    known = falls({}, {"citra": "p1", "dewi": "p1"})
    cut = after_falls(known, {}, {"citra": line("citra", False, "p1", profile="isolir")}, "isolir", NOW + POLL)
    assert set(cut) == {"dewi"}
