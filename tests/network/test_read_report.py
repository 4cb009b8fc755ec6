"""A report is read as the script writes it, and nothing a script would not write passes for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.routers.router import Router, Secret
from shared.core.errors import BadRequest
from shared.network.poll_order import PollOrder, order_of
from shared.network.read_report import Report, joined, read_report, seconds

HEAD = "poll\t7\nkind\tchanges\npart\t1\tlast\n"


def test_each_line_says_one_thing() -> None:
    report = read_report(
        HEAD + "name\trb-utara\nversion\t6.49.17\ncpu\t3\nif\tether1\t10\t20\n"
        "+\ts\tbudi\t10.0.0.2\t0x81\tAA:BB\t1h\n-\ts\tciti\n+\tp\tbudi\tdefault\tfalse\n"
        "done\tPLG-00001-1.aa\nfail\tPLG-00002-1.bb\tno profile\nnew-in-version-9\t1\t2\n"
    )
    assert (report.poll, report.is_full, report.part, report.more) == (7, False, 1, False)
    assert report.facts == {"name": "rb-utara", "version": "6.49.17", "cpu": "3"}
    assert report.traffic == {"ether1": (10, 20)}
    assert report.entries == {
        ("s", "budi"): ("10.0.0.2", "0x81", "AA:BB", "1h"),
        ("p", "budi"): ("default", "false"),
    }
    assert report.gone == {("s", "citi")}
    assert (report.done, report.failed) == (("PLG-00001-1.aa",), {"PLG-00002-1.bb": "no profile"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "poll\t7",
        "poll\t-1\nkind\tfull\npart\t1\tlast",
        "poll\t1e3\nkind\tfull\npart\t1\tlast",
        "poll\t7\nkind\tfull\npart\t0\tlast",
        "poll\t7\nkind\tfull\npart\t61\tlast",
        "poll\t" + "9" * 50 + "\nkind\tfull\npart\t1\tlast",
        HEAD + "if\tether1\tmany\t0",
        HEAD + "x\n" * 3000,
    ],
)
def test_what_no_script_writes_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        read_report(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        report = read_report(HEAD + text)
    except BadRequest:
        return
    assert not set(report.entries) & set(report.gone)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("0s", 0),
        ("59s", 59),
        ("3h4m5s", 11_045),
        ("1d", 86_400),
        ("1w2d03:04:05", 788_645),
        ("00:00:30", 30),
        ("", 0),
        ("soon", 0),
    ],
)
def test_lengths_of_time_are_routeros_s(text: str, length: int) -> None:
    assert seconds(text) == length


def test_two_thousand_sessions_come_in_parts_that_routeros_can_send() -> None:
    router = Router(secrets={f"pelanggan-{number}": Secret() for number in range(2000)})
    router.passes()
    sent: list[str] = []

    def post(text: str) -> str:
        sent.append(text)
        return "part\t1"

    router.poll(post)
    assert 2 < len(sent) < 20
    assert max(len(text) for text in sent) < 24_000
    parts = [read_report(text) for text in sent]
    assert [part.more for part in parts] == [True] * (len(parts) - 1) + [False]
    assert len(joined(parts).entries) == 4000


ORDERS = [
    (0, True, 5, PollOrder.NEW),
    (0, False, 5, PollOrder.LOST),
    (5, False, 5, PollOrder.NEW),
    (4, False, 5, PollOrder.AGAIN),
    (3, False, 5, PollOrder.LOST),
    (6, False, 5, PollOrder.LOST),
    (5, True, 5, PollOrder.LOST),
]


@pytest.mark.parametrize(("poll", "is_full", "expected", "order"), ORDERS)
def test_a_report_is_new_once(poll: int, is_full: bool, expected: int, order: PollOrder) -> None:
    assert order_of(Report(poll=poll, is_full=is_full), expected) is order
