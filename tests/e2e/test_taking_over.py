"""A cashier takes a chat over from the bot, answers, and hands it back: live, and seen on the telephone."""

import pytest
from playwright.sync_api import expect

from local.stack import Stack
from tests.e2e.chat import answered, at, says, settle
from tests.e2e.desk import PHONE, Desk, needs_browser
from tests.owner import Owner, wait_for_rest

pytestmark = needs_browser


def test_who_asks_for_a_person_is_answered_by_one(stack: Stack, desk: Desk) -> None:
    phone = "+6281288850001"
    settle(Owner(stack), phone, "Dewi Minta Orang")
    desk.sign_in("cashier@sambung.test")
    desk.page.get_by_role("link", name="Percakapan").first.click()
    expect(desk.page.get_by_role("heading", name="Percakapan")).to_be_visible()
    says(stack, phone, text="saya mau bicara dengan orang, adminnya ada?")
    known = len(answered(stack, phone, 0))
    # Nobody reloads the page: it is told.
    entry = desk.page.get_by_role("link", name="Dewi Minta Orang")
    expect(entry).to_contain_text("Minta orang")
    entry.click()
    expect(desk.page.get_by_text("saya mau bicara dengan orang").last).to_be_visible()
    assert desk.barriers() == []

    desk.page.keyboard.press("a")
    desk.page.get_by_label("Balas Dewi Minta Orang").fill("Selamat siang Bu Dewi, saya Fitri. Ada yang bisa dibantu?")
    expect(desk.page.get_by_text("Gratis, sisa")).to_be_visible()
    desk.page.get_by_role("button", name="Kirim").click()
    [answer] = answered(stack, phone, known)
    assert answer["text"] == "Selamat siang Bu Dewi, saya Fitri. Ada yang bisa dibantu?"
    says(stack, phone, text="Tagihan saya kenapa naik?")
    expect(desk.page.get_by_text("Tagihan saya kenapa naik?").last).to_be_visible()
    wait_for_rest(stack)
    assert len(at(stack, phone)) == known + 1
    assert desk.barriers() == []

    desk.page.get_by_role("button", name="Selesai").click()
    expect(desk.page.get_by_text("Bot menjawab lagi")).to_be_visible()
    says(stack, phone, text="menu")
    answered(stack, phone, known + 1)
    assert desk.troubles == []


def test_on_a_phone_the_list_leads_to_the_talk_and_back(stack: Stack, desk: Desk) -> None:
    phone = "+6281288850002"
    settle(Owner(stack), phone, "Asih Menunggu")
    says(stack, phone, text="mau ngomong sama admin")
    answered(stack, phone, 0)
    desk.resize(PHONE)
    desk.sign_in("cashier@sambung.test")
    desk.page.get_by_role("link", name="Chat").click()
    desk.page.get_by_role("link", name="Asih Menunggu").click()
    expect(desk.page.get_by_role("button", name="Ambil alih")).to_be_visible()
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Tagihan dan pengaduannya").click()
    expect(desk.page.get_by_role("dialog").get_by_role("heading", name="Ringkas")).to_be_visible()
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="Tutup").click()
    desk.page.get_by_role("link", name="Kembali ke Percakapan").click()
    expect(desk.page.get_by_role("link", name="Asih Menunggu")).to_be_visible()
    assert desk.troubles == []


@pytest.mark.parametrize("email", ["technician@sambung.test", "collector@sambung.test"])
def test_who_may_not_read_conversations_is_not_shown_them(desk: Desk, email: str) -> None:
    desk.sign_in(email)
    expect(desk.page.get_by_role("link", name="Pelanggan").first).to_be_visible()
    assert desk.page.get_by_role("link", name="Percakapan").count() == 0
