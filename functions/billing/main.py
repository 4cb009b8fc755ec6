"""Staff preview and start billing runs, and read, print and void invoices.

HTTP, behind a Firebase ID token. Safe to repeat: a run for a day that is being billed is joined.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.billing.routes import billing, invoices

api = staff_api(
    billing,
    invoices,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
