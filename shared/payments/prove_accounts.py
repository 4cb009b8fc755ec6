"""Prove some accounts after another, all of them within a month, and alert with names where the books do not agree."""

from datetime import UTC, datetime, timedelta

from shared.billing.repository import invoices, ledger
from shared.core import clock
from shared.core.firestore import Commit
from shared.core.logging import log
from shared.customers.models import SHARDS, Customer
from shared.customers.repository import customers
from shared.payments.models import Disagreement
from shared.payments.prove_account import prove_account
from shared.payments.repository import disagreements, payments

TURN = timedelta(minutes=5)
EVERY = 33
"""Turns of the sweep from one shard to the next: all 256 in 29 days."""


def prove_accounts_in_turn() -> None:
    """The shard whose turn it is in this sweep; in most sweeps none is."""
    turn = (clock.real() - datetime(2026, 1, 1, tzinfo=UTC)) // TURN
    if turn % EVERY == 0:
        prove_shard(turn // EVERY % SHARDS)


def prove_shard(shard: int) -> list[str]:
    """What does not agree among the accounts of a shard; kept until it does."""
    found = []
    for stored in customers.find(("shard", "==", shard), leave_out=("t",)):
        wrong = wrong_of(stored.value)
        if wrong:
            wrong = _again(stored.value.id)
        _keep(stored.value.id, wrong)
        found += wrong
    log("accounts_proved", shard=shard, wrong=len(found))
    return found


def wrong_of(customer: Customer) -> list[str]:
    """What does not agree in this account. It reads all entries, bills and payments of the customer."""
    mine = ("customer_id", "==", customer.id)
    return prove_account(
        customer,
        [stored.value for stored in ledger.find(mine)],
        [stored.value for stored in invoices.find(mine)],
        [stored.value for stored in payments.find(mine)],
    )


def _again(customer_id: str) -> list[str]:
    """A second look: a commit may have come between the first look's reads."""
    stored = customers.get(customer_id)
    return wrong_of(stored.value) if stored else []


def _keep(customer_id: str, wrong: list[str]) -> None:
    known = disagreements.get(customer_id) if wrong else None
    if wrong:
        log("ledger_disagrees", severity="ERROR", customer_id=customer_id, count=len(wrong))
    if wrong and known is None:
        commit = Commit()
        commit.put(disagreements, Disagreement(id=customer_id, said=wrong, at=clock.now()))
        commit.commit()
