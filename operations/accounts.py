"""Who can sign in: out of Firebase Auth and back into it. Passwords stay where they are, even as hashes.

After a restore into another project everybody chooses a new password: "Tautan baru" on the staff page makes the link.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from operations.archive import plain
from shared.core.auth import firebase_app

AT_ONCE = 1000


def account_lines() -> Iterator[str]:
    """One line an account, in the order of their ids."""
    from firebase_admin import auth

    told = [
        {
            "uid": user.uid,
            "email": user.email,
            "email_verified": user.email_verified,
            "name": user.display_name,
            "disabled": user.disabled,
            "claims": user.custom_claims or {},
        }
        for user in auth.list_users(app=firebase_app()).iterate_all()
    ]
    yield from (plain(account) for account in sorted(told, key=lambda one: str(one["uid"])))


def bring_back(accounts: Iterable[dict[str, Any]]) -> int:
    """Make those that are not there; one that is there stays as it is, password and all. How many were made."""
    from firebase_admin import auth

    app = firebase_app()
    there = {user.uid for user in auth.list_users(app=app).iterate_all()}
    missing = [
        auth.ImportUserRecord(
            uid=account["uid"],
            email=account["email"],
            email_verified=account["email_verified"],
            display_name=account["name"],
            disabled=account["disabled"],
            custom_claims=account["claims"] or None,
        )
        for account in accounts
        if account["uid"] not in there
    ]
    for start in range(0, len(missing), AT_ONCE):
        told = auth.import_users(missing[start : start + AT_ONCE], app=app)
        if told.failure_count:
            raise ValueError(f"{told.failure_count} accounts were refused: {told.errors[0].reason}")
    return len(missing)
