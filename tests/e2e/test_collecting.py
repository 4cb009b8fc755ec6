"""Collecting at the desk: a reminder by one tap, a promise, an exemption; the policy among the settings."""

import re
from datetime import date

from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.e2e.test_taking_money import at_phone, billed
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser


def test_a_customer_who_owes_is_reminded_promises_and_is_exempt(stack: Stack, desk: Desk) -> None:
    owner = Owner(stack)
    customer, bill = billed(stack, owner, "Budi Tagih", "081277700031")
    desk.sign_in("admin@sambung.test")
    desk.page.goto(f"{desk.url}/admin/pelanggan/{customer['id']}")
    expect(desk.page.get_by_role("heading", name="Penagihan")).to_be_visible()
    desk.page.get_by_role("button", name="Ingatkan sekarang").click()
    expect(desk.page.get_by_text("Pengingat berangkat.")).to_be_visible()
    wait_for_rest(stack)
    reminder = at_phone(stack, "+6281277700031")[-1]
    assert bill["number"] in reminder["text"]
    assert "Rp165.000" in reminder["text"]
    desk.page.get_by_role("button", name="Ingatkan sekarang").click()
    expect(desk.page.get_by_text("Sudah diingatkan hari ini.")).to_be_visible()
    assert len([one for one in at_phone(stack, "+6281277700031") if bill["number"] in one["text"]]) == 2, (
        "bill, reminder"
    )
    assert desk.barriers() == []

    told = owner.get(f"/api/customers/{customer['id']}/dunning")
    until = date.fromisoformat(told["latest_promise_day"])
    desk.page.get_by_role("button", name="Janji bayar").click()
    desk.page.get_by_label("Bayar paling lambat").fill(until.isoformat())
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Catat janji").click()
    expect(desk.page.get_by_text("Janji bayar sampai")).to_be_visible()

    desk.page.get_by_role("button", name="Kecualikan").click()
    desk.page.get_by_label("Alasan").fill("Rumah Pak RT")
    desk.page.get_by_role("button", name="Kecualikan").last.click()
    expect(desk.page.get_by_text("Dikecualikan:")).to_be_visible()
    desk.resize(PHONE)
    assert desk.barriers() == []
    assert owner.get(f"/api/customers/{customer['id']}")["exempt"]
    assert desk.troubles == []


def test_the_policy_of_suspension_is_among_the_settings(stack: Stack, desk: Desk) -> None:
    desk.sign_in("owner@sambung.test")
    desk.page.goto(f"{desk.url}/admin/pengingat")
    expect(desk.page.get_by_role("heading", name="Isolir, janji bayar dan denda")).to_be_visible()
    desk.page.get_by_role("button", name="Jumlah tetap").click()
    desk.page.get_by_role("button", name="Min", exact=True).click()
    expect(desk.page.get_by_label("Jumlah", exact=True)).to_have_value(re.compile(r"5\.000"))
    assert desk.barriers() == []
    desk.resize(PHONE)
    assert desk.barriers() == []
    assert desk.troubles == []
