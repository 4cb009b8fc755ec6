"""PPN on an invoice: a line of its own for each rate, rounded half up once, and how it came about: pure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from shared.billing.models import InvoiceLine, InvoiceTax
from shared.core.money import percent_of, percent_within, round_half_up, rupiah
from shared.customers.models import PendingLine
from shared.customers.price_days import percent_text
from shared.customers.terms import NO_TAX, TaxTerms
from shared.settings.models import BillingRules


class Taxed(NamedTuple):
    """The lines before tax, the tax lines, and the tax at the plan's own rate if there is any."""

    lines: list[InvoiceLine]
    tax_lines: list[InvoiceLine]
    tax: InvoiceTax | None

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines) + sum(line.amount for line in self.tax_lines)


def with_tax(lines: Sequence[PendingLine], of_plan: TaxTerms | None, rules: BillingRules) -> Taxed:
    """Each line under the tax it was charged under, or the plan's; inclusive prices lose the tax that is in them."""
    under = [line.tax or of_plan or NO_TAX for line in lines]
    billed = [_as_invoice_line(line) for line in lines]
    tax_lines: list[InvoiceLine] = []
    shown: InvoiceTax | None = None
    for terms in dict.fromkeys(under):
        if not terms.percent:
            continue
        where = [index for index, its in enumerate(under) if its == terms]
        tax = _tax_on(billed, where, terms)
        tax_lines.append(_tax_line(tax, rules))
        if terms == (of_plan or NO_TAX):
            shown = tax
    return Taxed(billed, tax_lines, shown)


def _tax_on(billed: list[InvoiceLine], where: list[int], terms: TaxTerms) -> InvoiceTax:
    percent = Decimal(str(terms.percent))
    gross = sum(billed[index].amount for index in where)
    if not terms.inclusive:
        return InvoiceTax(percent=terms.percent, base=gross, amount=percent_of(gross, percent), inclusive=False)
    # The tax inside each running total, so that the parts add up to the tax of the whole to the rupiah.
    running = taken = 0
    for index in where:
        line = billed[index]
        running += line.amount
        upto = percent_within(running, percent)
        detail = (
            f"{line.detail}; {rupiah(line.amount)} dengan PPN" if line.detail else f"{rupiah(line.amount)} dengan PPN"
        )
        billed[index] = line.model_copy(update={"detail": detail, "amount": line.amount - (upto - taken)})
        taken = upto
    return InvoiceTax(percent=terms.percent, base=gross - taken, amount=taken, inclusive=True)


def _tax_line(tax: InvoiceTax, rules: BillingRules) -> InvoiceLine:
    detail = f"{percent_text(tax.percent)} dari {rupiah(tax.base)}"
    if rules.dpp_numerator != rules.dpp_denominator:
        part = f"{rules.dpp_numerator}/{rules.dpp_denominator}"
        detail = f"{nominal_rate(tax, rules)} dari DPP {rupiah(shown_base(tax, rules))}, yaitu {part} dari "
        detail += rupiah(tax.base)
    if tax.inclusive:
        detail = f"sudah termasuk dalam harga; {detail}"
    return InvoiceLine(kind="tax", description=f"PPN {percent_text(tax.percent)}", detail=detail, amount=tax.amount)


def shown_base(tax: InvoiceTax, rules: BillingRules) -> int:
    """The base as the tax office wants it shown (PMK 131/2024: 11/12 of the price), in rupiah."""
    return round_half_up(tax.base * rules.dpp_numerator, rules.dpp_denominator)


def nominal_rate(tax: InvoiceTax, rules: BillingRules) -> str:
    """The rate on the shown base that gives the same tax: `12%` for 11 percent of the price."""
    rate = Decimal(str(tax.percent)) * rules.dpp_denominator / rules.dpp_numerator
    return percent_text(float(round(rate, 2)))


def _as_invoice_line(line: PendingLine) -> InvoiceLine:
    return InvoiceLine(kind=line.kind, description=line.description, detail=line.detail, amount=line.amount)
