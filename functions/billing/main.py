"""Staff preview and start billing runs, read, print and void invoices, take payments and hand over cash.

HTTP, behind a Firebase ID token. Safe to repeat: a run for a day that is being billed is joined, a payment counts once.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.billing.routes import billing, invoices
from shared.billing.routes import collections as dunning
from shared.payments.routes import bills, collections, issues, payments, proofs

api = staff_api(
    billing,
    invoices,
    bills,
    proofs,
    issues,
    payments,
    dunning,
    collections,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
