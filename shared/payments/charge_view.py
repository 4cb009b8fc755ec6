"""A charge as who pays it sees it."""

from shared.billing.models import Invoice
from shared.billing.print_paper import qr_svg
from shared.core.errors import NotFound
from shared.payments.charge_models import CHANNEL_WORD, Charge, ChargeView
from shared.payments.repository import charges


def read_charge(invoice: Invoice, charge_id: str) -> ChargeView:
    """A charge of this invoice. Raises NotFound."""
    stored = charges.get(charge_id)
    if stored is None or stored.value.invoice_id != invoice.id:
        raise NotFound()
    return charge_view(stored.value, invoice)


def charge_view(charge: Charge, invoice: Invoice) -> ChargeView:
    """How to pay it is told while it may be paid."""
    code = charge.qr_string if charge.is_open else ""
    return ChargeView(
        charge_id=charge.id,
        gateway=charge.gateway,
        channel=charge.channel,
        label=CHANNEL_WORD[charge.channel],
        status=charge.status,
        amount=charge.amount,
        fee=charge.fee,
        expires_at=charge.expires_at,
        qr_string=code or None,
        qr_svg=qr_svg(code) if code else None,
        redirect_url=(charge.redirect_url or None) if charge.is_open else None,
        va_number=(charge.va_number or None) if charge.is_open else None,
        invoice_status=invoice.status,
    )
