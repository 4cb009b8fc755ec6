"""What a link in a WhatsApp message opens, for how long, and how little it tells."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from shared.billing.models import Invoice
from shared.billing.open_bill import open_bill, open_bill_pdf
from shared.billing.pay_link import GOOD_FOR, is_good, paper_path, pay_token
from shared.billing.repository import invoices
from shared.billing.revoke_links import revoke_links
from shared.core.config import settings
from shared.core.errors import NotFound
from shared.core.firestore import Commit
from shared.customers.models import CustomerPrivate
from shared.customers.repository import customers, customers_private
from shared.settings.models import BillingRules
from tests.cast import KAMIL, NOW, TODAY, customer

NIK = "3404071212900001"
BUDI = customer(1, "Budi Raharjo Santoso", address="Jl. Melati 4, Condongcatur", email="budi@example.org")
TELLING = ("Raharjo", "Santoso", "Melati", "Condongcatur", "budi@", NIK, str(BUDI.phone)[3:])


@pytest.fixture
def bill(db: None, monkeypatch: pytest.MonkeyPatch) -> Invoice:
    monkeypatch.setattr("shared.core.clock.today", lambda: TODAY)
    invoice = Invoice(
        id="PLG-00001-1_2026-11",
        number="INV-202611-00001-1",
        kind="period",
        customer_id=BUDI.id,
        customer_name=BUDI.name,
        subscription_id="PLG-00001-1",
        period="2026-11",
        billed_on=TODAY,
        issued_on=TODAY,
        issued_at=NOW,
        due_on=TODAY + timedelta(days=10),
        lines=[],
        total=0,
        status="open",
        shard=1,
    )
    commit = Commit()
    commit.create(customers, BUDI)
    commit.create(customers_private, CustomerPrivate(id=BUDI.id, nik=NIK))
    commit.create(invoices, invoice)
    commit.create(invoices, invoice.model_copy(update={"id": "PLG-00002-1_2026-11", "customer_id": "PLG-00002"}))
    commit.commit()
    return invoice


def paper_token(invoice: Invoice) -> str:
    return paper_path(invoice).removeprefix("/api/pay/").removesuffix("/pdf")


def words(token: str) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(open_bill_pdf(token).data)).pages)


def opens(token: str) -> bool:
    try:
        open_bill(token)
    except NotFound:
        with pytest.raises(NotFound):
            open_bill_pdf(token)
        return False
    return bool(open_bill_pdf(token).data)


def test_a_link_opens_its_bill_and_tells_little(bill: Invoice) -> None:
    view = open_bill(pay_token(bill))
    assert (view.number, view.customer_name) == (bill.number, "Budi S.")
    told, paper = view.model_dump_json(), words(pay_token(bill))
    assert "Budi S." in paper
    assert [word for word in TELLING if word in told or word in paper] == []


def test_the_paper_in_the_customers_own_chat_is_whole(bill: Invoice) -> None:
    paper = words(paper_token(bill))
    assert "Budi Raharjo Santoso" in paper
    assert "Jl. Melati 4" in paper
    assert NIK not in paper


def test_the_papers_link_is_no_link_to_the_page(bill: Invoice) -> None:
    with pytest.raises(NotFound):
        open_bill(paper_token(bill))


def test_a_link_ends_with_time_but_after_the_last_reminder(bill: Invoice, monkeypatch: pytest.MonkeyPatch) -> None:
    token, paper = pay_token(bill), paper_token(bill)
    last = bill.due_on + GOOD_FOR
    monkeypatch.setattr("shared.core.clock.today", lambda: last)
    assert opens(token)
    monkeypatch.setattr("shared.core.clock.today", lambda: last + timedelta(days=1))
    assert not opens(token)
    with pytest.raises(NotFound):
        open_bill_pdf(paper)
    latest_step = BillingRules.model_validate({"ladder": [{"day": 120, "action": "warn"}]}).ladder[0].day
    assert is_good(bill, 1, bill.due_on + timedelta(days=latest_step))


def test_revoked_links_open_nothing_and_new_ones_do(bill: Invoice) -> None:
    old, paper = pay_token(bill), paper_token(bill)
    revoke_links(bill.id, KAMIL)
    assert not opens(old)
    with pytest.raises(NotFound):
        open_bill_pdf(paper)
    stored = invoices.get(bill.id)
    assert stored is not None
    assert opens(pay_token(stored.value))


def test_a_link_is_of_one_bill_and_cannot_be_made_up(bill: Invoice, monkeypatch: pytest.MonkeyPatch) -> None:
    token = pay_token(bill)
    body, _, signature = token.rpartition(".")
    other = pay_token(bill.model_copy(update={"id": "PLG-00002-1_2026-11"}))
    mixed = f"{other.rpartition('.')[0]}.{signature}"
    wrong: list[Any] = [f"{body}.{signature[:-2]}", mixed, body, "", "x", token + "x", token[1:]]
    assert [one for one in wrong if opens(one)] == []
    monkeypatch.setenv("LINK_KEY", "somebody else's")
    settings.cache_clear()
    assert not opens(token)
