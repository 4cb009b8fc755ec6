"""Meta, GOWA or Fonnte tells what became of our messages, and what customers write.

HTTP, signed bytes or a secret address only (GET: Meta's handshake). Safe to repeat: a receipt never moves a message
backwards.
"""

import functions_framework
from flask import Request, Response

from shared.core.http import webhook_endpoint
from shared.messaging.whatsapp_webhook import whatsapp_webhook


@functions_framework.http
@webhook_endpoint
def main(request: Request) -> Response:
    return whatsapp_webhook(request)
