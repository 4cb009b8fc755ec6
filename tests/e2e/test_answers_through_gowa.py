"""Through GOWA, which has no buttons, a menu is numbered and a digit chooses."""

import pytest
import requests

from local.stack import Stack
from tests.e2e.chat import answered, at, says, settle
from tests.owner import Owner, wait_for_rest

pytestmark = pytest.mark.timeout(300)


def test_through_gowa_a_menu_is_numbered_and_a_digit_chooses(own_stack: Stack) -> None:
    owner, phone = Owner(own_stack), "+6281288800002"
    rules = owner.get("/api/settings")["messaging"]
    changed = {"messaging": {**rules, "provider": "gowa", "gateway_pace_s": 1}}
    assert owner.session.patch(f"{own_stack.url}/api/settings", json=changed, timeout=30).ok
    assert requests.put(f"{own_stack.url}/sandbox/provider", json={"provider": "gowa"}, timeout=30).ok
    settle(owner, phone, "Asih")
    says(own_stack, phone, text="menu")
    menu = answered(own_stack, phone, 0)[-1]
    assert menu["buttons"] == []
    assert "1. Cek tagihan" in menu["text"]
    assert menu["text"].rstrip().endswith("Balas dengan angka pilihan Anda.") or "Balas dengan angka" in menu["text"]
    known = len(at(own_stack, phone))
    says(own_stack, phone, text="1")
    assert "tagihan" in answered(own_stack, phone, known)[0]["text"].lower()
    wait_for_rest(own_stack)
    sent = owner.all(f"/api/messages?to={phone.replace('+', '%2B')}")
    assert {(one["provider"], one["form"]) for one in sent} == {("gowa", "free")}
    assert {one["status"] for one in sent} <= {"delivered", "read"}
