"""A neighbourhood that complains: customers by area and pole box, a technician, and the drains run by hand."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.access.models import StaffMember
from shared.access.repository import staff
from shared.complaints.add_complaint import add_complaint, complaint_committed
from shared.complaints.dispatch_complaint import dispatch_complaint
from shared.complaints.drain_outage import drain_outage
from shared.complaints.models import Complaint, ComplaintEvent
from shared.complaints.outage_models import Outage
from shared.complaints.repository import complaints, events_of, outages
from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.customers.models import Area, Customer, Network
from shared.customers.repository import areas, customers, plans, subscriptions
from shared.messaging.repository import messages
from tests.cast import NOW, RUMAH_20, customer, subscribed
from tests.conftest import Enqueued

EKO = StaffMember(id="eko", email="eko@sambung.test", name="Eko Prasetyo", role="technician", areas=["utara"])


class Neighbourhood:
    """What tests do with it."""

    def __init__(self, enqueued: Enqueued) -> None:
        self.enqueued = enqueued
        self.now = NOW

    def passes(self, **time: float) -> datetime:
        """So much time goes by."""
        self.now += timedelta(**time)
        return self.now

    def home(self, number: int, odp: str | None = None, area: str | None = "utara", **more: Any) -> Customer:
        """A customer with one line there."""
        place = {"area_id": area, "network": Network(odp=odp), **more}
        owner, line = subscribed(customer(number, f"Pelanggan {number}", area_id=area), **place)
        commit = Commit()
        commit.create(customers, owner)
        commit.create(subscriptions, line)
        commit.commit()
        return owner

    def complains(self, owner: Customer, cause: str = "", **more: Any) -> Complaint:
        """As the conversation does it: one commit of its own, then what follows."""
        told = {"category": "no_connection", "description": "mati total", "source": "whatsapp", "notify": True, **more}

        def decide() -> Complaint:
            commit = Commit()
            complaint = add_complaint(commit, owner, cause=cause or f"said-{owner.id}", **told)
            if commit.writes:
                commit.commit()
            return complaint

        complaint = attempt(decide)
        complaint_committed(complaint)
        return complaint

    def all_complain(self, owners: Iterable[Customer]) -> list[Complaint]:
        """At the same time."""
        with ThreadPoolExecutor(12) as pool:
            return list(pool.map(self.complains, owners))

    def drain(self, twice: bool = False) -> None:
        """What Cloud Tasks would deliver, at once, until nothing is left; or all of it twice."""
        while tasks := self.enqueued.take("drain"):
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(deliver, tasks * 2 if twice else tasks))

    def ticket(self, complaint: Complaint | str) -> Complaint:
        stored = complaints.get(complaint if isinstance(complaint, str) else complaint.id)
        assert stored
        return stored.value

    def outage(self) -> Outage:
        """The only one there is."""
        (stored,) = outages.find()
        return stored.value

    def steps(self, complaint: Complaint) -> list[ComplaintEvent]:
        return events_of(complaint.id)

    def told(self, owner: Customer) -> list[str]:
        """The messages to a customer, by the end of their purpose's name."""
        found = messages.find(("customer_id", "==", owner.id))
        return sorted(stored.value.purpose.partition(".")[0] for stored in found)


def deliver(task: Any) -> None:
    """As functions/drain does."""
    if task.queue == "complaints":
        dispatch_complaint(task.job)
    elif task.queue == "announcements":
        drain_outage(task.job)


@pytest.fixture
def place(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Neighbourhood:
    made = Neighbourhood(enqueued)
    monkeypatch.setattr(clock, "now", lambda: made.now)

    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(areas, Area(id="utara", name="Griya Asri"))
    commit.create(areas, Area(id="barat", name="Cilongok"))
    commit.create(staff, EKO)
    commit.commit()
    return made
