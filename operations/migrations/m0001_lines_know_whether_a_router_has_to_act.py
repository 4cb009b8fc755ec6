"""Subscriptions of before there were routers lack `router_due`, by which a router asks for what it has to do."""

from operations.migrate import Migration
from shared.customers.models import Subscription
from shared.customers.repository import subscriptions


def as_written_today(line: Subscription) -> Subscription:
    """Itself: what is computed with every write is written with this one."""
    return line


MIGRATION: Migration = Migration("0001", subscriptions, as_written_today)
