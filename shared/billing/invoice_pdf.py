"""An invoice as the paper its customer gets: the stored bill, the company and the customer put together."""

from datetime import date

from shared.billing.models import Invoice
from shared.billing.pay_link import pay_url
from shared.billing.render_invoice_pdf import (
    BankAccount,
    InvoicePaper,
    PaperCompany,
    PaperCustomer,
    PaperLine,
    PaperTax,
    render_invoice_pdf,
)
from shared.billing.tax_lines import nominal_rate, shown_base
from shared.core import clock
from shared.core.dates import days_between
from shared.core.http import Download
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.settings.models import BillingRules, Company
from shared.settings.repository import billing_rules, company


def invoice_pdf(invoice: Invoice, *, shown_as: str | None = None) -> Download:
    """The invoice's PDF as it stands today; `shown_as` takes the place of the customer's name and address."""
    owner = customers.get(invoice.customer_id) if shown_as is None else None
    paper = invoice_paper(invoice, owner.value if owner else None, company(), billing_rules(), clock.today())
    if shown_as is not None:
        paper = paper.model_copy(update={"customer": PaperCustomer(number=invoice.customer_id, name=shown_as)})
    return Download(render_invoice_pdf(paper), "application/pdf", f"{invoice.number}.pdf")


def invoice_paper(
    invoice: Invoice, customer: Customer | None, issuer: Company, rules: BillingRules, today: date
) -> InvoicePaper:
    """What stands on the paper."""
    is_live = invoice.status in ("open", "paid")
    return InvoicePaper(
        company=PaperCompany(
            name=issuer.name,
            address=issuer.address,
            phone=issuer.phone,
            npwp=issuer.npwp,
            bank_accounts=tuple(BankAccount(**bank.model_dump()) for bank in issuer.banks),
            footer_note=issuer.invoice_note,
        ),
        number=invoice.number,
        status=invoice.status,
        status_word=status_word(invoice, today),
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        customer=PaperCustomer(
            number=invoice.customer_id,
            name=customer.name if customer else invoice.customer_name,
            address=customer.address if customer else "",
        ),
        lines=tuple(
            PaperLine(description=line.description, amount=line.amount, detail=line.detail) for line in invoice.lines
        ),
        total=invoice.total,
        amount_due=invoice.total - invoice.paid if is_live else 0,
        paid=invoice.paid,
        period=(invoice.period_start, invoice.period_end) if invoice.period_start and invoice.period_end else None,
        tax=_tax(invoice, rules),
        pay_url=pay_url(invoice),
    )


def status_word(invoice: Invoice, today: date) -> str:
    """The state in the words of every screen (UX guide, section 6)."""
    if invoice.status != "open":
        return {"paid": "Lunas", "void": "Dibatalkan", "written_off": "Dihapuskan"}[invoice.status]
    late = days_between(invoice.due_on, today)
    if late > 0:
        return f"Telat {late} hari"
    if invoice.paid:
        return "Dibayar sebagian"
    return "Jatuh tempo hari ini" if late == 0 else "Belum dibayar"


def _tax(invoice: Invoice, rules: BillingRules) -> PaperTax | None:
    # PMK 131/2024: shown as 12 % of 11/12 of the price, the same rupiah as 11 % of the price.
    if invoice.tax is None:
        return None
    part = f"{rules.dpp_numerator}/{rules.dpp_denominator}"
    is_part = rules.dpp_numerator != rules.dpp_denominator
    return PaperTax(
        base_text=f"DPP nilai lain ({part})" if is_part else "Dasar pengenaan pajak",
        base=shown_base(invoice.tax, rules),
        rate_text=f"PPN {nominal_rate(invoice.tax, rules)}",
        amount=invoice.tax.amount,
    )
