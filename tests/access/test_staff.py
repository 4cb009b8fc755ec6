"""The owner invites, changes and disables; whoever is out is out at once, and never the last owner."""

import itertools
import threading
from typing import Any

import jwt
import pytest
import requests

from shared.access import change_member as changing
from shared.access import invite_member as inviting
from shared.access.audit import entries
from shared.access.change_member import change_member
from shared.access.invite_member import invite_again, invite_member, uid_of
from shared.access.make_first_owner import make_first_owner
from shared.access.models import MemberChanges, NewMember
from shared.access.repository import staff
from shared.access.settle_caller import settle_staff
from shared.core.errors import Busy, Conflict, Forbidden, OutsideError, Problem, Unauthorized
from tests.access.conftest import Accounts
from tests.access.doors import employ
from tests.cast import KAMIL

FITRI = NewMember(email="Fitri@sambung.test", name="Fitri", role="cashier", areas=["utara"])
PASSWORD = "kopi-susu-tubruk"


class Asked:
    """What settle_staff looks at of a request."""

    def __init__(self, token: str) -> None:
        self.headers = {"Authorization": f"Bearer {token}"}


@pytest.fixture
def admit(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Stand before a door with a token: (token, permission, is a read)."""

    def stand(token: str, permission: str, *, is_read: bool) -> Any:
        monkeypatch.setattr("shared.access.settle_caller.request", Asked(token))
        return settle_staff(permission, is_read)

    return stand


def signed_in(accounts: Accounts, new: NewMember = FITRI) -> dict[str, str]:
    """Invited, with a password of their own, and in."""
    answer = invite_member(new, KAMIL, None)
    accounts.choose_password(answer.body.invite_link, PASSWORD)
    return accounts.sign_in(new.email, PASSWORD).json()


def account(accounts: Accounts, uid: str) -> Any:
    """The account as Firebase keeps it."""
    url = f"http://{accounts.host}/identitytoolkit.googleapis.com/v1/projects/demo-sambung/accounts:lookup"
    headers = {"Authorization": "Bearer owner"}
    return requests.post(url, json={"localId": [uid]}, headers=headers, timeout=30).json()["users"][0]


def test_an_invited_member_chooses_a_password_and_is_let_in(accounts: Accounts, admit: Any) -> None:
    answer = invite_member(FITRI, KAMIL, None)
    assert (answer.status, answer.body.email, answer.body.emailed) == (201, "fitri@sambung.test", True)
    assert accounts.sign_in(FITRI.email, "").status_code == 400
    accounts.choose_password(answer.body.invite_link, PASSWORD)
    token = accounts.sign_in(FITRI.email, PASSWORD).json()["idToken"]
    caller = admit(token, "customers.write", is_read=False)
    assert (caller.role, caller.areas) == ("cashier", ("utara",))
    with pytest.raises(Forbidden):
        admit(token, "staff.read", is_read=True)


def test_a_repeated_invitation_is_the_same_member_with_a_new_link(accounts: Accounts) -> None:
    first = invite_member(FITRI, KAMIL, "k-1")
    second = invite_member(FITRI, KAMIL, "k-1")
    assert (first.status, second.status) == (201, 200)
    assert first.body.id == second.body.id
    assert first.body.invite_link != second.body.invite_link
    assert len(entries.find(("what", "==", "invited"))) == 1


@pytest.mark.parametrize("step", ["ensure_account", "tell_account", "password_code"])
def test_an_invitation_that_dies_half_way_is_completed_by_a_repeat(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def die(*_: Any, **__: Any) -> None:
        raise OutsideError("firebase", "UNAVAILABLE", permanent=False)

    with monkeypatch.context() as broken:
        broken.setattr(inviting, step, die)
        with pytest.raises(Busy):
            invite_member(FITRI, KAMIL, None)
    assert accounts.sign_in(FITRI.email, PASSWORD).status_code == 400
    assert signed_in(accounts)["idToken"]


def test_one_key_invites_one_person(accounts: Accounts) -> None:
    invite_member(FITRI, KAMIL, "k-1")
    with pytest.raises(Conflict, match="id_reused"):
        invite_member(FITRI.model_copy(update={"email": "eko@sambung.test"}), KAMIL, "k-1")
    assert len(staff.find()) == 1


def test_an_invitation_changes_nobody_s_role(accounts: Accounts) -> None:
    invite_member(FITRI, KAMIL, None)
    with pytest.raises(Conflict, match="already_staff"):
        invite_member(FITRI.model_copy(update={"role": "owner"}), KAMIL, None)


def test_an_account_somebody_made_themselves_is_not_what_the_invited_gets(accounts: Accounts) -> None:
    accounts.call("signUp", email="fitri@sambung.test", password="penyusup-1").raise_for_status()
    invite_member(FITRI, KAMIL, None)
    assert accounts.sign_in(FITRI.email, "penyusup-1").status_code == 400


@pytest.mark.parametrize("changes", [{"active": False}, {"role": "technician"}, {"areas": ["selatan"]}])
def test_who_is_disabled_or_moved_is_out_at_once(accounts: Accounts, admit: Any, changes: dict[str, Any]) -> None:
    session = signed_in(accounts)
    began = int(jwt.decode(session["idToken"], options={"verify_signature": False})["auth_time"])
    admit(session["idToken"], "customers.read", is_read=True)
    change_member(uid_of(FITRI.email), MemberChanges(**changes), KAMIL)
    renewed = accounts.refresh(session["refreshToken"])  # which the emulator does not refuse, as Firebase would
    tokens = [session["idToken"], *([renewed.json()["id_token"]] if renewed.ok else [])]
    for token, is_read in itertools.product(tokens, (True, False)):
        with pytest.raises((Unauthorized, Forbidden)):
            admit(token, "customers.read", is_read=is_read)
    assert int(account(accounts, uid_of(FITRI.email))["validSince"]) >= began


def test_another_instance_lets_the_disabled_read_for_half_a_minute_and_write_not_at_all(
    accounts: Accounts, admit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = signed_in(accounts)["idToken"]
    admit(token, "customers.read", is_read=True)
    monkeypatch.setattr(changing, "forget_member", lambda uid: None)
    change_member(uid_of(FITRI.email), MemberChanges(active=False), KAMIL)
    admit(token, "customers.read", is_read=True)
    with pytest.raises((Unauthorized, Forbidden)):
        admit(token, "customers.write", is_read=False)
    monkeypatch.setattr("shared.access.settle_caller.READS_TRUST_FOR_S", 0)
    with pytest.raises((Unauthorized, Forbidden)):
        admit(token, "customers.read", is_read=True)


def test_a_new_name_ends_no_session(accounts: Accounts, admit: Any) -> None:
    session = signed_in(accounts)
    change_member(uid_of(FITRI.email), MemberChanges(name="Fitri Handayani"), KAMIL)
    assert admit(session["idToken"], "customers.read", is_read=False).name == "Fitri Handayani"
    assert accounts.refresh(session["refreshToken"]).ok


def test_tokens_say_the_new_role_after_signing_in_again(accounts: Accounts) -> None:
    signed_in(accounts)
    uid = uid_of(FITRI.email)
    change_member(uid, MemberChanges(role="admin", areas=[]), KAMIL)
    assert account(accounts, uid)["customAttributes"] == '{"role": "admin", "areas": []}'


def test_the_disabled_get_no_link_until_they_are_enabled(accounts: Accounts) -> None:
    signed_in(accounts)
    uid = uid_of(FITRI.email)
    change_member(uid, MemberChanges(active=False), KAMIL)
    assert accounts.sign_in(FITRI.email, PASSWORD).status_code == 400
    with pytest.raises(Conflict, match="member_disabled"):
        invite_again(uid, KAMIL)
    with pytest.raises(Conflict, match="already_staff"):
        invite_member(FITRI, KAMIL, None)
    change_member(uid, MemberChanges(active=True), KAMIL)
    assert accounts.sign_in(FITRI.email, PASSWORD).ok


@pytest.mark.parametrize("changes", [{"active": False}, {"role": "admin"}])
def test_the_last_active_owner_stays(db: None, changes: dict[str, Any]) -> None:
    employ("demo-owner", "owner")
    employ("demo-former", "owner", active=False)
    with pytest.raises(Conflict, match="last_owner"):
        change_member("demo-owner", MemberChanges(**changes), KAMIL)


def test_two_owners_who_disable_each_other_at_once_leave_one(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "tell_account", lambda *_, **__: None)
    for _ in range(5):
        employ("demo-owner", "owner")
        employ("demo-partner", "owner")
        ended: list[str] = []

        def disable(uid: str, ended: list[str] = ended) -> None:
            try:
                change_member(uid, MemberChanges(active=False), KAMIL)
                ended.append("done")
            except Problem as problem:
                ended.append(problem.code)

        both = [threading.Thread(target=disable, args=(uid,)) for uid in ("demo-owner", "demo-partner")]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert sorted(ended) == ["done", "last_owner"]


def test_the_first_owner_is_made_once_and_has_no_password_before_they_choose_it(accounts: Accounts) -> None:
    made = make_first_owner("kamil@sambung.test", "Kamil")
    again = make_first_owner("kamil@sambung.test", "Kamil")
    assert (made.role, made.id) == ("owner", again.id)
    with pytest.raises(Conflict, match="owner_exists"):
        make_first_owner("lain@sambung.test", "Lain")
    accounts.choose_password(again.invite_link, PASSWORD)
    assert accounts.sign_in("kamil@sambung.test", PASSWORD).ok
    with pytest.raises(Conflict, match="owner_exists"):
        make_first_owner("kamil@sambung.test", "Kamil")
