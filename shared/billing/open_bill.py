"""The bill behind a pay link: what its holder may see, and its PDF."""

from shared.billing.invoice_pdf import invoice_pdf
from shared.billing.models import BankView, Invoice, PayCompany, PayView
from shared.billing.pay_link import Kind, is_good, read_token
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.http import Download
from shared.settings.repository import company


def open_bill(token: str) -> PayView:
    """The bill of this link. Raises NotFound for a link that is not ours, is too old, or was revoked."""
    invoice = bill_behind(token)
    issuer = company()
    return PayView(
        **invoice.model_dump(include=set(PayView.model_fields) - {"customer_name", "company"}),
        customer_name=short_name(invoice.customer_name),
        amount_due=invoice.total - invoice.paid if invoice.status == "open" else 0,
        company=PayCompany(
            name=issuer.name,
            phone=issuer.phone,
            banks=[BankView(**bank.model_dump()) for bank in issuer.banks],
        ),
        pdf_url=f"/api/pay/{token}/pdf",
    )


def bill_behind(token: str) -> Invoice:
    """The invoice that this link is to pay. Raises NotFound."""
    invoice = _behind("pay", token)
    if invoice is None:
        raise _bad_link()
    return invoice


def open_bill_pdf(token: str) -> Download:
    """The PDF of this link's bill, which tells a stranger as little as the page does. Raises NotFound."""
    for_customer = _behind("paper", token)
    if for_customer is not None:
        return invoice_pdf(for_customer)
    for_anyone = bill_behind(token)
    return invoice_pdf(for_anyone, shown_as=short_name(for_anyone.customer_name))


def short_name(name: str) -> str:
    """The first name and the initial of the last: enough to know oneself, too little for a stranger."""
    first, *others = name.split()
    return f"{first} {others[-1][0]}." if others else first


def _behind(kind: Kind, token: str) -> Invoice | None:
    read = read_token(kind, token)
    stored = invoices.get(read[0]) if read else None
    if read is None or stored is None or not is_good(stored.value, read[1], clock.today()):
        return None
    return stored.value


def _bad_link() -> NotFound:
    return NotFound(
        code="bad_link",
        message_id="Tautan tagihan ini tidak berlaku. Minta tautan baru lewat WhatsApp.",
        message_en="This bill link is not valid. Ask for a new one on WhatsApp.",
    )
