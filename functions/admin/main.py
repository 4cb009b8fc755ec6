"""The owner keeps settings and staff and reads the audit trail; every member of staff asks what they may do.

HTTP, behind a Firebase ID token. Safe to repeat.
"""

import functions_framework
from flask import Request, Response

from shared.access.routes import access, audit, staff
from shared.access.staff_api import staff_api
from shared.complaints.routes import settings as complaint_settings
from shared.payments.routes import settings as payment_settings
from shared.reports.routes import health
from shared.reports.routes import settings as alert_settings
from shared.settings.routes import settings

api = staff_api(
    payment_settings,
    complaint_settings,
    alert_settings,
    settings,
    access,
    staff,
    audit,
    health,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
