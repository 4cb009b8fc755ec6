"""What a subscription pays beside its plan, and what of it has been billed: values kept inside a subscription."""

from datetime import date
from typing import Annotated, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from shared.core.fields import RequiredLine, Rupiah
from shared.core.firestore import Day
from shared.core.model import Model

MOST_DISCOUNTS = 10
MOST_ADD_ONS = 20


class TaxTerms(Model):
    """The tax that amounts are under: percent of the base, inside the amounts or on top of them."""

    model_config = ConfigDict(frozen=True)

    percent: float = 0
    inclusive: bool = False


NO_TAX = TaxTerms()


class _InForce(Model):
    """From when to when, both days inside; without a date there is no such end."""

    name: RequiredLine
    starts_on: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.starts_on and self.until and self.until < self.starts_on:
            raise ValueError("“Sampai” tidak boleh sebelum “mulai”. | It may not end before it starts.")
        return self

    def is_in_force(self, day: date) -> bool:
        """Whether it counts on this day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.until is None or day <= self.until)


class AddOn(_InForce):
    """A monthly extra beside the plan, `price` in rupiah a month."""

    price: Annotated[Rupiah, Field(gt=0)]


class Discount(_InForce):
    """Percent of plan and add-ons together, or rupiah a month; `name` is the reason the customer reads."""

    percent: float | None = Field(default=None, gt=0, le=100, allow_inf_nan=False)
    amount: Annotated[Rupiah, Field(gt=0)] | None = None

    @field_validator("percent")
    @classmethod
    def _two_decimals(cls, percent: float | None) -> float | None:
        return percent if percent is None else max(0.01, round(percent, 2))

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("Isi persen atau jumlah, salah satu saja. | Give a percent or an amount, one of the two.")
        return self


Discounts = Annotated[list[Discount], Field(max_length=MOST_DISCOUNTS)]
AddOns = Annotated[list[AddOn], Field(max_length=MOST_ADD_ONS)]


class BilledDays(Model):
    """Days `first` to `last` and what they were charged, discounts off and before tax: what may be given back."""

    first: Day
    last: Day
    amount: int
    tax: TaxTerms | None = None
    invoice: str = ""
    """The invoice that billed them, as the end of its id (`2026-12`); empty: a line that waits for the next."""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1
