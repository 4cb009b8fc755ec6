"""Cash taken by mistake is taken back by one key, and the customer's phone stays silent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from local.stack import Stack
from tests.conftest import set_undo_seconds
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.e2e.test_taking_money import PRICE, at_phone, billed
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser


@pytest.fixture
def undo(stack: Stack) -> Iterator[None]:
    """A minute to take back in, as no test hurries."""
    set_undo_seconds(stack, 60)
    yield
    set_undo_seconds(stack, 0)


@pytest.mark.usefixtures("undo")
def test_cash_is_taken_back_by_a_key_and_the_phone_stays_silent(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer, bill = billed(stack, owner, "Budi Keliru", "081277700061")
    heard = len(at_phone(stack, "+6281277700061"))
    desk.sign_in("cashier@sambung.test")
    desk.page.goto(f"{desk.url}/admin/terima?pelanggan={customer['id']}")
    desk.page.get_by_role("button", name="Terima Rp165.000").click()
    expect(desk.page.get_by_role("button", name="Urungkan")).to_be_visible()
    assert owner.get(f"/api/invoices/{bill['id']}")["status"] == "paid"
    desk.resize(PHONE)
    assert desk.barriers() == []
    desk.page.keyboard.press("z")
    expect(desk.page.get_by_text("Tidak ada pesan terkirim.")).to_be_visible()
    expect(desk.page.get_by_role("button", name="Terima Rp165.000")).to_be_visible()
    assert owner.get(f"/api/invoices/{bill['id']}")["status"] == "open"
    assert owner.get(f"/api/customers/{customer['id']}")["balance"] == PRICE
    wait_for_rest(stack)
    (receipt,) = owner.get("/api/messages", customer_id=customer["id"], status="cancelled")["items"]
    assert (receipt["purpose"], receipt["failure"]["title"]) == ("receipt", "undone")
    assert len(at_phone(stack, "+6281277700061")) == heard
    assert desk.troubles == []
