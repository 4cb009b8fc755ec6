"""What lies between what shall be and what is, is commands; whatever happens on the way, the last decision stands."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local.routers.router import Router, Secret
from shared.customers.models import Served
from shared.network.line_state import LineState
from shared.network.settle_line import NOT_THERE, Command, command_id, fitting, line_of, settle_line
from tests.network.desk_of_one import RULES, Server

USERS = ["asih", "budi", "citra"]


def shall(allowed: bool, plan_id: str = "rumah-20", by_login: bool = True) -> Served:
    return Served(target="budi", by_login=by_login, allowed=allowed, plan_id=plan_id)


@pytest.mark.parametrize(
    ("wish", "line", "expected"),
    [
        (shall(True), {"profile": "p20"}, "as it shall be"),
        (shall(False), {"profile": "isolir"}, "as it shall be"),
        (shall(False), {"profile": "p20"}, ("isolate", "profile", "isolir")),
        (shall(True), {"profile": "isolir"}, ("allow", "enable", "p20")),
        (shall(True), {"profile": "p20", "disabled": True}, ("allow", "enable", "p20")),
        (shall(True, "rumah-50"), {"profile": "p20"}, ("set_profile", "profile", "p50")),
        (shall(True, "warung"), {"profile": "isolir", "home": "khusus"}, ("allow", "enable", "khusus")),
        (shall(True, "warung"), {"profile": "isolir"}, ("allow", "enable", "default")),
        (shall(True, "warung"), {"profile": "khusus", "home": "khusus"}, "as it shall be"),
        (shall(True), {"on": True}, NOT_THERE),
        (shall(True), None, NOT_THERE),
        (shall(False, by_login=False), None, ("isolate", "list", "isolir")),
        (shall(True, by_login=False), None, "as it shall be"),
        (shall(True, by_login=False), {"shut_out": True}, ("allow", "unlist", "isolir")),
        (shall(False, by_login=False), {"shut_out": True}, "as it shall be"),
    ],
)
def test_the_difference_is_one_command(wish: Served, line: dict[str, Any] | None, expected: Any) -> None:
    state = None if line is None else LineState(**line)
    settled = settle_line(wish, state, RULES, "c")
    if settled.command:
        assert (settled.command.kind, settled.command.verb, settled.command.value) == expected
    else:
        assert (settled.problem or (settled.served == wish and "as it shall be")) == expected


def test_a_decision_has_an_id_of_its_own_that_names_its_line() -> None:
    first, second = command_id("PLG-00001-1", "1"), command_id("PLG-00001-1", "2")
    assert first != second
    assert first == command_id("PLG-00001-1", "1")
    assert line_of(first) == "PLG-00001-1"


def test_no_answer_is_longer_than_routeros_6_can_read() -> None:
    many = [Command(f"PLG-00001-{number}.abcdef01", "allow", "enable", "x" * 60, "p20") for number in range(500)]
    held = fitting(many)
    assert 20 < len(held) < 60
    assert len("\n".join(command.line for command in held).encode()) < 4_000


def of_three() -> tuple[Router, Server]:
    router = Router(secrets={user: Secret("p20") for user in USERS}, profiles={"default", "isolir", "p20", "p50"})
    server = Server()
    for user in USERS:
        server.decide(user, allowed=True)
    return router, server


def run(router: Router, server: Server, times: int = 4) -> None:
    for _ in range(times):
        router.passes()
        server.passes()
        router.poll(server.answer)


def test_a_command_is_carried_out_once_and_the_modem_dials_again() -> None:
    router, server = of_three()
    run(router, server)
    server.decide("budi", allowed=False)
    run(router, server)
    assert (router.secrets["budi"].profile, len(router.executed)) == ("isolir", 1)
    assert "budi" in router.sessions
    run(router, server)
    assert len(router.executed) == 1
    server.decide("budi", allowed=True)
    run(router, server)
    assert (router.secrets["budi"].profile, len(router.executed)) == ("p20", 2)


def test_what_somebody_changes_at_the_router_is_put_right() -> None:
    router, server = of_three()
    server.decide("citra", allowed=False)
    run(router, server)
    router.secrets["citra"].profile = "p20"
    run(router, server)
    assert router.secrets["citra"].profile == "isolir"


def test_a_secret_somebody_disabled_is_enabled_again() -> None:
    router, server = of_three()
    run(router, server)
    router.secrets["asih"].disabled = True
    run(router, server)
    assert not router.secrets["asih"].disabled


def test_a_profile_that_is_not_there_is_told_and_tried_again() -> None:
    router, server = of_three()
    router.profiles.discard("isolir")
    server.decide("budi", allowed=False)
    run(router, server, 2)
    assert router.executed == []
    assert any(line.startswith("fail\t") for line in router.memory.done)
    router.profiles.add("isolir")
    run(router, server, 2)
    assert router.secrets["budi"].profile == "isolir"


def test_a_full_report_that_comes_late_hides_nothing_the_router_tells_next() -> None:
    router, server = of_three()
    first: list[str] = []
    router.poll(lambda text: first.append(text) or server.answer(text))  # type: ignore[func-returns-value]
    run(router, server)
    server.answer(first[0])
    router.power("asih", up=False)
    run(router, server, 3)
    assert not server.lines["asih"].on


ANSWERS = ["heard", "no answer", "no request", "answered late"]
STEPS = st.one_of(
    st.tuples(st.just("poll"), st.sampled_from(ANSWERS)),
    st.tuples(st.just("restart"), st.just("")),
    st.tuples(st.just("forget"), st.just("")),
    st.tuples(st.just("allow"), st.sampled_from(USERS)),
    st.tuples(st.just("isolate"), st.sampled_from(USERS)),
    st.tuples(st.just("plan"), st.sampled_from(USERS)),
    st.tuples(st.just("off"), st.sampled_from(USERS)),
    st.tuples(st.just("on"), st.sampled_from(USERS)),
    st.tuples(st.just("by hand"), st.sampled_from(USERS)),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(STEPS, max_size=30))
def test_however_it_is_cut_off_restarted_or_answered_twice_the_last_decision_stands(
    steps: list[tuple[str, str]],
) -> None:
    router, server = of_three()
    late: list[str] = []
    for what, which in steps:
        server.passes()
        router.passes()
        if what == "poll":
            act(router, server, which, late)
        elif what == "restart":
            router.restart()
        elif what == "forget":
            server.seq, server.lines = 0, {}
        elif what in ("allow", "isolate"):
            server.decide(which, allowed=what == "allow", plan_id=server.wishes[which].plan_id)
        elif what == "plan":
            server.decide(which, allowed=server.wishes[which].allowed, plan_id="rumah-50")
        elif what == "by hand":
            router.secrets[which].profile = "default"
        else:
            router.power(which, what == "on")
    for text in late:
        server.answer(text)
    run(router, server, 6)
    for user, wish in server.wishes.items():
        expected = RULES.profiles[wish.plan_id] if wish.allowed else "isolir"
        assert router.secrets[user].profile == expected
        assert server.lines[user].on == (user in router.sessions)
    assert server.commands() == []
    before = (server.lines.copy(), len(router.executed))
    run(router, server, 2)
    assert (server.lines, len(router.executed)) == before


def act(router: Router, server: Server, which: str, late: list[str]) -> None:
    def post(text: str) -> str | None:
        if which == "no request":
            return None
        if which == "answered late":
            late.append(text)  # it comes to us long after the router gave up waiting
            return None
        answer = server.answer(text)
        return answer if which == "heard" else None

    router.poll(post)
