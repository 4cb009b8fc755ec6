"""Staff read reports: the dashboard, who has not paid, what comes in, what WhatsApp costs.

HTTP, behind a Firebase ID token. Safe to repeat.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.reports.routes import reports

api = staff_api(
    reports,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
