"""The main job by the API alone: a spreadsheet becomes customers, invoices, and messages at the simulated phones."""

import json
from collections import Counter
from pathlib import Path

import pytest
import requests

from local.stack import Stack
from tests.owner import Owner, at_the_phones, wait_for_rest

SHEETS = Path(__file__).parents[1] / "fixtures" / "spreadsheets"
pytestmark = pytest.mark.timeout(300)


def test_a_spreadsheet_becomes_customers_invoices_and_messages(own_stack: Stack) -> None:
    truth = json.loads((SHEETS / "pelanggan-1000.truth.json").read_text())
    owner = Owner(own_stack)
    said = owner.import_file(SHEETS / "pelanggan-1000.csv", dry_run=True)
    done = owner.import_file(SHEETS / "pelanggan-1000.csv")
    for verdict in ("rows", "created", "updated", "skipped", "errors", "warnings"):
        assert said[verdict] == done[verdict]
    assert (done["rows"], done["created"], done["skipped"]) == (truth["rows"], truth["importable"], 9)
    assert len(done["errors"]) == truth["no_name"]
    again = owner.import_file(SHEETS / "pelanggan-1000.xlsx")
    assert (again["created"], again["updated"]) == (0, 0)

    month = owner.next_month()
    for day in (1, 5, 10, 15, 20, 25):
        on = f"{month}-{day:02d}"
        preview = owner.post("/api/billing/preview", on=on)
        run = owner.run(on)
        assert (run["created"], run["total_amount"]) == (preview["create"], preview["total_amount"])
        assert run["due"] == run["created"] + run["already"] + run["skipped"] + run["failed"]
    customers, invoices = owner.all("/api/customers"), owner.all("/api/invoices")
    active = [line["id"] for one in customers for line in one["subscriptions"] if line["status"] == "active"]
    assert len(active) == truth["active"]
    of_the_month = [invoice for invoice in invoices if invoice["period"] == month]
    assert Counter(invoice["subscription_id"] for invoice in of_the_month) == Counter(active)
    assert sum(invoice["total"] for invoice in of_the_month) == truth["monthly_total_active"]

    wait_for_rest(own_stack)
    phones = {one["id"]: one["phone"] for one in customers}
    assert sum(phone is None for phone in phones.values()) == truth["no_usable_phone"]
    wanted = Counter(invoice["number"] for invoice in invoices if phones[invoice["customer_id"]])
    assert at_the_phones(own_stack, phones.values()) == wanted

    somebody = next(phone for phone in phones.values() if phone)
    items = requests.get(f"{own_stack.url}/sandbox/whatsapp/{somebody}/messages", timeout=30).json()["items"]
    pdf = requests.get(items[0]["document"]["url"], timeout=30).content
    assert pdf.startswith(b"%PDF-")


def test_the_bill_behind_the_link_opens_without_a_login(own_stack: Stack) -> None:
    owner = Owner(own_stack)
    invoice = next(one for one in owner.all("/api/invoices") if one["status"] == "open")
    customer = owner.get(f"/api/customers/{invoice['customer_id']}")
    items = requests.get(f"{own_stack.url}/sandbox/whatsapp/{customer['phone']}/messages", timeout=30).json()["items"]
    token = items[0]["buttons"][0]["url"].rsplit("/", 1)[1]
    page = requests.get(f"{own_stack.url}/t/{token}", timeout=30)
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html")
    bill = requests.get(f"{own_stack.url}/api/pay/{token}", timeout=30)
    assert bill.status_code == 200
    assert bill.json()["amount_due"] == bill.json()["total"] - bill.json()["paid"]
    assert customer["address"] not in bill.text
    # In the middle of the signature: of its last letter some bits say nothing.
    forged = f"{token[:-9]}{'A' if token[-9] != 'A' else 'B'}{token[-8:]}"
    assert requests.get(f"{own_stack.url}/api/pay/{forged}", timeout=30).status_code == 404
