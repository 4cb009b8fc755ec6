"""Midtrans, Xendit and Tripay tell what became of payments.

HTTP, `/webhooks/payments/{gateway}`, signed bytes only. Safe to repeat: what was told is applied once.
"""

import functions_framework
from flask import Request, Response

from shared.core.http import webhook_endpoint
from shared.payments.gateway_webhook import gateway_webhook


@functions_framework.http
@webhook_endpoint
def main(request: Request) -> Response:
    return gateway_webhook(request)
