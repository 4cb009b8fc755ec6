"""A payment as the receipt (kwitansi) its customer gets: who paid, how much in figures and words, for what."""

import json
from pathlib import Path
from typing import Any

from shared.billing.print_paper import compile_paper, initials, printable
from shared.core import clock
from shared.core.dates import long_date, moment_text
from shared.core.http import Download
from shared.core.money import rupiah, terbilang
from shared.payments.models import METHOD_WORD, Payment
from shared.payments.receipt_message import paid_for
from shared.settings.models import Company
from shared.settings.repository import company

_TEMPLATE = Path(__file__).with_name("receipt.typ")


def receipt_pdf(payment: Payment, *, shown_as: str = "") -> Download:
    """The receipt's PDF; one that was taken back says so across it. With `shown_as` it tells nothing more of a person.

    Then the account they have with us stays unsaid too.
    """
    inputs = {"paper": json.dumps(printable(_texts(payment, company(), shown_as)))}
    return Download(compile_paper(_TEMPLATE, inputs, payment.recorded_on), "application/pdf", f"{payment.number}.pdf")


def _texts(payment: Payment, issuer: Company, shown_as: str) -> dict[str, Any]:
    contact = (issuer.phone, f"NPWP {issuer.npwp}" if issuer.npwp else "")
    return {
        "company": {
            "name": issuer.name,
            "initials": initials(issuer.name),
            "address": issuer.address,
            "contact": " · ".join(part for part in contact if part),
        },
        "number": payment.number,
        "rows": [{"label": label, "value": value} for label, value in _rows(payment, shown_as)],
        "words": terbilang(payment.amount).capitalize(),
        "amount": rupiah(payment.amount),
        "stamp": "DIBATALKAN" if payment.status == "reversed" else "",
        "dated": long_date(payment.recorded_on),
        "taken_by": payment.taken_by_name or issuer.name,
        "note": f"Bukti pembayaran yang sah dari {issuer.name}. Simpan kwitansi ini.",
    }


def _rows(payment: Payment, shown_as: str) -> list[tuple[str, str]]:
    rows = [
        ("Sudah terima dari", shown_as or f"{payment.customer_name} ({payment.customer_id})"),
        ("Untuk pembayaran", f"{_what_for(payment)}"),
        ("Cara bayar", METHOD_WORD[payment.method]),
        ("Waktu bayar", moment_text(payment.paid_at, clock.zone())),
    ]
    if shown_as:
        return rows
    if payment.credit and payment.allocations:
        rows.append(("Jadi saldo", rupiah(payment.credit)))
    if payment.balance_after > 0:
        rows.append(("Sisa tagihan", rupiah(payment.balance_after)))
    return rows


def _what_for(payment: Payment) -> str:
    said = paid_for(payment.allocations)
    return f"Tagihan internet {said}" if payment.allocations else said.capitalize()
