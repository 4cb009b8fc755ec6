"""Where imports are kept, and how the customers of a file's rows are found again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shared.core.firestore import Collection, Stored, client
from shared.customers.models import Customer, CustomerPrivate, Subscription
from shared.customers.repository import customers, customers_private, subscriptions
from shared.customers.spreadsheet_models import SpreadsheetRow
from shared.imports.models import Import, ImportClaim, ImportPage
from shared.imports.plan_import import Account
from shared.imports.row_identity import person_key, row_identity

imports = Collection("imports", Import)
import_pages = Collection("import_pages", ImportPage)
claims = Collection("import_rows", ImportClaim)

Owner = tuple[str, str | None]
"""(customer id, subscription id if the row names it)."""

IN_AT_MOST = 30
"""Firestore's limit of values in one `in`."""
AT_ONCE = 300
FEW = 600
"""Rows without a claim; for more of them one pass over the customers is quicker than asking thirty at a time."""


def page_id(import_id: str, fingerprint: str, number: int) -> str:
    """The id of one page of an import; of another file under the same id it is another."""
    return f"{import_id}.{fingerprint[:16]}.{number:05d}"


class FoundRows:
    """What is stored of the customers of some rows, by row identity, with the moments a commit needs."""

    def __init__(self, identities: Iterable[str]) -> None:
        self.identities = set(identities)
        self.customers: dict[str, Stored[Customer]] = {}
        self.subscriptions: dict[str, Stored[Subscription]] = {}
        self.privates: dict[str, Stored[CustomerPrivate]] = {}
        self.claims: dict[str, Stored[ImportClaim]] = {}
        self.owners: dict[str, Owner] = {}

    def subscription_of(self, identity: str) -> str | None:
        """The subscription a row means: the one it names, else its customer's first."""
        customer_id, named = self.owners[identity]
        owner = self.customers.get(customer_id)
        return named or (min(owner.value.subscriptions, default=None) if owner else None)

    def accounts(self) -> dict[str, Account]:
        """The customers that were found, by row identity."""
        accounts = {}
        for identity, (customer_id, _) in self.owners.items():
            owner = self.customers.get(customer_id)
            line = self.subscriptions.get(self.subscription_of(identity) or "")
            private = self.privates.get(customer_id)
            claim = self.claims.get(identity)
            if owner is not None:
                accounts[identity] = Account(
                    customer=owner.value,
                    subscription=line.value if line else None,
                    private=private.value if private else None,
                    claim=claim.value if claim else None,
                )
        return accounts


Claims = Mapping[str, Stored[ImportClaim]]
"""By row identity."""


def find_rows(
    rows: Sequence[SpreadsheetRow], unclaimed: Mapping[str, Owner], claimed: Claims | None = None
) -> FoundRows:
    """The customers of at most 300 rows by their claims, else as `find_unclaimed` found them: all by id.

    `claimed` are the claims of all rows, where they have been read; else they are read.
    """
    identified = {row_identity(row): row for row in rows if not row.errors}
    found = FoundRows(identified)
    if claimed is None:
        claimed = claims.get_many(sorted(found.identities))
    found.claims = {identity: claimed[identity] for identity in found.identities if identity in claimed}
    found.owners = {identity: unclaimed[identity] for identity in found.identities if identity in unclaimed}
    found.owners |= {
        identity: (claim.value.customer_id, claim.value.subscription_id) for identity, claim in found.claims.items()
    }
    owner_ids = sorted({owner for owner, _ in found.owners.values()})
    found.customers = customers.get_many(owner_ids)
    asked = {found.owners[identity][0] for identity, row in identified.items() if row.nik and identity in found.owners}
    found.privates = customers_private.get_many(sorted(asked))
    wanted = {found.subscription_of(identity) for identity in found.owners}
    found.subscriptions = subscriptions.get_many(sorted(one for one in wanted if one))
    return found


def find_claims(rows: Sequence[SpreadsheetRow]) -> Claims:
    """The claims of all rows that an import has seen."""
    found: dict[str, Stored[ImportClaim]] = {}
    for chunk in _chunks((row_identity(row) for row in rows if not row.errors), AT_ONCE):
        found |= claims.get_many(chunk)
    return found


def find_unclaimed(rows: Sequence[SpreadsheetRow], claimed: Claims) -> dict[str, Owner]:
    """Owners of rows that no import has seen, by row identity: customers that were entered by hand, or exported."""
    identified = {row_identity(row): row for row in rows if not row.errors}
    unclaimed = {identity: row for identity, row in identified.items() if identity not in claimed}
    by_number = {row.number: identity for identity, row in unclaimed.items() if row.number}
    by_user = {row.pppoe_user: identity for identity, row in unclaimed.items() if row.pppoe_user and not row.number}
    by_key = {person_key(row): identity for identity, row in unclaimed.items() if not row.number and not row.pppoe_user}
    owners = _owners_by("customers", "old_number", by_number)
    owners |= _owners_by("customers", "import_key", by_key)
    owners |= _owners_by("subscriptions", "network.pppoe_user", by_user)
    owners |= _owners_by_our_number({number.upper(): identity for number, identity in by_number.items()})
    return owners


def _owners_by(collection: str, field: str, wanted: Mapping[str, str]) -> dict[str, Owner]:
    if not wanted:
        return {}
    held = _held_by_all(collection, field) if len(wanted) > FEW else _held_by(collection, field, wanted)
    return {wanted[value]: owner for value, owner in held if value in wanted}


def _held_by(collection: str, field: str, values: Iterable[str]) -> Iterator[tuple[str, Owner]]:
    """(value, who has it) of those values that somebody has."""
    for chunk in _chunks(values, IN_AT_MOST):
        if collection == "customers":
            for owner in customers.find((field, "in", chunk)):
                yield getattr(owner.value, field), (owner.value.id, None)
        else:
            for line in subscriptions.find((field, "in", chunk)):
                yield line.value.network.pppoe_user or "", (line.value.customer_id, line.value.id)


def _held_by_all(collection: str, field: str) -> Iterator[tuple[str, Owner]]:
    """(value, who has it) of everybody; of each document only these fields are sent."""
    query = client().collection(collection).select([field, "customer_id"])
    for snapshot in query.stream():
        document = snapshot.to_dict() or {}
        if collection == "customers" and (value := document.get(field)):
            yield value, (snapshot.id, None)
        elif collection == "subscriptions" and (value := document.get("network", {}).get("pppoe_user")):
            yield value, (document["customer_id"], snapshot.id)


def _owners_by_our_number(wanted: Mapping[str, str]) -> dict[str, Owner]:
    """By `PLG-00012`, or by the number of one of several subscriptions, `PLG-00012-2`, as our export writes it."""
    owners: dict[str, Owner] = {}
    ours = [number for number in wanted if number.startswith("PLG-")]
    for chunk in _chunks(ours, AT_ONCE):
        owners |= {wanted[number]: (number, None) for number in customers.get_many(chunk)}
    lines = [number for number in ours if wanted[number] not in owners]
    for chunk in _chunks(lines, AT_ONCE):
        found = subscriptions.get_many(chunk)
        owners |= {wanted[number]: (line.value.customer_id, number) for number, line in found.items()}
    return owners


def _chunks(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    distinct = list(dict.fromkeys(ids))
    for start in range(0, len(distinct), size):
        yield distinct[start : start + size]
