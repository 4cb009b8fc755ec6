"""What the owner sets: who the company is, how it bills."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from shared.core.fields import Line, Prose, RequiredLine
from shared.core.firestore import Record
from shared.messaging.models import MessagingRules


class BankAccount(BaseModel):
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


class LadderStep(BaseModel):
    """One step of dunning, `day` days after the due date (negative: before it)."""

    day: int = Field(ge=-30, le=120, strict=True)
    action: Literal["remind", "warn", "suspend"]


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


class PrivacyRules(Record):
    """`settings/privacy`: how many months what tells of people is kept; empty: for ever. What came in: 30 days."""

    id: str = "privacy"

    messages_months: int | None = Field(default=None, ge=1, le=120, strict=True)
    """What messages said; that they were sent, and what they cost, stays."""
    photos_months: int | None = Field(default=None, ge=1, le=120, strict=True)
    """Photos of KTP and house, after their customer has left and their account has not moved."""


class SettingsView(BaseModel):
    """All settings."""

    company: Company
    billing: BillingRules
    messaging: MessagingRules
    privacy: PrivacyRules


class SettingsChanges(BaseModel):
    """The sections that change, each whole."""

    company: Company | None = None
    billing: BillingRules | None = None
    messaging: MessagingRules | None = None
    privacy: PrivacyRules | None = None
