"""Staff read the outbox and its templates.

HTTP, behind a Firebase ID token. Safe to repeat.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.broadcasts.routes import broadcasts
from shared.conversations.routes import conversations
from shared.messaging.routes import holds, messages, templates

api = staff_api(
    messages,
    holds,
    templates,
    broadcasts,
    conversations,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
