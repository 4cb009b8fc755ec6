"""The owner keeps settings; every member of staff asks what they may do.

HTTP, behind a Firebase ID token. Safe to repeat.
"""

import functions_framework
from flask import Request, Response

from shared.access.routes import access
from shared.access.staff_api import staff_api
from shared.settings.routes import settings

api = staff_api(
    settings,
    access,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
