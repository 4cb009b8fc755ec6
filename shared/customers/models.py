"""Customers and what they subscribe to: as stored, as they arrive, as they leave."""

from datetime import date, datetime
from ipaddress import IPv4Address
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, computed_field, field_validator

from shared.core.fields import CLIENT_ID, ClientId, Line, Location, PageQuery, Prose, RequiredLine, Rupiah
from shared.core.firestore import Day, Record
from shared.core.model import Model
from shared.core.phones import parse_phone
from shared.core.text import slug
from shared.customers.terms import AddOn, AddOns, BilledDays, Discount, Discounts, TaxTerms

SubscriptionStatus = Literal["pending", "active", "suspended", "paused", "stopped"]
CustomerStatus = Literal["active", "suspended", "paused", "pending", "stopped", "archived"]
BillingMode = Literal["prepaid", "postpaid"]
SuspendedFor = Literal["arrears", "staff"]

DEFAULT_BRANCH = "pusat"
SHARDS = 256
MOST_RUPIAH = 1_000_000_000


# --- stored


class Plan(Record):
    """What is sold: a name, a monthly price in rupiah, a speed."""

    name: str
    price: int
    speed_mbps: int | None = None
    tax_percent: float = 0
    tax_inclusive: bool = False
    active: bool = True


class Area(Record):
    """A part of the map that staff and reports speak of."""

    name: str
    branch_id: str = DEFAULT_BRANCH


class SubscriptionBrief(Model):
    """What a customer's own document repeats of a subscription, kept true by the same commit."""

    status: SubscriptionStatus
    plan_id: str
    billing_day: int
    next_invoice_on: Day | None = None
    pppoe_user: str | None = None


class PromiseToPay(Model):
    """Janji bayar: until the end of this day nothing is asked for, but for a word on the day itself."""

    until: Day
    given_on: Day
    note: str = ""
    by: str
    """Who took it."""


class Customer(Record):
    """Who. Every commit that touches a customer's money or subscriptions writes this document too."""

    name: str
    phone: str | None = None
    """The number we write to, E.164."""
    other_phones: list[str] = []
    address: str = ""
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH
    email: str | None = None
    location: Location | None = None
    note: str = ""
    tags: list[str] = []
    old_number: str | None = None
    """The number this customer had in the books kept before us."""
    import_key: str | None = None
    """Identity of the spreadsheet row by name, phone and address, for files without numbers or PPPoE users."""
    t: dict[str, bool] = {}
    """Search tokens, see search_tokens.py."""
    plan_ids: list[str] = []
    subscriptions: dict[str, SubscriptionBrief] = {}
    next_subscription: int = 1
    status: CustomerStatus = "pending"
    archived: bool = False
    balance: int = 0
    """What they owe in rupiah, the sum of their ledger entries; negative is credit."""
    credit: int = 0
    """Money received that no invoice has used yet, in rupiah."""
    shard: int
    created_at: datetime
    updated_at: datetime
    exempt: bool = False
    """Reminded, but never suspended for arrears nor charged for being late."""
    promise: PromiseToPay | None = None
    """Open until it is kept, or the day after it when it is broken."""
    broken_promises: int = 0
    reminded_on: Day | None = None
    """The last day they were asked for money: once a day is enough."""
    erased_at: datetime | None = None
    """When the person was removed; their account stays."""


class CustomerPrivate(Record):
    """What only owner and admin may see of a customer."""

    nik: str | None = None


class Network(Model):
    """Where a subscription is plugged in."""

    pppoe_user: str | None = None
    address: str | None = None
    """A fixed address, of a line without a login."""
    odp: str | None = None
    port: int | None = None
    ont: str | None = None


class Served(Model):
    """What a router does, or shall do, for a line: its login or address, whether it may go on line, for which plan.

    `box` is the node of the pole box whose port it takes, so that a line that was moved is noticed where who is on line
    is kept.
    """

    target: str
    by_login: bool
    allowed: bool
    plan_id: str
    box: str = ""


class PendingLine(Model):
    """What waits to appear on the next invoice, and is taken off in the commit that bills it."""

    kind: Literal["plan", "proration", "add_on", "charge", "discount", "carried"]
    description: str
    detail: str = ""
    amount: int
    id: str | None = None
    """Of a one-off charge or credit, which staff may take away again while it waits."""
    tax: TaxTerms | None = None
    """What it was charged under; without it, what the plan says on the day of the invoice."""


