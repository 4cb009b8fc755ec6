"""Decide what each row of a spreadsheet does: pure, so that a dry run says what a real one will do.

`Books` is what is known before the file, and what the rows before have made of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from shared.billing.models import Invoice, LedgerEntry
from shared.billing.opening_balance import open_account
from shared.core.dates import next_billing_on
from shared.core.errors import Conflict
from shared.core.fields import Location
from shared.core.ids import shard_of
from shared.core.text import slug, tidy
from shared.customers.customer_status import with_subscription
from shared.customers.life_cycle import Step, take_step
from shared.customers.models import (
    SHARDS,
    Customer,
    CustomerPrivate,
    Network,
    Plan,
    Subscription,
    SubscriptionStatus,
)
from shared.customers.spreadsheet_models import SpreadsheetRow
from shared.customers.spreadsheet_names import readable_name
from shared.imports.import_plans import PlanBook
from shared.imports.models import ImportClaim, RowNote, Verdict
from shared.imports.row_identity import person_key, row_identity

STEP_TO: dict[tuple[SubscriptionStatus, SubscriptionStatus], Step] = {
    ("pending", "active"): "activate",
    ("suspended", "active"): "resume",
    ("paused", "active"): "resume",
    ("active", "suspended"): "suspend",
    ("active", "paused"): "pause",
    ("suspended", "paused"): "pause",
    ("pending", "stopped"): "stop",
    ("active", "stopped"): "stop",
    ("suspended", "stopped"): "stop",
    ("paused", "stopped"): "stop",
}
DEFAULT_BILLING_DAY = 1


@dataclass
class Account:
    """One customer in the books: what is stored of them, but for search tokens, which are made when it is written."""

    customer: Customer
    subscription: Subscription | None = None
    private: CustomerPrivate | None = None
    claim: ImportClaim | None = None
    is_new: bool = False


@dataclass
class Books:
    """Accounts by row identity, and the plans."""

    plans: PlanBook
    accounts: dict[str, Account] = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """When and by whom the import is made."""

    today: date
    now: datetime
    by: str
    next_number: Callable[[], str]


@dataclass(frozen=True)
class RowPlan:
    """What one row does; `account` is how its customer stands afterwards."""

    row: SpreadsheetRow
    verdict: Verdict
    identity: str = ""
    account: Account | None = None
    errors: list[RowNote] = field(default_factory=list)
    warnings: list[RowNote] = field(default_factory=list)
    opening: tuple[LedgerEntry, Invoice | None] | None = None


def plan_row(row: SpreadsheetRow, books: Books, moment: Moment) -> RowPlan:
    """The row's verdict; `books` then knows its customer."""
    warnings = [RowNote(row=row.row, column=issue.column, message=issue.message) for issue in row.warnings]
    if row.errors:
        first = row.errors[0]
        error = RowNote(row=row.row, column=first.column, message=first.message)
        return RowPlan(row, "error", errors=[error], warnings=warnings)
    identity = row_identity(row)
    account = books.accounts.get(identity)
    if account is not None and account.customer.erased_at:
        erased = RowNote(row=row.row, column="", message="Data pribadi pelanggan ini sudah dihapus; baris dilewati.")
        return RowPlan(row, "skipped", warnings=[*warnings, erased])
    if account is None:
        plan = _new_account(row, identity, books, moment, warnings)
    else:
        plan = _known_account(row, identity, account, books, moment, warnings)
    if plan.account is not None:
        books.accounts[identity] = plan.account
    return plan


def _new_account(row: SpreadsheetRow, identity: str, books: Books, moment: Moment, warnings: list[RowNote]) -> RowPlan:
    number = moment.next_number()
    customer = Customer(
        id=number,
        name=row.name or "",
        phone=row.phones[0] if row.phones else None,
        other_phones=row.phones[1:],
        address=row.address or "",
        area_id=slug(row.area) or None if row.area else None,
        email=row.email,
        location=_location(row),
        note=row.note or "",
        old_number=row.number,
        import_key=person_key(row),
        shard=shard_of(number, SHARDS),
        created_at=moment.now,
        updated_at=moment.now,
    )
    sold = books.plans.of(row)
    subscription = None
    if sold is None:
        message = "Tanpa paket dan harga: belum bisa ditagih."
        warnings = [*warnings, RowNote(row=row.row, column="Paket", message=message)]
    else:
        subscription = _new_subscription(row, customer, sold, moment)
        customer = with_subscription(customer.model_copy(update={"next_subscription": 2}), subscription)
        if row.billing_day is None:
            message = f"Tanpa tanggal tagihan: dipakai tanggal {subscription.billing_day}."
            warnings = [*warnings, RowNote(row=row.row, column="Tgl Tagihan", message=message)]
    opening = None
    if row.opening_balance:
        opened = open_account(customer, row.opening_balance, moment.today, moment.now, moment.by)
        customer, opening = opened.customer, (opened.entry, opened.invoice)
    account = Account(
        customer=customer,
        subscription=subscription,
        private=CustomerPrivate(id=number, nik=row.nik) if row.nik else None,
        claim=ImportClaim(
            id=identity,
            customer_id=number,
            subscription_id=subscription.id if subscription else None,
            status=row.status,
        ),
        is_new=True,
    )
    return RowPlan(row, "created", identity, account, warnings=warnings, opening=opening)


