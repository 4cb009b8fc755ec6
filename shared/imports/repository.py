"""Where imports are kept, and how the customers of a file's rows are found again."""

from collections.abc import Iterable, Iterator, Sequence

from shared.core.firestore import Collection, Stored
from shared.customers.models import Customer, CustomerPrivate, Subscription
from shared.customers.repository import customers, customers_private, subscriptions
from shared.customers.spreadsheet_models import SpreadsheetRow
from shared.imports.models import Import, ImportClaim
from shared.imports.row_identity import person_key, row_identity

imports = Collection("imports", Import)
claims = Collection("import_rows", ImportClaim)

IN_AT_MOST = 30
"""Firestore's limit of values in one `in`."""


class FoundRows:
    """What is stored of the customers of some rows, by row identity, with the moments a commit needs."""

    def __init__(self) -> None:
        self.customers: dict[str, Stored[Customer]] = {}
        self.subscriptions: dict[str, Stored[Subscription]] = {}
        self.privates: dict[str, Stored[CustomerPrivate]] = {}
        self.claims: dict[str, Stored[ImportClaim]] = {}
        self.owners: dict[str, tuple[str, str | None]] = {}
        """Row identity -> (customer id, subscription id if the row names it)."""

    def subscription_of(self, identity: str) -> str | None:
        """The subscription a row means: the one it names, else its customer's first."""
        customer_id, named = self.owners[identity]
        owner = self.customers.get(customer_id)
        return named or (min(owner.value.subscriptions, default=None) if owner else None)


def find_rows(rows: Sequence[SpreadsheetRow]) -> FoundRows:
    """Look the rows' customers up: by their claims, and those without a claim by what they say."""
    found = FoundRows()
    identities = {row_identity(row): row for row in rows if not row.errors}
    for chunk in _chunks(identities, 300):
        found.claims |= claims.get_many(chunk)
    for identity, claim in found.claims.items():
        found.owners[identity] = (claim.value.customer_id, claim.value.subscription_id)
    unclaimed = {identity: row for identity, row in identities.items() if identity not in found.claims}
    _find_unclaimed(unclaimed, found)
    for owner_ids in _chunks((owner for owner, _ in found.owners.values()), 300):
        found.customers |= customers.get_many(owner_ids)
        found.privates |= customers_private.get_many(owner_ids)
    wanted = [found.subscription_of(identity) for identity in found.owners]
    for subscription_ids in _chunks((one for one in wanted if one), 300):
        found.subscriptions |= subscriptions.get_many(subscription_ids)
    return found


def _find_unclaimed(rows: dict[str, SpreadsheetRow], found: FoundRows) -> None:
    by_number = {row.number: identity for identity, row in rows.items() if row.number}
    for chunk in _chunks(by_number, IN_AT_MOST):
        for old in customers.find(("old_number", "in", chunk)):
            found.owners[by_number[old.value.old_number or ""]] = (old.value.id, None)
        for number in customers.get_many(number for number in chunk if "/" not in number):
            found.owners[by_number[number]] = (number, None)
    by_user = {row.pppoe_user: identity for identity, row in rows.items() if row.pppoe_user and not row.number}
    for chunk in _chunks(by_user, IN_AT_MOST):
        for line in subscriptions.find(("network.pppoe_user", "in", chunk)):
            found.owners[by_user[line.value.network.pppoe_user or ""]] = (line.value.customer_id, line.value.id)
    by_key = {person_key(row): identity for identity, row in rows.items() if not row.number and not row.pppoe_user}
    for chunk in _chunks(by_key, IN_AT_MOST):
        for person in customers.find(("import_key", "in", chunk)):
            found.owners[by_key[person.value.import_key or ""]] = (person.value.id, None)


def _chunks(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    distinct = list(dict.fromkeys(ids))
    for start in range(0, len(distinct), size):
        yield distinct[start : start + size]