class Subscription(Record):
    """What and where: one line into one house."""

    customer_id: str
    plan_id: str
    price_override: int | None = None
    billing_day: int
    due_days: int | None = None
    mode: BillingMode = "prepaid"
    status: SubscriptionStatus
    starts_on: Day
    stopped_on: Day | None = None
    """The first day without service, once it has stopped for good."""
    next_invoice_on: Day | None = None
    billed_to: Day | None = None
    """Last day that is settled: billed, waiting as a line, or not served. Without it, the day before the period."""
    billed_days: list[BilledDays] = []
    """What the days of late were charged, oldest first, so that no more is ever given back."""
    discounts: list[Discount] = []
    add_ons: list[AddOn] = []
    pending_lines: list[PendingLine] = []
    service_allowed: bool = True
    suspended_for: SuspendedFor | None = None
    """Why it is suspended: for arrears it comes back by itself when nothing overdue is left."""
    network: Network = Network()
    router_id: str | None = None
    """The router that serves it: where its login or address was last seen."""
    served: Served | None = None
    """What that router was last seen to do for it."""
    router_problem: str = ""
    """Why the router cannot do what it shall."""
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH
    shard: int
    created_at: datetime
    updated_at: datetime

    @property
    def shall_be(self) -> Served | None:
        """What its router shall do for it; None for a line that no router knows by a name."""
        target = self.network.pppoe_user or self.network.address
        if not target or self.status == "pending":
            return None
        by_login = bool(self.network.pppoe_user)
        return Served(
            target=target,
            by_login=by_login,
            allowed=self.service_allowed,
            plan_id=self.plan_id,
            box=slug(self.network.odp or "") if self.status != "stopped" else "",
        )

    @computed_field  # type: ignore[prop-decorator]
    @property
    def router_due(self) -> bool:
        """Whether its router has still to do something: stored with every write, so whatever is decided is seen."""
        shall_be = self.shall_be
        return self.router_id is not None and shall_be is not None and self.served != shall_be


class NumberBlock(Record):
    """`counters/{what}`: the next number to give out; taken in blocks so that it is seldom written."""

    next: int


# --- arriving


def _phone(text: str | None) -> str | None:
    if text is None or not text.strip():
        return None
    phone = parse_phone(text)
    if phone is None:
        raise ValueError("Bukan nomor telepon yang dapat dipakai. | Not a usable phone number.")
    return phone.e164


def _nik(text: str) -> str:
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) != 16:
        raise ValueError("NIK terdiri dari 16 angka. | A NIK has 16 digits.")
    return digits


