"""Staff see routers, who is on line, what routers have still to do, and the tree of nodes.

HTTP, behind a Firebase ID token. Safe to repeat: what makes something carries an id.
"""

import functions_framework
from flask import Request, Response

from shared.access.staff_api import staff_api
from shared.network.routes import nodes, routers, sessions

api = staff_api(
    routers,
    sessions,
    nodes,
)


@functions_framework.http
def main(request: Request) -> Response:
    return api(request)
