"""Everything we hold of a customer as one JSON file, made while it is sent."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from shared.access.audit import entries, record_audit
from shared.access.models import Caller
from shared.billing.repository import invoices, ledger
from shared.complaints.repository import affected, complaint_events, complaints
from shared.complaints.repository import claims as complaint_claims
from shared.conversations.repository import conversations
from shared.core import clock
from shared.core.firestore import Collection, Commit
from shared.core.http import Stream
from shared.core.ids import ulid
from shared.core.model import Model
from shared.customers.models import Customer
from shared.customers.read_customers import stored_customer
from shared.customers.repository import customers_private, subscriptions
from shared.imports.repository import claims
from shared.messaging.repository import inbound, messages
from shared.network.read_line import lines_of
from shared.network.repository import line_days
from shared.payments.repository import charges, payment_issues, payments, payouts, proofs
from shared.privacy.own_contacts import own_contacts
from shared.privacy.repository import erasures, every, photos
from shared.satisfaction.repository import satisfaction

THEIRS: dict[str, Collection[Any]] = {
    "photos": photos,
    "subscriptions": subscriptions,
    "invoices": invoices,
    "payments": payments,
    "payouts": payouts,
    "proofs": proofs,
    "charges": charges,
    "payment_issues": payment_issues,
    "ledger": ledger,
    "messages": messages,
    "conversations": conversations,
    "imports": claims,
    "complaints": complaints,
    "complaint_events": complaint_events,
    "complaint_claims": complaint_claims,
    "outages": affected,
    "satisfaction": satisfaction,
    "line_days": line_days,
}
"""What names them by their number."""
OURS = {"t", "shard"}
"""What says nothing of the person, only where and how they are found."""


def collect_data(customer_id: str, by: Caller) -> Stream:
    """The file; that it was asked for is written down first. Raises NotFound."""
    customer = stored_customer(customer_id).value
    commit = Commit()
    subject = f"customer_private/{customer_id}"
    record_audit(commit, cause=f"{customer_id}.{ulid()}", what="data_collected", by=by.id, subject=subject)
    commit.commit()
    return Stream(as_file(parts_of(customer)), "application/json", f"{customer_id}-{clock.today()}.json")


def subjects_of(customer: Customer) -> list[str]:
    """The documents about this person, as the audit trail names them."""
    lines = [f"subscriptions/{line}" for line in customer.subscriptions]
    return [f"customers/{customer.id}", f"customer_private/{customer.id}", *sorted(lines)]


def as_file(parts: Iterable[tuple[str, Iterable[Model]]], leave_out: set[str] = OURS) -> Iterator[bytes]:
    """The parts as one JSON object, each a list; fields in `leave_out` are not told."""
    yield b'{"made_at":' + json.dumps(clock.now().isoformat()).encode()
    for name, records in parts:
        yield f',"{name}":['.encode()
        separator = b""
        for record in records:
            yield separator + record.model_dump_json(exclude=leave_out).encode()
            separator = b","
        yield b"]"
    yield b"}"


def parts_of(customer: Customer) -> Iterator[tuple[str, Iterable[Model]]]:
    """Everything, part by part, read as it is asked for."""
    private, erasure = customers_private.get(customer.id), erasures.get(customer.id)
    contacts = [stored.value for stored in own_contacts(customer)]
    yield "customer", [customer]
    yield "private", [private.value] if private else []
    for name, collection in THEIRS.items():
        yield name, every(collection, ("customer_id", "==", customer.id))
    yield "router", lines_of(customer)
    yield "contacts", contacts
    yield "inbound", (event for contact in contacts for event in every(inbound, ("contact_id", "==", contact.id)))
    yield "audit", (entry for subject in subjects_of(customer) for entry in every(entries, ("subject", "==", subject)))
    yield "erasure", [erasure.value] if erasure else []
