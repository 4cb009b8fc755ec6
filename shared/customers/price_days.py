"""What days of service cost: the plan and its add-ons, less discounts, each a line that explains itself: pure.

A day costs a month's price / the days of its period. Percents come first, each of plan and add-ons together, then
amounts; together they never take more than there is. Each line is rounded once, half up.
"""

from datetime import date, timedelta
from typing import NamedTuple

from shared.core.dates import long_date, period_text
from shared.core.money import round_half_up, rupiah
from shared.customers.models import PendingLine, Plan, Subscription
from shared.customers.periods import Period, split_by_period
from shared.customers.terms import AddOn, BilledDays, Discount, TaxTerms

PARTS = 10_000
"""A percent with two decimals is so many parts of a whole."""


class Priced(NamedTuple):
    """The lines of some days of service, and the same days as they are remembered."""

    lines: list[PendingLine]
    billed: list[BilledDays]


class Stretch(NamedTuple):
    """Days on which the same add-ons and discounts are in force."""

    first: date
    days: int
    add_ons: list[AddOn]
    discounts: list[Discount]


def monthly_price(subscription: Subscription, plan: Plan) -> int:
    """What a whole month of the plan costs this subscription, in rupiah, before add-ons and discounts."""
    return plan.price if subscription.price_override is None else subscription.price_override


def tax_terms(plan: Plan) -> TaxTerms | None:
    """The tax the plan's prices are under, None for none."""
    return TaxTerms(percent=plan.tax_percent, inclusive=plan.tax_inclusive) if plan.tax_percent else None


def price_days(subscription: Subscription, plan: Plan, first: date, last: date, about: str = "") -> Priced:
    """The lines for days `first` to `last`, cut at billing days; `about` is said after the plan's name."""
    price = monthly_price(subscription, plan)
    tax = tax_terms(plan)
    lines: list[PendingLine] = []
    billed: list[BilledDays] = []
    for days, whole in split_by_period(first, last, subscription.billing_day):
        of_plan = _plan_line(plan.name + about, price, days, whole)
        lines.append(of_plan)
        if not subscription.add_ons and not subscription.discounts:
            billed.append(BilledDays(first=days.start, last=days.end, amount=of_plan.amount, tax=tax))
            continue
        stretches = _stretches(subscription, days)
        extras = _extra_lines(subscription, stretches, price, days, whole)
        lines += extras
        net = of_plan.amount + sum(line.amount for line in extras)
        billed += _remembered(stretches, price, net, whole, tax)
    return Priced(lines, billed)


def _plan_line(name: str, price: int, days: Period, whole: Period) -> PendingLine:
    text = period_text(days.start, days.end)
    if days == whole:
        return PendingLine(kind="plan", description=name, detail=f"{text}, {days.days} hari", amount=price)
    detail = f"{text}, {days.days} dari {whole.days} hari, harga sebulan {rupiah(price)}"
    amount = round_half_up(price * days.days, whole.days)
    return PendingLine(kind="proration", description=name, detail=detail, amount=amount)


def _stretches(subscription: Subscription, days: Period) -> list[Stretch]:
    items = [*subscription.add_ons, *subscription.discounts]
    cuts = {days.start}
    cuts |= {item.starts_on for item in items if item.starts_on and days.start < item.starts_on <= days.end}
    cuts |= {item.until + timedelta(days=1) for item in items if item.until and days.start <= item.until < days.end}
    firsts = sorted(cuts)
    ends = [*firsts[1:], days.end + timedelta(days=1)]
    return [
        Stretch(
            first,
            (end - first).days,
            [add_on for add_on in subscription.add_ons if add_on.is_in_force(first)],
            [discount for discount in subscription.discounts if discount.is_in_force(first)],
        )
        for first, end in zip(firsts, ends, strict=True)
    ]


