"""A ticket and the hours it is handled in, as they stand in tests of pure code."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from shared.complaints import sla
from shared.complaints.models import Complaint
from shared.complaints.rules import ComplaintRules
from shared.complaints.sla import Calendar
from tests.cast import NOW

JAKARTA = ZoneInfo("Asia/Jakarta")
RULES = ComplaintRules(holidays=[date(2026, 12, 25)])
"""Monday to Saturday, 8 to 17 on the clocks of Jakarta; NOW is a Monday at 10."""
CALENDAR = Calendar(RULES, JAKARTA)


def ticket(number: int = 1, **more: Any) -> Complaint:
    """An open complaint of a dead line, its clock running since NOW."""
    told: dict[str, Any] = {
        "customer_id": f"PLG-{number:05d}",
        "customer_name": "Dewi Anggraini",
        "category": "no_connection",
        "priority": "high",
        "source": "whatsapp",
        "sla": sla.new_clock("high", NOW, CALENDAR),
        "created_at": NOW,
        "updated_at": NOW,
        "area_id": "utara",
        "shard": 0,
    }
    return Complaint(id=f"TKT-2611-{number:04d}", **{**told, **more})
