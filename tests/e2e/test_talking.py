"""A customer does everything without leaving WhatsApp, through the whole: bill, proof, report, a person and back."""

import base64
from datetime import date
from typing import Any

import pytest
import requests

from local.stack import Stack
from tests.cast import picture
from tests.owner import Owner, wait_for_rest

pytestmark = pytest.mark.timeout(600)
PLAN = "bicara-20"
PRICE = 185_000
PHOTO = base64.b64encode(picture()).decode()


class Phone:
    """A customer's phone."""

    def __init__(self, stack: Stack, number: str) -> None:
        self.stack, self.number = stack, number
        self.seen = 0

    def does(self, **act: Any) -> dict[str, Any]:
        """One act, and the message that comes back."""
        self.tells(**act)
        wait_for_rest(self.stack)
        news = self.news()
        assert news, f"no answer to {act}"
        return news[-1]

    def tells(self, **act: Any) -> None:
        self.news()
        answer = requests.post(f"{self.stack.url}/sandbox/whatsapp/{self.number}/send", json=act, timeout=30)
        assert answer.ok, answer.text

    def news(self) -> list[dict[str, Any]]:
        """What came since it was last looked at."""
        url = f"{self.stack.url}/sandbox/whatsapp/{self.number}/messages"
        items: list[dict[str, Any]] = requests.get(url, timeout=30).json()["items"]
        new, self.seen = items[self.seen :], len(items)
        return new


@pytest.fixture
def budi(stack: Stack) -> tuple[Owner, Phone, str]:
    """Owes one bill, which is at his phone; the provider takes transfers."""
    owner, number = Owner(stack), "+6281299900001"
    if PLAN not in [plan["id"] for plan in owner.get("/api/plans")["items"]]:
        owner.post("/api/plans", id=PLAN, name="Bicara 20", price=PRICE)
    today = requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"]
    line = {"plan_id": PLAN, "billing_day": min(date.fromisoformat(today).day, 28), "starts_on": today}
    budi = owner.post("/api/customers", name="Budi Bicara", phone=number, address="Jl. Mawar 1", subscription=line)
    owner.run(budi["subscriptions"][0]["next_invoice_on"])
    wait_for_rest(stack)
    phone = Phone(stack, number)
    phone.news()
    return owner, phone, str(budi["id"])


def test_bill_proof_report_a_person_and_back(stack: Stack, budi: tuple[Owner, Phone, str]) -> None:
    owner, phone, customer_id = budi
    bill = phone.does(text="tagihan saya berapa min")
    assert "Rp185.000" in bill["text"]
    assert requests.get(bill["document"]["url"], timeout=30).content.startswith(b"%PDF")

    assert "kirim foto buktinya" in phone.does(text="bayar")["text"]
    assert "sudah kami terima" in phone.does(image={"data": PHOTO, "mime_type": "image/jpeg"})["text"]
    [proof] = [one for one in owner.get("/api/payments/proofs")["items"] if one["customer_id"] == customer_id]
    shown = owner.session.get(f"{owner.url}/api/payments/proofs/{proof['id']}/{proof['file_id']}", timeout=30)
    assert (proof["source"], shown.headers["Content-Type"]) == ("whatsapp", "image/jpeg")

    assert "foto lampu modem" in phone.does(text="wifi saya lemot banget dari kemarin")["text"]
    phone.does(image={"data": PHOTO, "mime_type": "image/jpeg"})
    phone.does(location={"latitude": -7.01, "longitude": 110.41})
    told = phone.does(text="kirim laporan")["text"]
    [complaint] = owner.get("/api/complaints", customer_id=customer_id)["items"]
    assert complaint["id"] in told
    assert (complaint["category"], len(complaint["photos"])) == ("slow", 1)
    kept = f"/api/complaints/{complaint['id']}/photos/{complaint['photos'][0]['file_id']}"
    assert owner.session.get(owner.url + kept, timeout=30).headers["Content-Type"] == "image/jpeg"

    assert "admin" in phone.does(text="mau bicara dengan orang")["text"]
    [chat] = owner.get("/api/conversations", status="waiting", customer_id=customer_id)["items"]
    phone.tells(text="halo, ada orang?")
    wait_for_rest(stack)
    assert phone.news() == []
    owner.post(f"/api/conversations/{chat['id']}/reply", text="Halo Pak Budi, ada yang bisa dibantu?")
    wait_for_rest(stack)
    assert phone.news()[-1]["text"] == "Halo Pak Budi, ada yang bisa dibantu?"
    detail = owner.get(f"/api/conversations/{chat['id']}")
    assert detail["bubbles"][0]["by"] == "staff"
    assert [one["number"] for one in detail["bills"]] == [bill["document"]["filename"].removesuffix(".pdf")]
    assert [one["id"] for one in detail["tickets"]] == [complaint["id"]]
    owner.post(f"/api/conversations/{chat['id']}/hand-back", say_so=False)
    assert "Rp185.000" in phone.does(text="tagihan")["text"]


def test_an_answer_from_the_phone_app_silences_the_bot(stack: Stack) -> None:
    phone = Phone(stack, "+6281299900002")
    assert "asisten otomatis" in phone.does(text="halo")["text"]
    phone.tells(echo="Halo, saya Rina dari Sambung.")
    phone.tells(text="saya mau tanya tagihan")
    wait_for_rest(stack)
    assert "nomor pelanggan" not in "".join(one["text"] for one in phone.news())
