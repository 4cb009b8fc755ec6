"""Payments, cash and the ledger as the sites and a collector's phone see them: through the functions' doors."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from shared.core.firestore import Commit
from shared.customers.repository import customers, subscriptions
from shared.messaging.repository import messages
from tests.access.doors import Doors, employ, open_doors
from tests.cast import customer, subscribed
from tests.conftest import Enqueued

BUDI = "PLG-00011"
CASH = {"id": "p-1", "customer_id": BUDI, "amount": 165_000, "method": "cash"}


@pytest.fixture
def doors(db: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Doors:
    opened = open_doors(monkeypatch)
    employ("demo-gilang", "collector", areas=["utara"])
    commit = Commit()
    for number, area in ((11, "utara"), (12, "selatan")):
        owner, line = subscribed(customer(number, f"Warga {area}", area_id=area), area_id=area)
        commit.create(customers, owner)
        commit.create(subscriptions, line)
    commit.commit()
    return opened


def texts(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_collector_s_phone_sends_it_ten_times(doors: Doors) -> None:
    answers = [doors.call("POST", "/api/payments", "demo-gilang", json=CASH) for _ in range(10)]
    assert [answer.status_code for answer in answers] == [201] + [200] * 9
    assert len({answer.text for answer in answers}) == 1
    differs = doors.call("POST", "/api/payments", "demo-gilang", json={**CASH, "amount": 1})
    assert (differs.status_code, differs.get_json()["code"]) == (409, "payment_differs")
    elsewhere = doors.call("POST", "/api/payments", "demo-gilang", json={**CASH, "customer_id": "PLG-00012"})
    assert elsewhere.status_code == 404
    assert doors.call("POST", "/api/payments", "demo-technician", json=CASH).status_code == 403


def test_an_idempotency_key_is_as_good_as_an_id(doors: Doors) -> None:
    body = {name: value for name, value in CASH.items() if name != "id"}
    headers = {"Idempotency-Key": "k-1"}
    statuses = [doors.call("POST", "/api/payments", "demo-owner", json=body, headers=headers) for _ in range(2)]
    assert [(one.status_code, one.get_json()["id"]) for one in statuses] == [(201, "c_k-1"), (200, "c_k-1")]


@pytest.mark.parametrize(
    "wrong",
    [{"amount": 0}, {"amount": -1}, {"amount": 1.5}, {"amount": "5"}, {"method": "barter"}, {"id": "a/b"},
     {"paid_at": "2026-11-23T10:00:00"}, {"customer_id": None}],
)  # fmt: skip
def test_wrong_fields_are_named(doors: Doors, wrong: dict[str, Any]) -> None:
    answer = doors.call("POST", "/api/payments", "demo-owner", json=CASH | wrong)
    assert answer.status_code == 422
    assert answer.get_json()["fields"][0]["field"] == next(iter(wrong))


def test_payments_are_listed_by_whose_and_how_and_when(doors: Doors) -> None:
    doors.post("/api/payments", CASH)
    doors.post("/api/payments", {**CASH, "id": "p-2", "method": "transfer"}, "demo-cashier")
    doors.post("/api/payments", {**CASH, "id": "p-3", "customer_id": "PLG-00012"}, "demo-cashier")
    today = doors.get("/api/access")["today"]

    def ids(query: str, who: str = "demo-owner") -> set[str]:
        return {item["id"] for item in doors.get(f"/api/payments?{query}", who)["items"]}

    assert ids("") == {"c_p-1", "c_p-2", "c_p-3"}
    assert ids(f"customer_id={BUDI}&method=transfer") == {"c_p-2"}
    assert ids("taken_by=demo-cashier") == {"c_p-2", "c_p-3"}
    assert ids("method=cash") == {"c_p-1", "c_p-3"}
    assert ids(f"from={today}&to={today}") == {"c_p-1", "c_p-2", "c_p-3"}
    assert ids("to=2026-01-01") == set()
    assert ids("", "demo-gilang") == {"c_p-1", "c_p-2"}
    first = doors.get("/api/payments?limit=2")
    rest = doors.get(f"/api/payments?limit=2&cursor={first['next_cursor']}")
    assert len({item["id"] for item in first["items"] + rest["items"]}) == 3


def test_the_receipt_says_who_paid_how_much_in_words(doors: Doors) -> None:
    payment = doors.post("/api/payments", CASH, "demo-cashier")
    paper = doors.call("GET", f"/api/payments/{payment['id']}/pdf", "demo-owner")
    said = texts(paper.data)
    for part in (
        "Kwitansi",
        payment["number"],
        "Rp165.000",
        "Seratus enam puluh lima ribu rupiah",
        "Warga utara",
        "Tunai",
    ):
        assert part in said, part
    stored = messages.get("c_p-1.receipt")
    assert stored
    assert stored.value.attachment
    path = stored.value.attachment.path
    assert texts(doors.call("GET", path, None).data) == said
    assert doors.call("GET", path.replace("/receipt", "x/receipt"), None).status_code == 404
    doors.post("/api/payments/c_p-1/reverse", {"reason": "salah"})
    assert doors.call("GET", path, None).status_code == 404
    assert "DIBATALKAN" in texts(doors.call("GET", f"/api/payments/{payment['id']}/pdf", "demo-owner").data)


def test_only_the_heads_take_back_and_give_back(doors: Doors) -> None:
    doors.post("/api/payments", CASH, "demo-cashier")
    for path in (
        "/api/payments/c_p-1/reverse", f"/api/customers/{BUDI}/refunds", f"/api/customers/{BUDI}/adjustments",
        f"/api/invoices/{BUDI}-1_2026-12/write-off", f"/api/invoices/{BUDI}-1_2026-12/credit-notes",
    ):  # fmt: skip
        for who in ("demo-cashier", "demo-gilang", "demo-technician"):
            assert doors.call("POST", path, who, json={"reason": "x"}).status_code == 403
    assert doors.call("POST", "/api/payments/c_p-1/reverse", "demo-owner", json={"reason": " "}).status_code == 422


def test_what_is_handed_over_is_what_was_taken(doors: Doors) -> None:
    for number in (1, 2):
        doors.post("/api/payments", {**CASH, "id": f"p-{number}"}, "demo-gilang")
    doors.post("/api/payments", {**CASH, "id": "p-3", "method": "transfer"}, "demo-cashier")
    (own,) = doors.get("/api/collections", "demo-gilang")["items"]
    assert (own["amount"], own["payments"], own["more"]) == (330_000, 2, False)
    assert [one["taken_by"] for one in doors.get("/api/collections")["items"]] == ["demo-gilang"]
    short = doors.call("POST", "/api/collections/handovers", "demo-gilang", json={"id": "h-1", "amount": 300_000})
    assert (short.status_code, short.get_json()["fields"][0]["field"]) == (422, "amount")
    assert "Rp330.000" in short.text
    told = {"id": "h-1", "amount": 300_000, "note": "30 ribu tertinggal"}
    answers = [doors.call("POST", "/api/collections/handovers", "demo-gilang", json=told) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    made = answers[0].get_json()
    assert (made["expected"], made["difference"], made["payments"]) == (330_000, -30_000, 2)
    assert doors.get("/api/collections", "demo-gilang")["items"][0]["amount"] == 0
    assert doors.get("/api/payments/c_p-1")["in_hand"] is False
    empty = doors.call("POST", "/api/collections/handovers", "demo-gilang", json={"id": "h-2", "amount": 0})
    assert empty.get_json()["code"] == "nothing_in_hand"
    assert [one["id"] for one in doors.get("/api/collections/handovers", "demo-gilang")["items"]] == ["h_h-1"]
    assert doors.get("/api/collections/handovers", "demo-collector")["items"] == []
    theirs = doors.call(
        "POST", "/api/collections/handovers", "demo-gilang", json={"amount": 0, "taken_by": "demo-cashier"}
    )
    assert theirs.status_code == 422


def test_a_payment_taken_back_leaves_the_cash_of_whoever_took_it(doors: Doors) -> None:
    doors.post("/api/payments", CASH, "demo-gilang")
    doors.post("/api/collections/handovers", {"id": "h-1", "amount": 165_000, "taken_by": "demo-gilang"})
    doors.post("/api/payments/c_p-1/reverse", {"reason": "dobel"})
    assert doors.get("/api/collections", "demo-gilang")["items"][0]["amount"] == -165_000


def test_the_cash_book_adds_up_by_person_and_method(doors: Doors) -> None:
    doors.post("/api/payments", CASH, "demo-gilang")
    doors.post("/api/payments", {**CASH, "id": "p-2", "method": "transfer", "amount": 10}, "demo-cashier")
    doors.post("/api/payments", {**CASH, "id": "p-3", "amount": 20}, "demo-cashier")
    doors.post(f"/api/customers/{BUDI}/refunds", {"id": "r-1", "amount": 5, "reason": "pindah"})
    doors.post("/api/payments/c_p-3/reverse", {"reason": "dobel"})
    book = doors.get("/api/collections/cash-book")
    told = {(line["taken_by"], line["method"]): (line["received"], line["paid_out"]) for line in book["items"]}
    assert told == {
        ("demo-gilang", "cash"): (165_000, 0), ("demo-cashier", "transfer"): (10, 0),
        ("demo-cashier", "cash"): (20, 20), ("demo-owner", "cash"): (0, 5),
    }  # fmt: skip
    assert (book["received"], book["paid_out"], book["total"]) == (165_030, 25, 165_005)
    assert doors.get("/api/collections/cash-book?on=2026-01-01")["items"] == []


def test_the_ledger_and_a_month_of_it(doors: Doors) -> None:
    doors.post(f"/api/customers/{BUDI}/adjustments", {"id": "a-1", "amount": 200_000, "reason": "alat"})
    doors.post("/api/payments", CASH)
    items = doors.get(f"/api/customers/{BUDI}/ledger")["items"]
    assert [(one["kind"], one["amount"], one["description"]) for one in items] == [
        ("payment", -165_000, "Pembayaran"), ("adjustment", 200_000, "Koreksi"),
    ]  # fmt: skip
    month = doors.get("/api/access")["today"][:7]
    told = doors.get(f"/api/customers/{BUDI}/statement?month={month}")
    assert [line["balance"] for line in told["lines"]] == [200_000, 35_000]
    assert (told["opening_balance"], told["charged"], told["received"], told["closing_balance"]) == (
        0, 200_000, 165_000, 35_000,
    )  # fmt: skip
    assert doors.call("GET", f"/api/customers/{BUDI}/statement?month=2026-13", "demo-owner").status_code == 422
    assert doors.call("GET", "/api/customers/PLG-9/ledger", "demo-owner").status_code == 404
