"""An invoice becomes one A4 page (more for many lines) that its customer can read, check and pay from."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import ConfigDict, model_validator

from shared.billing.print_paper import compile_paper, initials, printable, qr_svg
from shared.core.dates import long_date, period_text, weekday_date
from shared.core.model import Model
from shared.core.money import rupiah, terbilang

_TEMPLATE = Path(__file__).with_name("invoice.typ")
_STAMPS = {"open": "", "paid": "LUNAS", "void": "DIBATALKAN", "written_off": ""}


class _Printed(Model):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BankAccount(_Printed):
    """An account that customers may transfer to; `number` is printed as it is written here."""

    bank: str
    number: str
    holder: str


class PaperCompany(_Printed):
    """The provider, as head and foot of the page name it; `logo` is the bytes of a PNG, JPEG or SVG."""

    name: str
    address: str = ""
    phone: str = ""
    npwp: str = ""
    logo: bytes | None = None
    bank_accounts: tuple[BankAccount, ...] = ()
    footer_note: str = ""


class PaperCustomer(_Printed):
    """Who owes."""

    number: str
    name: str
    address: str = ""


class PaperLine(_Printed):
    """What is billed, for which days and why (`detail`), how much of it, the rupiah (discounts negative)."""

    description: str
    amount: int
    detail: str = ""
    quantity: str = ""


class PaperTax(_Printed):
    """How the tax inside the lines is explained, e.g. `DPP nilai lain (11/12)` 151250, `PPN 12%` 18150."""

    base_text: str
    base: int
    rate_text: str
    amount: int


class InvoicePaper(_Printed):
    """Everything on the paper; what does not add up is a ValueError.

    The lines are the total; total - paid - credit_used = amount_due on an open or paid invoice, on a void or
    written-off one nothing is due. `pay_url` and `qris` (EMVCo text) are printed while the invoice is open.
    Both ends of `period` are in it. `status_word` is one of UX.md section 6 (Belum dibayar, Lunas, ...).
    """

    company: PaperCompany
    number: str
    status: Literal["open", "paid", "void", "written_off"]
    status_word: str
    issued_on: date
    due_on: date
    customer: PaperCustomer
    lines: tuple[PaperLine, ...]
    total: int
    amount_due: int
    paid: int = 0
    credit_used: int = 0
    paid_on: date | None = None
    period: tuple[date, date] | None = None
    tax: PaperTax | None = None
    pay_url: str = ""
    qris: str = ""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        billed = sum(line.amount for line in self.lines)
        if billed != self.total:
            raise ValueError(f"the lines are {billed} together, the total says {self.total}")
        left = self.total - self.paid - self.credit_used if self.status in ("open", "paid") else 0
        if left != self.amount_due:
            raise ValueError(f"{left} is left to pay, amount_due says {self.amount_due}")
        return self


def render_invoice_pdf(paper: InvoicePaper) -> bytes:
    """The paper as a tagged PDF, in Indonesian: the same bytes for the same paper, on any thread.

    A logo that cannot be read is replaced by the initials, so that it never holds up a month's bills.
    """
    inputs = {"paper": json.dumps(_texts(paper))}
    if paper.status == "open":
        codes = {"pay_qr": paper.pay_url, "qris": paper.qris}
        inputs |= {"pay_url": paper.pay_url} if paper.pay_url else {}
        inputs |= {name: qr_svg(code) for name, code in codes.items() if code}
    if paper.company.logo is None:
        return compile_paper(_TEMPLATE, inputs, paper.issued_on)
    from typst import TypstError

    try:
        return compile_paper(_TEMPLATE, inputs | {"logo": _as_numbers(paper.company.logo)}, paper.issued_on)
    except TypstError:
        return compile_paper(_TEMPLATE, inputs, paper.issued_on)


@lru_cache(maxsize=4)
def _as_numbers(logo: bytes) -> str:
    """Bytes as Typst can take them in: its inputs are texts, and it reads no base64."""
    return json.dumps(list(logo), separators=(",", ":"))


def _texts(paper: InvoicePaper) -> Any:
    company = paper.company
    contact = (company.phone, f"NPWP {company.npwp}" if company.npwp else "")
    return printable(
        {
            "company": {
                "name": company.name,
                "initials": initials(company.name),
                "address": company.address,
                "contact": " · ".join(part for part in contact if part),
                "accounts": [account.model_dump() for account in company.bank_accounts],
                "note": company.footer_note or company.name,
            },
            "customer": paper.customer.model_dump(),
            "number": paper.number,
            "status": paper.status,
            "status_word": paper.status_word,
            "stamp": _STAMPS[paper.status],
            "issued": long_date(paper.issued_on),
            "due": long_date(paper.due_on),
            "period": period_text(*paper.period) if paper.period else "",
            "lines": [line.model_dump() | {"amount": rupiah(line.amount)} for line in paper.lines],
            "tax": _tax_texts(paper.tax),
            "sums": _sums(paper),
            "result": _result(paper),
            "words": terbilang(paper.amount_due or paper.total).capitalize(),
            "headline": _headline(paper),
        }
    )


def _headline(paper: InvoicePaper) -> dict[str, str]:
    if paper.status == "open":
        note = f"Bayar paling lambat {weekday_date(paper.due_on)}"
        return {"label": "Yang perlu dibayar", "amount": rupiah(paper.amount_due), "note": note}
    if paper.status == "paid":
        thanks = f"Terima kasih, lunas pada {weekday_date(paper.paid_on)}" if paper.paid_on else "Terima kasih"
        return {"label": "Sudah lunas", "amount": rupiah(paper.total), "note": thanks}
    return {"label": paper.status_word, "amount": rupiah(paper.total), "note": "Tidak perlu dibayar"}


def _sums(paper: InvoicePaper) -> list[dict[str, str]]:
    if not (paper.paid or paper.credit_used):
        return []
    rows = (("Total", paper.total), ("Sudah dibayar", -paper.paid), ("Dari saldo Anda", -paper.credit_used))
    return [{"label": label, "amount": rupiah(amount)} for label, amount in rows if amount]


def _result(paper: InvoicePaper) -> dict[str, str]:
    if not _sums(paper) or paper.status not in ("open", "paid"):
        return {"label": "Total", "amount": rupiah(paper.total)}
    label = "Yang perlu dibayar" if paper.amount_due else "Sisa"
    return {"label": label, "amount": rupiah(paper.amount_due)}


def _tax_texts(tax: PaperTax | None) -> list[str]:
    if tax is None:
        return []
    return [f"{tax.base_text}: {rupiah(tax.base)}", f"{tax.rate_text}: {rupiah(tax.amount)}"]
