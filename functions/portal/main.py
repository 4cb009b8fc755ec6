"""A customer opens the bill behind the link in their WhatsApp message.

HTTP, a signed link only. Safe to repeat: it reads.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.billing.routes import pay

api = staff_api(
    pay,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