def _new_subscription(row: SpreadsheetRow, customer: Customer, plan: Plan, moment: Moment) -> Subscription:
    day = row.billing_day or (min(row.joined_on.day, 28) if row.joined_on else DEFAULT_BILLING_DAY)
    status = row.status or "active"
    first_on = next_billing_on(day, moment.today)
    return Subscription(
        id=f"{customer.id}-1",
        customer_id=customer.id,
        plan_id=plan.id,
        price_override=_override(row, plan),
        billing_day=day,
        status=status,
        starts_on=row.joined_on or moment.today,
        next_invoice_on=first_on,
        # The days before the first invoice were billed by the old books.
        billed_to=first_on - timedelta(days=1) if status != "pending" else None,
        service_allowed=status == "active",
        suspended_for="arrears" if status == "suspended" else None,
        network=Network(pppoe_user=row.pppoe_user, odp=row.odp, port=row.port),
        area_id=customer.area_id,
        branch_id=customer.branch_id,
        shard=customer.shard,
        created_at=moment.now,
        updated_at=moment.now,
    )


def _known_account(
    row: SpreadsheetRow, identity: str, account: Account, books: Books, moment: Moment, warnings: list[RowNote]
) -> RowPlan:
    customer = account.customer.model_copy(update=_customer_changes(row, account.customer))
    subscription, more = _changed_subscription(row, account, books, moment)
    if subscription is not None:
        customer = with_subscription(customer, subscription)
    private = account.private
    if row.nik and (private is None or private.nik != row.nik):
        private = CustomerPrivate(id=customer.id, nik=row.nik)
    claim = account.claim
    if claim is None or (row.status and claim.status != row.status):
        claim = ImportClaim(
            id=identity,
            customer_id=customer.id,
            subscription_id=subscription.id if subscription else None,
            status=row.status or (claim.status if claim else None),
        )
    same = customer == account.customer and subscription == account.subscription and private == account.private
    if not same:
        customer = customer.model_copy(update={"updated_at": moment.now})
    changed = Account(customer, subscription, private, claim, account.is_new)
    return RowPlan(row, "skipped" if same else "updated", identity, changed, warnings=[*warnings, *more])


def _customer_changes(row: SpreadsheetRow, customer: Customer) -> dict[str, Any]:
    # Only what the row says: an empty cell never erases, and what only reads differently in a cell is the same.
    has_other_phones = set(row.phones) != {customer.phone, *customer.other_phones}
    said: dict[str, Any] = {
        "name": row.name if row.name != readable_name(customer.name) else None,
        "phone": row.phones[0] if row.phones and has_other_phones else None,
        "other_phones": row.phones[1:] or None if has_other_phones else None,
        "address": row.address,
        "area_id": slug(row.area) if row.area else None,
        "email": row.email,
        "location": _location(row),
        "note": row.note if row.note != tidy(customer.note) else None,
        "old_number": None if _is_ours(row.number, customer) else row.number,
    }
    return {name: value for name, value in said.items() if value and value != getattr(customer, name)}


def _is_ours(number: str | None, customer: Customer) -> bool:
    return number is not None and number.upper() in (customer.id, *customer.subscriptions)


def _changed_subscription(
    row: SpreadsheetRow, account: Account, books: Books, moment: Moment
) -> tuple[Subscription | None, list[RowNote]]:
    before = account.subscription
    plan = books.plans.of(row)
    if before is None:
        if plan is None:
            return None, []
        return _new_subscription(row, account.customer, plan, moment), []
    changes: dict[str, Any] = {}
    if plan is not None and (row.plan_name or row.price is not None):
        if row.plan_name and plan.id != before.plan_id:
            changes["plan_id"] = plan.id
        if row.price is not None and (row.plan_name or plan.id == before.plan_id):
            changes["price_override"] = _override(row, plan)
    if row.billing_day and row.billing_day != before.billing_day:
        not_before = max(moment.today, (before.billed_to or moment.today) + timedelta(days=1))
        changes |= {"billing_day": row.billing_day, "next_invoice_on": next_billing_on(row.billing_day, not_before)}
    changes["network"] = _plugged_in(row, before.network)
    after = before.model_copy(update=changes)
    after, notes = _with_status(row, after, account, plan, moment)
    return (before if after == before else after.model_copy(update={"updated_at": moment.now})), notes


def _plugged_in(row: SpreadsheetRow, before: Network) -> Network:
    """The port is one of its box: on another box the old number says nothing."""
    told = {"pppoe_user": row.pppoe_user, "odp": row.odp, "port": row.port}
    said: dict[str, Any] = {name: value for name, value in told.items() if value}
    is_moved = row.odp not in (None, before.odp)
    return before.model_copy(update={"port": None, **said} if is_moved else said)


def _with_status(
    row: SpreadsheetRow, subscription: Subscription, account: Account, plan: Plan | None, moment: Moment
) -> tuple[Subscription, list[RowNote]]:
    imported = account.claim.status if account.claim else None
    if row.status is None or row.status in (subscription.status, imported) or plan is None:
        return subscription, []
    step = STEP_TO.get((subscription.status, row.status))
    try:
        if step:
            return take_step(subscription, step, plan, moment.today, moment.now, suspended_for="arrears"), []
    except Conflict:
        step = None
    message = f"Status tidak diubah: langganan ini {subscription.status} di sini, berkas berkata {row.status}."
    return subscription, [RowNote(row=row.row, column="Status", message=message)]


def _override(row: SpreadsheetRow, plan: Plan) -> int | None:
    return row.price if row.price is not None and row.price != plan.price else None


def _location(row: SpreadsheetRow) -> Location | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Location(latitude=row.latitude, longitude=row.longitude)