PhoneNumber = Annotated[str | None, Field(max_length=60), AfterValidator(_phone)]
Nik = Annotated[str, Field(max_length=40), AfterValidator(_nik)]
Email = Annotated[str, Field(max_length=200, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


def _fixed_address(text: str) -> str:
    try:
        return str(IPv4Address(text.strip()))
    except ValueError:
        raise ValueError("Bukan alamat IPv4. | Not an IPv4 address.") from None


FixedAddress = Annotated[str, Field(max_length=40), AfterValidator(_fixed_address)]


class NewNetwork(Network):
    """Where a subscription is plugged in, as it arrives."""

    pppoe_user: Line | None = None
    address: FixedAddress | None = None
    odp: Line | None = None
    port: int | None = Field(default=None, ge=0, le=10_000, strict=True)
    ont: Line | None = None


class NewSubscription(Model):
    """A subscription as it arrives; without `status` it is active from `starts_on` on."""

    plan_id: RequiredLine
    billing_day: int = Field(ge=1, le=28, strict=True)
    starts_on: date = Field(ge=date(2000, 1, 1), lt=date(2100, 1, 1))
    due_days: int | None = Field(default=None, ge=0, le=60, strict=True)
    price_override: Rupiah | None = None
    mode: BillingMode = "prepaid"
    status: Literal["pending", "active"] = "active"
    network: NewNetwork = NewNetwork()
    discounts: Discounts = []
    add_ons: AddOns = []


class FurtherSubscription(NewSubscription):
    """One more subscription of a customer who is there already."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key; the subscription's number is ours."""


class NewCustomer(Model):
    """A customer as it arrives."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key; the customer's number is ours."""
    name: RequiredLine
    phone: PhoneNumber
    address: Annotated[Line, Field(max_length=400)]
    other_phones: list[PhoneNumber] = Field(default=[], max_length=5)
    area_id: Line | None = None
    email: Email | None = None
    nik: Nik | None = None
    location: Location | None = None
    note: Prose = ""
    tags: list[Line] = Field(default=[], max_length=20)
    subscription: NewSubscription | None = None


class CustomerChanges(Model):
    """What of a customer may be changed; a field that is not sent stays."""

    name: RequiredLine | None = None
    phone: PhoneNumber = None
    address: Annotated[Line, Field(max_length=400)] | None = None
    other_phones: list[PhoneNumber] | None = Field(default=None, max_length=5)
    area_id: Line | None = None
    email: Email | None = None
    nik: Nik | None = None
    location: Location | None = None
    note: Prose | None = None
    tags: list[Line] | None = Field(default=None, max_length=20)


class NewPlan(Model):
    """A plan as it arrives; without `id` it is named after its name."""

    id: ClientId | None = None
    name: RequiredLine
    price: Rupiah
    speed_mbps: int | None = Field(default=None, ge=1, le=100_000, strict=True)
    tax_percent: float = Field(default=0, ge=0, le=100, allow_inf_nan=False)
    tax_inclusive: bool = False

    @field_validator("tax_percent")
    @classmethod
    def _two_decimals(cls, percent: float) -> float:
        return round(percent, 2)


class PlanChanges(Model):
    """What of a plan may be changed; invoices already made keep what they say."""

    name: RequiredLine | None = None
    price: Rupiah | None = None
    speed_mbps: int | None = Field(default=None, ge=1, le=100_000, strict=True)
    tax_percent: float | None = Field(default=None, ge=0, le=100, allow_inf_nan=False)
    tax_inclusive: bool | None = None
    active: bool | None = None


class NewArea(Model):
    """An area as it arrives; without `id` it is named after its name."""

    id: ClientId | None = None
    name: RequiredLine


class SubscriptionChanges(Model):
    """What of a subscription may be changed; it counts for the days that are not billed yet."""

    price_override: Rupiah | None = None
    discounts: Discounts | None = None
    """The whole list, as it shall be."""
    add_ons: AddOns | None = None
    """The whole list, as it shall be."""
    billing_day: int | None = Field(default=None, ge=1, le=28, strict=True)
    due_days: int | None = Field(default=None, ge=0, le=60, strict=True)
    network: NewNetwork | None = None


class NewCharge(Model):
    """A one-off line for the next invoice as it arrives; below zero it takes something off."""

    id: ClientId | None = None
    """The client's own id for this act, as good as an Idempotency-Key; the line keeps it."""
    description: RequiredLine
    amount: int = Field(ge=-MOST_RUPIAH, le=MOST_RUPIAH, strict=True)
    reason: Line = ""

    @field_validator("amount")
    @classmethod
    def _not_nothing(cls, amount: int) -> int:
        if amount == 0:
            raise ValueError("Jumlahnya tidak boleh nol. | The amount may not be zero.")
        return amount


class LifeCycleStep(Model):
    """A step in a subscription's life, effective from `on` (today if not said)."""

    on: date | None = None
    plan_id: RequiredLine | None = None
    reason: Line = ""


class CustomerFilter(Model):
    """Which customers; `q` is words of name, address, number, phone or PPPoE user."""

    q: str = Field(default="", max_length=100)
    status: CustomerStatus | None = None
    area_id: str | None = Field(default=None, pattern=CLIENT_ID)
    plan_id: str | None = Field(default=None, pattern=CLIENT_ID)


class CustomerQuery(CustomerFilter, PageQuery):
    """A page of the customer list."""


class ExportQuery(CustomerFilter):
    """The list as a file: `csv` as Excel in Indonesia opens it, or `xlsx`."""

    format: Literal["csv", "xlsx"] = "csv"


# --- leaving


class Warning(Model):
    """Something worth a second look that was not refused."""

    field: str
    message: str
    customer_ids: list[str] = []


class SubscriptionSummary(Model):
    """A subscription as its customer's page shows it."""

    id: str
    status: SubscriptionStatus
    plan_id: str
    billing_day: int
    next_invoice_on: date | None
    pppoe_user: str | None = None


class CustomerView(Model):
    """A customer for staff. `balance` is what they owe in rupiah, negative is credit."""

    id: str
    number: str
    name: str
    phone: str | None
    other_phones: list[str]
    address: str
    area_id: str | None
    email: str | None
    location: Location | None
    note: str
    tags: list[str]
    status: CustomerStatus
    balance: int
    plan_ids: list[str]
    subscriptions: list[SubscriptionSummary]
    created_at: datetime
    updated_at: datetime
    exempt: bool = False
    promise: PromiseToPay | None = None
    broken_promises: int = 0
    erased_at: datetime | None = None
    warnings: list[Warning] = []


class PrivateView(Model):
    """What only owner and admin may see, one customer at a time."""

    id: str
    nik: str | None


class CustomerPage(Model):
    items: list[CustomerView]
    next_cursor: str | None


class PlanView(Model):
    """A plan for staff; `price` in rupiah a month."""

    id: str
    name: str
    price: int
    speed_mbps: int | None
    tax_percent: float
    tax_inclusive: bool
    active: bool


class PlanPage(Model):
    items: list[PlanView]
    next_cursor: str | None


class AreaView(Model):
    id: str
    name: str


class AreaPage(Model):
    items: list[AreaView]
    next_cursor: str | None


class SubscriptionView(Model):
    """A subscription for staff; `price` is what it pays a month in rupiah, before tax if that comes on top."""

    id: str
    customer_id: str
    plan_id: str
    price: int
    price_override: int | None
    billing_day: int
    due_days: int | None
    mode: BillingMode
    status: SubscriptionStatus
    starts_on: date
    next_invoice_on: date | None
    billed_to: date | None
    discounts: list[Discount]
    add_ons: list[AddOn]
    pending_lines: list[PendingLine]
    service_allowed: bool
    network: Network
    router_id: str | None
    """The router that tells of it; None: none has yet."""


class SubscriptionPage(Model):
    items: list[SubscriptionView]
    next_cursor: str | None
