"""The cast as the machine knows them: what is true of each before anybody writes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from shared.conversations.flow.facts import (
    Account,
    Bank,
    Bill,
    BillLine,
    Candidate,
    Facts,
    Line,
    OutageNews,
    Person,
    Ticket,
)

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
BANK = Bank(bank="BCA", number="1234567890", holder="Kamil Net")


def bill(number: str = "INV-202611-00001-1", **more: Any) -> Bill:
    told: dict[str, Any] = {
        "id": "PLG-00001-1_2026-11",
        "number": number,
        "period": "2026-11",
        "lines": [BillLine(what="Rumah 20 Mbps", why="1–30 November 2026", amount=165_000)],
        "total": 165_000,
        "due_on": date(2026, 11, 30),
        "link": "/t/a-token",
        "pdf": "/api/pay/a-paper/pdf",
        "qris": "/api/pay/a-token/qris.png",
    }
    return Bill(**{**told, **more})


def ticket(number: str = "TKT-2611-0042", **more: Any) -> Ticket:
    told: dict[str, Any] = {
        "category": "no_connection",
        "status": "assigned",
        "technician": "Eko",
        "line": "PLG-00001-1",
    }
    return Ticket(**{**told, "id": number, "reported_at": NOW - timedelta(days=1), **more})


def account(name: str, number: int = 1, **more: Any) -> Account:
    customer_id = f"PLG-{number:05d}"
    lines = [Line(id=f"{customer_id}-1", status="active", plan="Rumah 20 Mbps")]
    return Account(**{"customer_id": customer_id, "name": name, "lines": lines, **more})


def suspended(why: str = "arrears") -> list[Line]:
    return [Line(id="PLG-00001-1", status="suspended", plan="Rumah 20 Mbps", suspended_for=why)]


LATE = bill(due_on=date(2026, 11, 10))
PROMISE: dict[str, Any] = {"latest_promise_on": date(2026, 12, 7)}
TWO_LINES = [
    Line(id="PLG-00001-1", status="active", plan="Rumah 20 Mbps"),
    Line(id="PLG-00001-2", status="active", plan="Toko 50 Mbps"),
]
OUTAGE = OutageNews(id="o-1", cause="kabel putus terkena alat berat", expected_at=NOW + timedelta(hours=3))

ACCOUNTS: dict[str, Account] = {
    "asih": account("Asih Lestari", next_bill_on=date(2026, 12, 1), last_paid=165_000, last_paid_on=date(2026, 11, 2)),
    "asih_with_credit": account("Asih Lestari", credit=35_000, next_bill_on=date(2026, 12, 1)),
    "asih_in_outage": account("Asih Lestari", outage=OUTAGE),
    "asih_asked_whether_it_works": account("Asih Lestari", recovered="o-1"),
    "dewi_asked_whether_it_works": account("Dewi Anggraini", tickets=[ticket(category="account")], recovered="o-1"),
    "asih_of_the_quarter": account("Asih Lestari", quarter="PLG-00001_2026-Q4"),
    "asih_again_broken": account("Asih Lestari", repeated=True),
    "asih_two_lines": account("Asih Lestari", lines=TWO_LINES),
    "asih_paused": account("Asih Lestari", lines=[Line(id="PLG-00001-1", status="paused", plan="Rumah 20 Mbps")]),
    "asih_stopped": account("Asih Lestari", lines=[Line(id="PLG-00001-1", status="stopped", plan="Rumah 20 Mbps")]),
    "asih_to_install": account("Asih Lestari", lines=[Line(id="PLG-00001-1", status="pending", plan="Rumah 20 Mbps")]),
    "asih_held_by_staff": account("Asih Lestari", lines=suspended("staff")),
    "asih_proof_waits": account("Asih Lestari", proof_sent_on=date(2026, 11, 22)),
    "budi": account("Budi Raharjo", bills=[bill()], **PROMISE),
    "budi_late": account("Budi Raharjo", bills=[LATE], **PROMISE),
    "budi_partly": account("Budi Raharjo", bills=[bill(paid=65_000)], **PROMISE),
    "budi_today": account("Budi Raharjo", bills=[bill(due_on=TODAY)], **PROMISE),
    "budi_two_bills": account(
        "Budi Raharjo",
        bills=[bill("INV-202610-00001-1", period="2026-10", due_on=date(2026, 10, 31)), bill()],
        **PROMISE,
    ),
    "budi_proof_waits": account("Budi Raharjo", bills=[LATE], proof_sent_on=date(2026, 11, 22), **PROMISE),
    "budi_promised": account("Budi Raharjo", bills=[LATE], promised_until=date(2026, 11, 27)),
    "budi_may_not_promise": account("Budi Raharjo", bills=[LATE]),
    "budi_two_lines": account("Budi Raharjo", bills=[bill()], lines=TWO_LINES, **PROMISE),
    "citra": account("Citra Dewanti", bills=[LATE], lines=suspended(), **PROMISE),
    "citra_proof_waits": account("Citra Dewanti", bills=[LATE], lines=suspended(), proof_sent_on=date(2026, 11, 22)),
    "dewi": account("Dewi Anggraini", tickets=[ticket()]),
    "dewi_visit": account(
        "Dewi Anggraini", tickets=[ticket(status="scheduled", visit_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC))]
    ),
    "dewi_resolved": account("Dewi Anggraini", tickets=[ticket(status="resolved")]),
    "dewi_to_rate": account("Dewi Anggraini", tickets=[ticket(status="closed", asks_rating=True)]),
    "dewi_in_outage": account("Dewi Anggraini", tickets=[ticket()], outage=OUTAGE),
    "dewi_owes": account("Dewi Anggraini", tickets=[ticket()], bills=[bill()], **PROMISE),
}  # fmt: skip
FAMILY = [
    Person(customer_id="PLG-00001", name="Asih Lestari", address="Jl. Melati 5"),
    Person(customer_id="PLG-00002", name="Warung Asih", address="Jl. Kenanga 2"),
]
ASIH_UNSEEN = Candidate(customer_id="PLG-00001", name="Asih Lestari", phones=["+6281200000001"])


def facts(person: str, **more: Any) -> Facts:
    """What is known of `person`; `stranger`, `hidden` and `family` are nobody's account yet."""
    known: dict[str, Any] = {"now": NOW, "today": TODAY, "company": "Kamil Net", "banks": [BANK]}
    if person == "hidden":
        known["shows_phone"] = False
    elif person == "family":
        known["people"] = FAMILY
    elif person != "stranger":
        mine = ACCOUNTS[person]
        known |= {"account": mine, "people": [Person(customer_id=mine.customer_id, name=mine.name)]}
    return Facts(**{**known, **more})
