"""What each gateway signs, and how: good, one byte changed, missing, another merchant's. No database is asked."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.clients import midtrans, tripay, xendit
from shared.clients.gateway import NotTheirs, Posted, Told, whole_rupiah
from shared.core import config

EXAMPLES: dict[str, Any] = json.loads((Path(__file__).parent / "gateway_examples.json").read_text(encoding="utf-8"))
KEY, TOKEN, PRIVATE = "SB-Mid-server-x", "a-token", "a-private-key"


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name, value in {
        "MIDTRANS_SERVER_KEY": KEY, "XENDIT_SECRET_KEY": "x", "XENDIT_CALLBACK_TOKEN": TOKEN,
        "TRIPAY_PRIVATE_KEY": PRIVATE, "TRIPAY_API_KEY": "x", "TRIPAY_MERCHANT_CODE": "T0001",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    config.settings.cache_clear()
    yield
    config.settings.cache_clear()


def posted(raw: bytes, **headers: str) -> Posted:
    known = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return Posted(raw, lambda name: known.get(name.lower()))


def of_midtrans(told: dict[str, Any], key: str = KEY) -> bytes:
    signed = f"{told['order_id']}{told['status_code']}{told['gross_amount']}{key}"
    return json.dumps({**told, "signature_key": hashlib.sha512(signed.encode()).hexdigest()}).encode()


def of_tripay(told: dict[str, Any], key: str = PRIVATE) -> tuple[bytes, str]:
    raw = json.dumps(told).encode()
    return raw, hmac.new(key.encode(), raw, hashlib.sha256).hexdigest()


def read_tripay(told: dict[str, Any]) -> Told | None:
    raw, signature = of_tripay(told)
    return tripay.read_notice(posted(raw, X_Callback_Signature=signature, X_Callback_Event="payment_status"))


@pytest.mark.parametrize("name", sorted(EXAMPLES["midtrans"]))
def test_what_midtrans_documents_is_read(name: str) -> None:
    example = EXAMPLES["midtrans"][name]
    told = midtrans.read_notice(posted(of_midtrans(example["body"])))
    assert told
    assert [told.order_id, told.ref, told.state, told.amount, told.currency] == example["read"]


@pytest.mark.parametrize("name", sorted(EXAMPLES["xendit"]))
def test_what_xendit_documents_is_read(name: str) -> None:
    example = EXAMPLES["xendit"][name]
    told = xendit.read_notice(posted(json.dumps(example["body"]).encode(), X_Callback_Token=TOKEN))
    read = [told.order_id, told.ref, told.state, told.amount, told.currency] if told else None
    assert read == example["read"]


@pytest.mark.parametrize("name", sorted(EXAMPLES["tripay"]))
def test_what_tripay_documents_is_read(name: str) -> None:
    example = EXAMPLES["tripay"][name]
    told = read_tripay(example["body"])
    assert told
    assert [told.order_id, told.ref, told.state, told.amount, told.currency] == example["read"]


def test_midtrans_moment_of_settlement_is_western_indonesian() -> None:
    told = midtrans.read_notice(posted(of_midtrans(EXAMPLES["midtrans"]["qris_settlement"]["body"])))
    assert told
    assert told.paid_at
    assert told.paid_at.astimezone(UTC) == datetime(2021, 6, 23, 4, 53, 58, tzinfo=UTC)


@pytest.mark.parametrize("field", ["order_id", "status_code", "gross_amount", "signature_key"])
def test_midtrans_hash_holds_order_code_and_amount(field: str) -> None:
    told = json.loads(of_midtrans(EXAMPLES["midtrans"]["qris_settlement"]["body"]))
    for changed in (told[field][:-1] + "x", "", None, 7):
        with pytest.raises(NotTheirs):
            midtrans.read_notice(posted(json.dumps({**told, field: changed}).encode()))
    del told[field]
    with pytest.raises(NotTheirs):
        midtrans.read_notice(posted(json.dumps(told).encode()))


def test_midtrans_hash_says_nothing_of_the_state_so_it_is_not_believed() -> None:
    told = json.loads(of_midtrans(EXAMPLES["midtrans"]["qris_pending"]["body"]))
    forged = midtrans.read_notice(posted(json.dumps({**told, "transaction_status": "settlement"}).encode()))
    assert forged
    assert forged.state == "settled"
    assert not midtrans.SIGNS_ALL
    assert not xendit.SIGNS_ALL


@pytest.mark.parametrize("key", ["SB-Mid-server-y", "", KEY[:-1]])
def test_another_merchants_midtrans_is_not_ours(key: str) -> None:
    with pytest.raises(NotTheirs):
        midtrans.read_notice(posted(of_midtrans(EXAMPLES["midtrans"]["qris_settlement"]["body"], key)))


def test_without_keys_nothing_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MIDTRANS_SERVER_KEY", "XENDIT_CALLBACK_TOKEN", "TRIPAY_PRIVATE_KEY"):
        monkeypatch.setenv(name, "")
    config.settings.cache_clear()
    with pytest.raises(NotTheirs):
        midtrans.read_notice(posted(of_midtrans(EXAMPLES["midtrans"]["qris_settlement"]["body"], "")))
    with pytest.raises(NotTheirs):
        xendit.read_notice(posted(b"{}", X_Callback_Token=""))
    raw, signature = of_tripay(EXAMPLES["tripay"]["paid"]["body"], "")
    with pytest.raises(NotTheirs):
        tripay.read_notice(posted(raw, X_Callback_Signature=signature, X_Callback_Event="payment_status"))


@pytest.mark.parametrize("token", [None, "", "a-toke", "a-token ", "b-token", "A-TOKEN", "ä"])
def test_xendit_shows_our_token_or_nothing(token: str | None) -> None:
    body = json.dumps(EXAMPLES["xendit"]["invoice_paid"]["body"]).encode()
    with pytest.raises(NotTheirs):
        xendit.read_notice(posted(body, **({} if token is None else {"X_Callback_Token": token})))


def test_tripay_signs_every_byte() -> None:
    raw, signature = of_tripay(EXAMPLES["tripay"]["paid"]["body"])
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(NotTheirs):
            tripay.read_notice(posted(changed, X_Callback_Signature=signature, X_Callback_Event="payment_status"))


def test_tripay_without_signature_or_of_another_merchant_is_not_ours() -> None:
    raw, _ = of_tripay(EXAMPLES["tripay"]["paid"]["body"])
    _, theirs = of_tripay(EXAMPLES["tripay"]["paid"]["body"], "another-key")
    for headers in ({}, {"X_Callback_Signature": ""}, {"X_Callback_Signature": theirs}):
        with pytest.raises(NotTheirs):
            tripay.read_notice(posted(raw, X_Callback_Event="payment_status", **headers))


def test_another_event_of_tripay_is_about_no_order() -> None:
    raw, signature = of_tripay(EXAMPLES["tripay"]["paid"]["body"])
    assert tripay.read_notice(posted(raw, X_Callback_Signature=signature, X_Callback_Event="open_payment")) is None


@pytest.mark.parametrize(
    ("said", "rupiah"),
    [
        ("165000.00", 165_000),
        ("165000", 165_000),
        (165_000, 165_000),
        (165_000.0, 165_000),
        ("165000.50", None),
        ("-1", None),
        ("1e400", None),
        ("NaN", None),
        ("Infinity", None),
        ("", None),
        (None, None),
        ([], None),
        ("9" * 30, None),
    ],
)
def test_an_amount_is_whole_rupiah_or_none(said: Any, rupiah: int | None) -> None:
    assert whole_rupiah(said) == rupiah
