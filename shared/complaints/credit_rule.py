"""What an outage gives back: pure. Each day begun, once it lasted the hours that are set, at the price of a day."""

from datetime import datetime

from shared.complaints.rules import CreditRule
from shared.core.money import round_half_up

DAY_S = 86_400


def credit_days(started_at: datetime, ended_at: datetime, rule: CreditRule) -> int:
    """Days of service to be given back; 0 for an outage that was too short, or where none is offered."""
    seconds = int((ended_at - started_at).total_seconds())
    if not rule.offer or seconds < rule.minimum_hours * 3600:
        return 0
    return max(1, -(-seconds // DAY_S))


def credit_amount(price: int, days: int, period_days: int) -> int:
    """Rupiah for `days` of a period that costs `price`, half up, never more than the whole of it."""
    return round_half_up(price * min(days, period_days), period_days)
