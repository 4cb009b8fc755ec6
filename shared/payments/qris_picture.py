"""The QRIS of one bill as a picture, which WhatsApp shows above its amount."""

from io import BytesIO

from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.billing.pay_link import pay_token
from shared.core.errors import NotFound
from shared.core.http import Download
from shared.payments.models import PaymentRules
from shared.payments.payment_settings import payment_rules
from shared.payments.qris import dynamic_qris

DOT, BORDER = 12, 4
"""Pixels of one dot, and dots of white around: a phone reads it off another screen."""


def qris_path(invoice: Invoice, rules: PaymentRules) -> str | None:
    """Where it is to be had without a login; None where there is no QRIS or nothing to pay."""
    if not rules.static_qris or not left_to_pay(invoice):
        return None
    return f"/api/pay/{pay_token(invoice)}/qris.png"


def qris_picture(invoice: Invoice) -> Download:
    """Raises NotFound."""
    import segno

    static, left = payment_rules().static_qris, left_to_pay(invoice)
    if not static or not left:
        raise NotFound()
    picture = BytesIO()
    code = segno.make(dynamic_qris(static, left), error="m", micro=False)
    code.save(picture, kind="png", scale=DOT, border=BORDER)
    return Download(picture.getvalue(), "image/png", f"qris-{invoice.number}.png")
