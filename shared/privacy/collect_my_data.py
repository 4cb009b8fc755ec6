"""What we hold of a signed-in customer, as a file for themselves: all of it but what staff noted for each other."""

from collections.abc import Iterable, Iterator

from shared.access.audit import record_audit
from shared.complaints.models import CUSTOMER, ComplaintEvent
from shared.complaints.timeline import is_for_customer
from shared.core import clock
from shared.core.firestore import Commit
from shared.core.http import Stream
from shared.core.ids import ulid
from shared.core.model import Model
from shared.customers.models import Customer
from shared.privacy.collect_data import OURS, as_file, parts_of

AMONG_STAFF = {"audit", "conversations", "payment_issues", "imports", "complaint_claims"}
"""Parts that say what staff and the machine did; what was said and done with the customer is in the others."""
NOTES = {"note", "tags"}


def collect_my_data(customer: Customer) -> Stream:
    """The file; that it was asked for is written down first."""
    commit = Commit()
    subject = f"customer_private/{customer.id}"
    record_audit(commit, cause=f"{customer.id}.{ulid()}", what="data_collected", by=CUSTOMER, subject=subject)
    commit.commit()
    return Stream(as_file(_mine(customer), OURS | NOTES), "application/json", f"{customer.id}-{clock.today()}.json")


def _mine(customer: Customer) -> Iterator[tuple[str, Iterable[Model]]]:
    for name, records in parts_of(customer):
        if name not in AMONG_STAFF:
            yield name, (one for one in records if _is_told(one))


def _is_told(record: Model) -> bool:
    return not isinstance(record, ComplaintEvent) or is_for_customer(record)
