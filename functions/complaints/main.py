"""Staff handle complaints: for now, what a customer's words ask for.

HTTP, behind a Firebase ID token. Safe to repeat.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.conversations.routes import triages

api = staff_api(
    triages,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
