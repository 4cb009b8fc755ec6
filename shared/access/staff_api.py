"""An HTTP function for staff: its routes behind a Firebase ID token and the matrix."""

from collections.abc import Callable

from flask import Request, Response

from shared.access.settle_caller import settle_staff
from shared.core.http import Routes, http_api


def staff_api(*tables: Routes) -> Callable[[Request], Response]:
    """A handler for functions-framework serving these routes to members of staff."""
    return http_api(*tables, settle_caller=settle_staff)
