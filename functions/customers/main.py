"""Staff keep customers, plans, areas and subscriptions.

HTTP, behind a Firebase ID token. Safe to repeat: creating takes an id or an Idempotency-Key.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.billing.routes import accounts, life
from shared.customers.routes import areas, customers, plans, subscriptions
from shared.imports.routes import imports
from shared.payments.routes import accounts as payment_accounts
from shared.privacy.routes import privacy

api = staff_api(
    imports,
    customers,
    privacy,
    accounts,
    payment_accounts,
    plans,
    areas,
    subscriptions,
    life,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
