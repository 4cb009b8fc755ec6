"""The cast of the tests: who they are, and how they are made. Asih is paid up, Budi owes, Citra is suspended."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from PIL import Image

from shared.access.models import Caller
from shared.billing.make_invoice import Terms
from shared.core.ids import shard_of
from shared.customers.customer_status import with_subscription
from shared.customers.models import SHARDS, Customer, Network, Plan, Subscription
from shared.settings.models import BillingRules

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
KAMIL = Caller(id="demo-owner", role="owner", name="Kamil")
RUMAH_20 = Plan(id="rumah-20", name="Rumah 20 Mbps", price=165_000, speed_mbps=20)


def customer(number: int = 1, name: str = "Budi Raharjo", **more: Any) -> Customer:
    """A customer without a subscription yet."""
    customer_id = f"PLG-{number:05d}"
    defaults: dict[str, Any] = {"phone": f"+62812000{number:05d}", "created_at": NOW, "updated_at": NOW}
    return Customer(id=customer_id, name=name, shard=shard_of(customer_id, SHARDS), **{**defaults, **more})


def subscription(owner: Customer, **more: Any) -> Subscription:
    """An active subscription to Rumah 20, billed on the first."""
    defaults: dict[str, Any] = {
        "plan_id": RUMAH_20.id,
        "billing_day": 1,
        "status": "active",
        "starts_on": date(2026, 1, 1),
        "next_invoice_on": date(2026, 12, 1),
        "network": Network(pppoe_user=owner.id.lower()),
        "created_at": NOW,
        "updated_at": NOW,
    }
    settled = {**defaults, **more}
    return Subscription(id=f"{owner.id}-{owner.next_subscription}", customer_id=owner.id, shard=owner.shard, **settled)


def subscribed(owner: Customer, **more: Any) -> tuple[Customer, Subscription]:
    """A customer with a subscription, both as stored."""
    line = subscription(owner, **more)
    counted = owner.model_copy(update={"next_subscription": owner.next_subscription + 1})
    return with_subscription(counted, line), line


def terms(on: date = date(2026, 12, 1), today: date = TODAY, **rules: Any) -> Terms:
    """What a run for `on` decides under."""
    return Terms(on=on, today=today, now=NOW, rules=BillingRules(**rules), by=KAMIL.id, run_id=f"{on}.1")


def picture() -> bytes:
    """A photo as a telephone makes it, which says where it was taken."""
    out, told = BytesIO(), Image.Exif()
    told[0x010E] = "Jalan Melati 5"
    Image.new("RGB", (80, 50), (200, 30, 30)).save(out, "JPEG", exif=told)
    return out.getvalue()