def _extra_lines(
    subscription: Subscription, stretches: list[Stretch], price: int, days: Period, whole: Period
) -> list[PendingLine]:
    lines = []
    for add_on in subscription.add_ons:
        served = _served([part for part in stretches if add_on in part.add_ons])
        if served:
            lines.append(_add_on_line(add_on, served, whole))
    taken = [_taken(part, price) for part in stretches]
    for discount in _in_order(subscription.discounts):
        parts = [(part, took) for part, took in zip(stretches, taken, strict=True) if discount in part.discounts]
        served = _served([part for part, _ in parts])
        if served is None:
            continue
        amount = round_half_up(sum(took[id(discount)] * part.days for part, took in parts), PARTS * whole.days)
        base = round_half_up(sum(_recurring(part, price) * part.days for part, _ in parts), whole.days)
        lines.append(_discount_line(discount, amount, base, served, whole))
    # Each line is rounded by itself; together they must not take a rupiah more than there is.
    over = -(round_half_up(price * days.days, whole.days) + sum(line.amount for line in lines))
    for index in range(len(lines) - 1, -1, -1):
        if over > 0 and lines[index].amount < 0:
            back = min(over, -lines[index].amount)
            lines[index] = lines[index].model_copy(update={"amount": lines[index].amount + back})
            over -= back
    return lines


def _in_order(discounts: list[Discount]) -> list[Discount]:
    return [one for one in discounts if one.percent is not None] + [one for one in discounts if one.percent is None]


def _taken(part: Stretch, price: int) -> dict[int, int]:
    """What each discount takes off a month at the terms of this stretch, in ten-thousandths of a rupiah."""
    recurring = _recurring(part, price)
    left = recurring * PARTS
    taken = {}
    for discount in _in_order(part.discounts):
        wanted = recurring * round(discount.percent * 100) if discount.percent is not None else _amount_of(discount)
        taken[id(discount)] = min(left, wanted)
        left -= taken[id(discount)]
    return taken


def _amount_of(discount: Discount) -> int:
    return (discount.amount or 0) * PARTS


def _recurring(part: Stretch, price: int) -> int:
    return price + sum(add_on.price for add_on in part.add_ons)


def _served(parts: list[Stretch]) -> Period | None:
    if not parts:
        return None
    return Period(parts[0].first, parts[-1].first + timedelta(days=parts[-1].days - 1))


def _add_on_line(add_on: AddOn, served: Period, whole: Period) -> PendingLine:
    text = period_text(served.start, served.end)
    detail = f"{text}, {served.days} hari"
    if served != whole:
        detail = f"{text}, {served.days} dari {whole.days} hari, harga sebulan {rupiah(add_on.price)}"
    amount = round_half_up(add_on.price * served.days, whole.days)
    return PendingLine(kind="add_on", description=add_on.name, detail=detail, amount=amount)


def _discount_line(discount: Discount, amount: int, base: int, served: Period, whole: Period) -> PendingLine:
    if discount.percent is not None:
        how = f"{percent_text(discount.percent)} dari {rupiah(base)}"
    else:
        how = f"{rupiah(discount.amount or 0)} sebulan"
        full = round_half_up((discount.amount or 0) * served.days, whole.days)
        if amount < full:
            how += f", paling banyak sebesar biayanya, {rupiah(amount)}"
    days = f"{period_text(served.start, served.end)}, "
    days += f"{served.days} hari" if served == whole else f"{served.days} dari {whole.days} hari"
    until = f", berlaku sampai {long_date(discount.until)}" if discount.until else ""
    return PendingLine(kind="discount", description=discount.name, detail=f"{how}, {days}{until}", amount=-amount)


def percent_text(percent: float) -> str:
    """`50%`, `12,5%`."""
    return f"{percent:.2f}".rstrip("0").rstrip(".").replace(".", ",") + "%"


def _remembered(
    stretches: list[Stretch], price: int, net: int, whole: Period, tax: TaxTerms | None
) -> list[BilledDays]:
    amounts = []
    for part in stretches:
        a_month = _recurring(part, price) * PARTS - sum(_taken(part, price).values())
        amounts.append(round_half_up(a_month * part.days, PARTS * whole.days))
    # What rounding has moved goes to the dearest stretch: together they are what the lines are.
    dearest = amounts.index(max(amounts))
    amounts[dearest] += net - sum(amounts)
    return [
        BilledDays(first=part.first, last=part.first + timedelta(days=part.days - 1), amount=amount, tax=tax)
        for part, amount in zip(stretches, amounts, strict=True)
    ]
