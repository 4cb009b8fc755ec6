"""How one bill can be paid: the QRIS with its amount inside, the accounts to transfer to, and the gateways."""

from shared.billing.models import BankView, Invoice
from shared.billing.pay_invoice import left_to_pay
from shared.billing.print_paper import qr_svg
from shared.payments.models import WaysToPay
from shared.payments.offer_channels import gateway_ways
from shared.payments.payment_settings import payment_rules
from shared.payments.qris import dynamic_qris
from shared.settings.repository import company


def ways_to_pay(invoice: Invoice) -> WaysToPay:
    """For whoever holds the bill; nothing where nothing is left to pay."""
    left = left_to_pay(invoice)
    rules = payment_rules()
    static = rules.static_qris if left else ""
    code = dynamic_qris(static, left) if static else None
    return WaysToPay(
        invoice_id=invoice.id,
        number=invoice.number,
        amount=left,
        qr_string=code,
        qr_svg=qr_svg(code) if code else None,
        banks=[BankView(**bank.model_dump()) for bank in company().banks] if left else [],
        gateways=gateway_ways(rules, left),
        takes_proof=left > 0,
    )
