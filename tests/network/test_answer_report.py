"""A report is taken in once, costs what changed, and the router ends up doing what was decided last."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from local.routers.router import Secret
from shared.core.errors import BadRequest, Unauthorized
from shared.core.firestore import Commit, to_document
from shared.customers.repository import customers
from shared.network.answer_report import LOOKED_UP_AT_ONCE, answer_report
from shared.network.forget_lines import forget_lines
from shared.network.read_line import line_seen
from shared.network.repository import report_parts, sessions
from tests.network.conftest import ROUTER, Site

AT_REST = (2, 1)
"""The router and the question what is due; the router's document."""


def strangers(site: Site, count: int) -> None:
    """PPPoE users nobody has written down."""
    for number in range(count):
        site.router.secrets[f"orang-{number:04d}"] = Secret("p20")


@pytest.mark.parametrize("count", [100, 2000])
def test_a_report_without_news_writes_one_document_however_many_sessions(site: Site, count: int) -> None:
    strangers(site, count)
    rounds = 2 + count // LOOKED_UP_AT_ONCE + 1
    site.polls(rounds)
    assert site.kept().sessions == count
    assert site.kept().to_look_up is False
    assert site.costs() == AT_REST
    found = sessions.find(("router_id", "==", ROUTER))
    assert sum(len(stored.value.lines) for stored in found) == count
    assert max(len(repr(to_document(stored.value))) for stored in found) < 200_000


def test_what_changed_is_what_is_written(site: Site) -> None:
    strangers(site, 300)
    site.polls(6)
    site.router.power("orang-0007", up=False)
    reads, writes = site.costs()
    assert writes == 2  # the router, and the one document in which this line lies
    assert reads <= 3
    assert not site.state("orang-0007").on
    assert site.kept().sessions == 299
    assert site.costs() == AT_REST


def test_the_same_post_again_changes_nothing_even_at_the_same_moment(site: Site) -> None:
    line = site.line(1)
    site.polls(3)
    site.decide(line, allowed=False)
    site.passes()
    posts: list[str] = []

    def post(text: str) -> str:
        posts.append(text)
        with ThreadPoolExecutor(8) as pool:
            answers = set(pool.map(site.post, [text] * 8))
        assert len(answers) == 1
        return answers.pop()

    before = site.kept().seq
    site.router.poll(post)
    assert site.kept().seq == before + 1
    kept = (site.kept(), site.stored(line))
    assert site.post(posts[0]).startswith(f"next\t{before + 1}\n")
    assert (site.kept(), site.stored(line)) == kept


def test_a_payment_reaches_the_router_at_its_next_poll(site: Site) -> None:
    line = site.line(1)
    site.polls(2)
    assert site.stored(line).router_id == ROUTER
    site.decide(line, allowed=False)
    assert site.stored(line).router_due
    site.polls()
    assert site.router.secrets["plg-00001"].profile == "isolir"
    assert site.stored(line).router_due  # done, but not yet reported
    site.polls()
    assert not site.stored(line).router_due
    site.decide(line, allowed=True)
    site.polls()
    assert site.router.secrets["plg-00001"].profile == "p20"
    site.polls()
    assert not site.stored(line).router_due
    assert len(site.router.executed) == 2


def test_suspend_and_pay_while_the_router_is_away_a_day_is_nothing_to_do(site: Site) -> None:
    line = site.line(1)
    site.polls(2)
    for allowed in (False, True, False, True):
        site.passes(3600)
        site.decide(line, allowed=allowed)
    assert not site.stored(line).router_due
    site.passes(86_400)
    site.router.restart()
    site.polls(3)
    assert site.router.executed == []
    assert site.stored(line).service_allowed


def test_one_put_back_by_hand_is_cut_again(site: Site) -> None:
    line = site.line(1)
    site.decide(line, allowed=False)
    site.polls(3)
    assert not site.stored(line).router_due
    site.router.secrets["plg-00001"].profile = "p20"
    site.polls()
    site.polls()
    assert site.router.secrets["plg-00001"].profile == "isolir"
    assert not site.stored(line).router_due


