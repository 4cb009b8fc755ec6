"""Staff handle complaints and outages.

HTTP, behind a Firebase ID token. Safe to repeat: what makes something carries an id.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.complaints.routes import complaints, outages
from shared.conversations.routes import triages

api = staff_api(
    triages,
    complaints,
    outages,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
