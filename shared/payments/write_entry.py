"""Staff correct an account by one new ledger entry: once under its id, and with all that follows from it."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.models import EntryKind, Invoice, LedgerEntry
from shared.billing.repository import ledger
from shared.billing.settle_account import Account, Change, read_account, settle_account
from shared.core import clock
from shared.core.errors import Conflict
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.customers.models import Customer
from shared.messaging.send_now import send_now
from shared.payments.models import EntryView
from shared.payments.read_ledger import entry_view


@dataclass(frozen=True)
class Act:
    """What is decided: the entry's id and kind, what it is about, and the amount that the customer owes more."""

    id: str
    kind: EntryKind
    customer_id: str
    amount: int
    cause: str
    reason: str
    about: tuple[str, ...] = ()
    """Invoices it concerns, whatever their state."""


@dataclass(frozen=True)
class Effect:
    """What the act does beside its entry: the customer but for their balance, and invoices."""

    customer: Customer
    changed: tuple[Invoice, ...] = ()
    created: tuple[Invoice, ...] = ()


Decide = Callable[[Account], Effect]
Also = Callable[[Commit, Account, Customer], None]


def write_entry(act: Act, by: Caller, decide: Decide, also: Also | None = None) -> Answer[EntryView]:
    """201 with the entry, 200 with it if this act came before. Raises NotFound, Conflict `id_reused`.

    `also` adds to the commit what else the act leaves, knowing the customer before and after.
    """

    def once() -> tuple[Answer[EntryView], list[str]]:
        # The account first: what it no longer allows because this very act has just come is then seen as known.
        account = read_account(act.customer_id, act.about)
        known = ledger.get(act.id)
        if known:
            return Answer(entry_view(_same(known.value, act)), 200), []
        effect, now, owner = decide(account), clock.now(), account.owner.value
        entry = LedgerEntry(
            id=act.id,
            customer_id=act.customer_id,
            kind=act.kind,
            amount=act.amount,
            cause=act.cause,
            note=act.reason,
            on=clock.today(),
            at=now,
            by=by.id,
            branch_id=owner.branch_id,
        )
        after = effect.customer.model_copy(update={"balance": owner.balance + act.amount, "updated_at": now})
        commit = Commit()
        settled = settle_account(commit, account, Change(after, [*effect.changed], [*effect.created], [entry]), act.id)
        if also:
            also(commit, account, settled.customer)
        record_audit(
            commit,
            cause=act.id,
            what=act.kind,
            by=by.id,
            subject=f"customers/{act.customer_id}",
            before={"balance": owner.balance, "credit": owner.credit},
            after={
                "amount": act.amount,
                "cause": act.cause,
                "reason": act.reason,
                "balance": settled.customer.balance,
                "credit": settled.customer.credit,
            },
        )
        commit.commit()
        return Answer(entry_view(entry), 201), settled.messages

    answer, messages = attempt(once)
    send_now(messages)
    return answer


def with_credit(customer: Customer, amount: int) -> Customer:
    """With so much more credit, in rupiah; less below zero."""
    return customer.model_copy(update={"credit": customer.credit + amount})


def _same(known: LedgerEntry, act: Act) -> LedgerEntry:
    if (known.customer_id, known.amount, known.cause) != (act.customer_id, act.amount, act.cause):
        raise Conflict(
            code="id_reused",
            message_id="Nomor permintaan ini sudah dipakai untuk isi yang lain.",
            message_en="This id was used for something else.",
        )
    return known