def test_a_fixed_address_is_shut_out_by_the_list(site: Site) -> None:
    line = site.fixed(1, "10.9.9.9")
    site.polls(2)
    site.decide(line, allowed=False)
    site.polls(2)
    assert site.router.shut_out == {"10.9.9.9"}
    assert not site.stored(line).router_due
    site.decide(line, allowed=True)
    site.polls(2)
    assert site.router.shut_out == set()
    assert not site.stored(line).router_due


def test_why_it_cannot_be_is_kept_and_it_heals_by_itself(site: Site) -> None:
    line = site.line(1)
    site.polls(2)
    site.router.profiles.discard("isolir")
    site.decide(line, allowed=False)
    site.polls(2)
    assert (site.stored(line).router_problem, site.stored(line).router_due) == ("no profile", True)
    site.router.profiles.add("isolir")
    site.polls(12)
    assert (site.stored(line).router_problem, site.stored(line).router_due) == ("", False)
    del site.router.secrets["plg-00001"]
    site.router.sessions.clear()
    site.decide(line, allowed=True)
    site.polls(2)
    assert site.stored(line).router_problem == "not_there"
    site.router.secrets["plg-00001"] = Secret("isolir")
    site.polls(2)
    assert (site.stored(line).router_problem, site.stored(line).router_due) == ("", False)


def test_a_customer_who_is_written_down_later_is_found_when_the_modem_dials(site: Site) -> None:
    site.router.secrets["plg-00005"] = Secret("p20")
    site.polls(2)
    line = site.line(5)
    assert site.stored(line).router_id is None
    site.router.sessions.clear()
    site.polls()
    assert site.stored(line).router_id == ROUTER
    assert site.state("plg-00005").subscription_id == line.id


def test_a_restart_in_the_middle_of_a_long_report_loses_nothing(site: Site) -> None:
    strangers(site, 700)
    site.passes()
    sent: list[str] = []

    def breaks_off(text: str) -> str | None:
        sent.append(text)
        return site.post(text) if len(sent) < 2 else None

    site.router.poll(breaks_off)
    assert site.kept().sessions == 0
    site.router.restart()
    site.polls(9)
    assert site.kept().sessions == 700
    assert report_parts.find() == []


def test_lost_memory_on_either_side_is_told_anew(site: Site) -> None:
    strangers(site, 10)
    site.polls(3)
    site.router.memory.next = 77
    site.polls()
    site.polls()
    assert site.kept().sessions == 10
    assert site.costs() == AT_REST


def test_a_person_who_is_removed_leaves_a_login_and_no_more(site: Site) -> None:
    line = site.line(1)
    site.polls(2)
    owner = customers.get(line.customer_id)
    assert owner
    commit = Commit()
    forget_lines(commit, owner.value)
    commit.commit()
    left = site.state("plg-00001")
    assert (left.subscription_id, left.address, left.caller) == ("", "", "")
    assert site.costs() == AT_REST


def test_only_the_router_s_own_token_opens(site: Site) -> None:
    good = "poll\t0\nkind\tfull\npart\t1\tlast\n"
    for wrong in ("", "x", f"{ROUTER}.wrong", f"{ROUTER}.", site.token + "x", "a/b.c", "x" * 4000):
        with pytest.raises(Unauthorized):
            answer_report(wrong, good)
    with pytest.raises(BadRequest):
        answer_report(site.token, "hello")
    assert answer_report(site.token, good).startswith("next\t")


def test_a_line_is_on_off_or_unknown_as_its_router_is_heard(site: Site) -> None:
    line = site.line(1)
    assert line_seen(line) is None
    site.polls(2)

    def state() -> str:
        seen = line_seen(site.stored(line))
        assert seen
        return seen.state

    assert state() == "on"
    site.router.power("plg-00001", up=False)
    site.polls()
    assert state() == "off"
    site.passes(121)
    assert state() == "unknown"
