"""What the owner sets: who the company is, how it bills."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from shared.core.fields import Line, Prose, RequiredLine, Rupiah
from shared.core.firestore import Day, Hour, Record
from shared.core.model import Model
from shared.messaging.models import MessagingRules


class BankAccount(Model):
    """Where customers transfer to."""

    bank: RequiredLine
    number: RequiredLine
    holder: RequiredLine


class Company(Record):
    """`settings/company`: who writes the bills."""

    id: str = "company"

    name: RequiredLine = "Internet Anda"
    address: Annotated[Line, Field(max_length=400)] = ""
    phone: Line = ""
    npwp: Line = ""
    banks: list[BankAccount] = Field(default=[], max_length=6)
    invoice_note: Prose = "Ada kendala? Balas pesan WhatsApp kami."


class LadderStep(Model):
    """One step of dunning, `day` days after the due date (negative: before it)."""

    action: Literal["remind", "warn", "suspend"]
    day: int = Field(ge=-30, le=120, strict=True)

    @field_validator("day")
    @classmethod
    def _overdue(cls, day: int, known: ValidationInfo) -> int:
        if known.data.get("action") == "suspend" and day < 1:
            raise ValueError("Isolir paling cepat 1 hari setelah jatuh tempo. | Suspend 1 day after due at least.")
        return day


class SuspensionPolicy(Model):
    """When a suspension that is due may be carried out; until then it waits."""

    no_cut_weekdays: list[Annotated[int, Field(ge=0, le=6, strict=True)]] = Field(default=[6], max_length=6)
    """0 is Monday, 6 Sunday; one day is left at least."""
    no_cut_holidays: bool = True
    """Public holidays of Indonesia and the joint leave around them."""
    no_cut_dates: list[Day] = Field(default=[], max_length=100)
    """Days of one's own: a feast of the village."""
    cut_from: Hour | None = time(8, 0)
    cut_until: Hour | None = time(16, 0)
    """Hours in which somebody is there to answer, on the provider's clock; both empty: at any hour."""
    minimum_arrears: Rupiah = 0
    """Overdue less than this in rupiah is reminded of, and not cut for."""

    @model_validator(mode="after")
    def _hours(self) -> "SuspensionPolicy":
        if (self.cut_from is None) != (self.cut_until is None):
            raise ValueError("Isi kedua jam jeda, atau kosongkan keduanya. | Give both cut hours, or none.")
        if self.cut_from is not None and self.cut_until is not None and self.cut_from >= self.cut_until:
            raise ValueError("Jam jeda berakhir setelah mulai, di hari yang sama. | Cut hours end after they begin.")
        return self


class PromiseRules(Model):
    """How often a customer may promise to pay one bill later (0: never), and for how many days."""

    most: int = Field(default=2, ge=0, le=12, strict=True)
    days: int = Field(default=7, ge=1, le=60, strict=True)
    """From the day of the promise, or from the due date where that lies ahead."""


class LateFee(Model):
    """Charged once on a bill that is still open so many days after its due date: rupiah, or percent of what is left."""

    after_days: int = Field(default=1, ge=1, le=120, strict=True)
    amount: Rupiah = 0
    percent: float = Field(default=0, ge=0, le=100, allow_inf_nan=False)
    most: Rupiah | None = None
    """Never more than this in rupiah."""

    @model_validator(mode="after")
    def _one_kind(self) -> "LateFee":
        if bool(self.amount) == bool(self.percent):
            raise ValueError(
                "Isi jumlah denda atau persennya, salah satu. | Give the amount or the percent, one of them."
            )
        return self


class BillingRules(Record):
    """`settings/billing`: how bills are made and followed up."""

    id: str = "billing"

    due_days: int = Field(default=10, ge=0, le=60, strict=True)
    invoice_while_suspended: bool = False
    dpp_numerator: int = Field(default=11, ge=1, le=100, strict=True)
    dpp_denominator: int = Field(default=12, ge=1, le=100, strict=True)
    """The base of PPN is shown as this part of the price (PMK 131/2024: 11/12), which changes no amount."""
    ladder: list[LadderStep] = Field(
        default=[
            LadderStep(day=-3, action="remind"),
            LadderStep(day=0, action="remind"),
            LadderStep(day=3, action="remind"),
            LadderStep(day=9, action="warn"),
            LadderStep(day=10, action="suspend"),
        ],
        max_length=20,
    )
    suspension: SuspensionPolicy = SuspensionPolicy()
    promises: PromiseRules = PromiseRules()
    late_fee: LateFee | None = None
    follow_opening_bills: bool = False
    """Whether bills brought over from the old books are reminded of and cut for like our own."""


class PrivacyRules(Record):
    """`settings/privacy`: how many months what tells of people is kept; empty: for ever. What came in: 30 days."""

    id: str = "privacy"

    messages_months: int | None = Field(default=None, ge=1, le=120, strict=True)
    """What messages said; that they were sent, and what they cost, stays."""
    photos_months: int | None = Field(default=None, ge=1, le=120, strict=True)
    """Photos of KTP and house, after their customer has left and their account has not moved."""


class SettingsView(Model):
    """All settings."""

    company: Company
    billing: BillingRules
    messaging: MessagingRules
    privacy: PrivacyRules


class SettingsChanges(Model):
    """What changes of them: what is not sent stays, a list is replaced whole."""

    company: Company | None = None
    billing: BillingRules | None = None
    messaging: MessagingRules | None = None
    privacy: PrivacyRules | None = None
