"""Customers sign in, see their bills and complaints; whoever holds the link in a WhatsApp message sees that one bill.

HTTP: a customer's Firebase ID token, a signed link, or nobody's (signing in). Safe to repeat: a code works once.
"""

import functions_framework
from flask import Request, Response

from shared.billing.routes import me, pay
from shared.broadcasts.routes import me as my_preferences
from shared.complaints.routes import me as my_complaints
from shared.complaints.routes import my_requests
from shared.core.http import http_api
from shared.login.routes import login
from shared.login.settle_customer import settle_customer
from shared.network.routes import me as my_lines
from shared.payments.routes import me as my_payments
from shared.payments.routes import pay as paying
from shared.privacy.routes import me as my_data
from shared.satisfaction.routes import me as my_satisfaction

api = http_api(
    login,
    me,
    my_payments,
    my_complaints,
    my_requests,
    my_lines,
    my_preferences,
    my_data,
    my_satisfaction,
    pay,
    paying,
    settle_caller=settle_customer,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
