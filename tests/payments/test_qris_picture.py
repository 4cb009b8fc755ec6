"""The QRIS that WhatsApp shows is the bill's own, readable by a phone, and gone once nothing is left to pay."""

from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from shared.billing.models import Invoice
from shared.core.errors import NotFound
from shared.payments import qris_picture as showing
from shared.payments.models import PaymentRules
from shared.payments.qris import dynamic_qris, with_checksum
from shared.payments.qris_picture import qris_path, qris_picture
from tests.cast import NOW, TODAY

STATIC = with_checksum(
    "00020101021126570011ID.DANA.WWW011893600915302259148102090225914810303UMI51440014ID.CO.QRIS.WWW0215ID10200176114730"
    "303UMI5204581253033605802ID5909Kamil Net6008Semarang610550211"
)
RULES = PaymentRules(static_qris=STATIC)


def bill(**more: Any) -> Invoice:
    return Invoice(**{
        "id": "PLG-00001-1_2026-11", "number": "INV-1", "kind": "period", "customer_id": "PLG-00001", "shard": 0,
        "customer_name": "Budi", "subscription_id": "PLG-00001-1", "billed_on": TODAY, "issued_on": TODAY, "lines": [],
        "issued_at": NOW, "due_on": TODAY, "total": 165_000, "status": "open", "period": "2026-11", **more,
    })  # fmt: skip


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "payment_rules", lambda: RULES)


@pytest.mark.parametrize("paid", [0, 65_000])
def test_a_phone_reads_what_is_left_to_pay(paid: int) -> None:
    picture = qris_picture(bill(paid=paid))
    assert (picture.media_type, picture.filename) == ("image/png", "qris-INV-1.png")
    with Image.open(BytesIO(picture.data)) as shown:
        [code] = zxingcpp.read_barcodes(shown.convert("RGB"))
        assert min(shown.size) >= 400
    assert code.text == dynamic_qris(STATIC, 165_000 - paid)


def test_a_bill_that_is_paid_has_none() -> None:
    paid = bill(status="paid", paid=165_000)
    assert qris_path(paid, RULES) is None
    with pytest.raises(NotFound):
        qris_picture(paid)


def test_without_a_qris_of_the_provider_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "payment_rules", PaymentRules)
    assert qris_path(bill(), PaymentRules()) is None
    assert str(qris_path(bill(), RULES)).endswith("/qris.png")
    with pytest.raises(NotFound):
        qris_picture(bill())
