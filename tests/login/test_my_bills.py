"""A customer sees their own bills and no others: what is not theirs is not there."""

from datetime import timedelta

import pytest

from shared.billing.models import Invoice, InvoiceLine
from shared.billing.repository import invoices
from shared.core.firestore import Commit
from shared.customers.repository import plans, subscriptions
from tests.cast import NOW, RUMAH_20, TODAY, customer, subscribed
from tests.login.conftest import Portal, keep

ASIH, ASIHS_LINE = subscribed(customer(1, "Asih Lestari", address="Jl. Kenanga 2"))
BUDI, BUDIS_LINE = subscribed(customer(2, "Budi Raharjo", credit=5_000))


def bill(of: str, month: int, total: int = 165_000, **more: object) -> Invoice:
    day = TODAY.replace(month=month)
    return Invoice.model_validate(
        {
            "id": f"{of}-1_2026-{month:02d}",
            "number": f"INV-2026{month:02d}-{of[4:]}-1",
            "kind": "period",
            "customer_id": of,
            "customer_name": "x",
            "subscription_id": f"{of}-1",
            "period": f"2026-{month:02d}",
            "billed_on": day,
            "issued_on": day,
            "issued_at": NOW.replace(month=month),
            "due_on": day + timedelta(days=10),
            "lines": [InvoiceLine(kind="plan", description="Internet", amount=total)],
            "total": total,
            "status": "open",
            "shard": 1,
            **more,
        }
    )


@pytest.fixture
def budi(portal: Portal) -> str:
    """His token; he owes two of three bills, one of them in part."""
    commit = Commit()
    commit.create(plans, RUMAH_20)
    commit.create(subscriptions, ASIHS_LINE)
    commit.create(subscriptions, BUDIS_LINE)
    commit.create(invoices, bill(ASIH.id, 11))
    commit.create(invoices, bill(BUDI.id, 9, status="paid", paid=165_000))
    commit.create(invoices, bill(BUDI.id, 10, paid=100_000))
    commit.create(invoices, bill(BUDI.id, 11))
    commit.commit()
    keep(ASIH, BUDI)
    return portal.sign_in(str(BUDI.phone))


def test_home_says_what_is_owed_and_what_comes_next(portal: Portal, budi: str) -> None:
    home = portal.get("/api/me", budi).get_json()
    assert (home["customer_id"], home["owed"], home["credit"]) == (BUDI.id, 65_000 + 165_000, 5_000)
    assert [(one["period"], one["amount_due"]) for one in home["unpaid"]] == [("2026-10", 65_000), ("2026-11", 165_000)]
    assert home["next_invoice_on"] == "2026-12-01"
    (line,) = home["subscriptions"]
    assert (line["plan_name"], line["price"], line["status"]) == ("Rumah 20 Mbps", 165_000, "active")


def test_bills_come_latest_first_page_by_page(portal: Portal, budi: str) -> None:
    first = portal.get("/api/me/invoices?limit=2", budi).get_json()
    second = portal.get(f"/api/me/invoices?limit=2&cursor={first['next_cursor']}", budi).get_json()
    assert [one["period"] for one in first["items"] + second["items"]] == ["2026-11", "2026-10", "2026-09"]
    assert second["next_cursor"] is None


def test_ones_own_bill_opens_and_so_does_its_paper(portal: Portal, budi: str) -> None:
    assert portal.get("/api/me/invoices/PLG-00002-1_2026-11", budi).get_json()["total"] == 165_000
    paper = portal.get("/api/me/invoices/PLG-00002-1_2026-11/pdf", budi)
    assert (paper.status_code, paper.data[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize(
    "path", ["PLG-00001-1_2026-11", "PLG-00001-1_2026-11/pdf", "PLG-00009-1_2026-11", "x", "%2e%2e"]
)
def test_somebody_elses_is_not_there(portal: Portal, budi: str, path: str) -> None:
    answer = portal.get(f"/api/me/invoices/{path}", budi)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


def test_nothing_of_others_is_in_what_one_sees(portal: Portal, budi: str) -> None:
    seen = portal.get("/api/me", budi).text + portal.get("/api/me/invoices", budi).text
    assert ASIH.id not in seen
    assert "Kenanga" not in seen
