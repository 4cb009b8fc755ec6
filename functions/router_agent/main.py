"""MikroTik routers phone home: what changed comes in, what they shall do goes out.

HTTP, behind the router's own token. Safe to repeat: a report is taken in once, by its number.
"""

import functions_framework
from flask import Request, Response

from shared.core.http import webhook_endpoint
from shared.network.router_door import router_door


@functions_framework.http
@webhook_endpoint
def main(request: Request) -> Response:
    return router_door(request)
