"""How many codes and tries a phone has: by tables, and for every order of whoever tries."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.login.code_rules import (
    CODE_LIVES,
    HOUR,
    MOST_TRIES,
    MOST_TRIES_AN_HOUR,
    MOST_TRIES_OF_OTHERS,
    as_proven,
    as_spent,
    code_meant,
    code_of,
    may_ask,
    proven_code,
    with_code,
    with_try,
)
from shared.login.models import Code, PhoneLogins, Way
from tests.cast import NOW

NOBODY = PhoneLogins(id="x", expires_at=NOW)
MINUTE = timedelta(minutes=1)


def code(number: int = 1, minute: float = 0, asker: str = "", address: str = "home", way: Way = "code") -> Code:
    made_at = NOW + minute * MINUTE
    return Code(
        id=f"c{number}",
        way=way,
        salt="s",
        digest="d",
        made_at=made_at,
        expires_at=made_at + CODE_LIVES,
        asker=asker,
        address=address,
    )


def logins(*codes: Code) -> PhoneLogins:
    made = NOBODY
    for one in codes:
        made = with_code(made, one, one.made_at)
    return made


@pytest.mark.parametrize(
    ("made_at", "asks_at", "may"),
    [
        ([], 0, True),
        ([0, 1], 2, True),
        ([0, 1, 2], 3, False),
        ([0, 1, 2], 59.9, False),
        ([0, 1, 2], 60, True),
        ([0, 30, 59], 60, True),
        ([10, 30, 59], 60, False),
    ],
)
def test_a_phone_has_three_codes_in_any_hour(made_at: list[float], asks_at: float, may: bool) -> None:
    asked = logins(*(code(number, minute) for number, minute in enumerate(made_at)))
    assert may_ask(asked, "code", NOW + asks_at * MINUTE) is may


def test_what_they_send_us_is_not_as_dear() -> None:
    asked = logins(*(code(number, number, way="inbound") for number in range(9)))
    assert may_ask(asked, "inbound", NOW + 9 * MINUTE)
    assert not may_ask(asked, "code", NOW + 9 * MINUTE)


@pytest.mark.parametrize(
    ("asker", "address", "meant"),
    [
        ("phone", "elsewhere", "c1"),
        ("laptop", "home", "c2"),
        ("", "home", "c2"),
        ("", "elsewhere", "c3"),
        ("", "botnet", "c3"),
    ],
)
def test_the_code_meant_is_the_browsers_own_then_the_addresses_then_the_last(
    asker: str, address: str, meant: str
) -> None:
    asked = logins(
        code(1, 0, asker="phone", address="mobile"), code(2, 1, asker="laptop"), code(3, 2, address="botnet")
    )
    found = code_meant(asked, asker, address, NOW + 3 * MINUTE)
    assert found is not None
    assert found.id == meant


@pytest.mark.parametrize(("minute", "lives"), [(4.99, True), (5, False), (600, False)])
def test_a_code_lives_five_minutes(minute: float, lives: bool) -> None:
    assert bool(code_meant(logins(code()), "", "home", NOW + minute * MINUTE)) is lives


def test_once_somebody_is_in_no_code_is_good_any_more() -> None:
    spent = as_spent(logins(code(1), code(2)))
    assert code_meant(spent, "", "home", NOW) is None
    assert code_of(spent, "c1", NOW) is None


def test_only_the_browser_that_asked_is_let_in_by_a_message() -> None:
    asked = logins(code(1, asker="own", way="inbound"))
    proven = as_proven(asked, asked.codes[0])
    assert proven_code(asked, "own", NOW) is None
    assert proven_code(proven, "own", NOW) is not None
    assert proven_code(proven, "other", NOW) is None
    assert proven_code(proven, "own", NOW + 5 * MINUTE) is None
    assert code_meant(proven, "own", "home", NOW) is None, "six digits that were on a screen are no code"


Try = tuple[bool, float]
TRIES = st.lists(st.tuples(st.booleans(), st.floats(0, 0.5)), max_size=80)


@given(tries=TRIES, gaps=st.lists(st.floats(0, 30), min_size=1, max_size=6))
def test_whoever_tries_in_whatever_order_the_limits_hold(tries: list[Try], gaps: list[float]) -> None:
    state, real = NOBODY, NOW
    compared: list[tuple[str, bool, float]] = []
    for number, gap in enumerate(gaps):
        real += gap * MINUTE
        if may_ask(state, "code", real):
            state = with_code(state, code(number, (real - NOW) / MINUTE, asker="me"), real)
        for mine, pause in tries:
            real += pause * MINUTE
            asker, address = ("me", "home") if mine else ("", "botnet")
            meant = code_meant(state, asker, address, real)
            after = with_try(state, meant, asker, address, real) if meant else None
            if meant and after:
                state = after
                compared.append((meant.id, mine, (real - NOW) / MINUTE))
    for one in {name for name, _, _ in compared}:
        of_one = [mine for name, mine, _ in compared if name == one]
        assert len(of_one) <= MOST_TRIES
        assert of_one.count(False) <= MOST_TRIES_OF_OTHERS
    moments = [at for _, _, at in compared]
    for begin in moments:
        assert sum(begin <= at < begin + HOUR / MINUTE for at in moments) <= MOST_TRIES_AN_HOUR


@given(guesses=st.integers(0, 200))
def test_however_many_others_guess_whoever_asked_has_tries_left(guesses: int) -> None:
    state = logins(code(1, asker="me"))
    for _ in range(guesses):
        state = with_try(state, state.codes[0], "", "botnet", NOW) or state
    assert with_try(state, state.codes[0], "me", "train", NOW) is not None
    assert with_try(state, state.codes[0], "", "home", NOW) is not None
