"""Make the first owner, once, from an operator's machine: `make first-owner EMAIL=... NAME=...`.

Prints the link by which they choose their password; there is no password before that. Safe to repeat until they
have signed in; refused once there is another owner.
"""

import argparse
import sys

from pydantic import ValidationError

from shared.access.audit import record_audit
from shared.access.invite_member import hand_over, member_of, uid_of
from shared.access.models import InviteView, NewMember, StaffMember
from shared.access.repository import owners, staff
from shared.clients.firebase_accounts import has_signed_in
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt

FIRST = "first_owner"


def make_first_owner(email: str, name: str) -> InviteView:
    """The owner and their link. Raises Conflict where there is an owner already."""
    new = NewMember(email=email, name=name, role="owner")
    uid = uid_of(new.email)

    def decide() -> StaffMember:
        found = owners()
        if found:
            (first, *others) = found
            if others or first.value.id != uid or has_signed_in(uid):
                raise Conflict(
                    code="owner_exists",
                    message_id="Sudah ada pemilik. Pemilik itu yang mengundang staf lain.",
                    message_en="There is an owner already, who invites everybody else.",
                )
            return first.value
        member = member_of(uid, new)
        commit = Commit()
        commit.create(staff, member)
        # The entry's id is the same for whoever is first: of two commands at once, one is.
        record_audit(commit, cause=FIRST, what="made", by="operator", subject=f"staff/{uid}", after={"role": "owner"})
        commit.commit()
        return member

    return hand_over(attempt(decide))


def main() -> None:
    """Read the command line; the link goes to standard output and nowhere else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    given = parser.parse_args()
    try:
        made = make_first_owner(given.email, given.name)
    except Conflict as refused:
        sys.exit(refused.message_en)
    except ValidationError as wrong:
        sys.exit("; ".join(f"{error['loc'][0]}: {error['msg']}" for error in wrong.errors()))
    sys.stdout.write(f"Open within the hour to choose a password:\n{made.invite_link}\n")


if __name__ == "__main__":
    main()
