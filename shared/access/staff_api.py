"""An HTTP function for staff: its routes behind a Firebase ID token and the matrix."""

from collections.abc import Callable

from flask import Request, Response

from shared.access.matrix import MATRIX
from shared.access.settle_caller import settle_staff
from shared.core.http import PUBLIC, Routes, http_api


def staff_api(*tables: Routes) -> Callable[[Request], Response]:
    """A handler for functions-framework serving these routes to staff. Raises ValueError for one without an entry."""
    for route in (route for table in tables for route in table.entries):
        if route.may != PUBLIC and route.may not in MATRIX:
            raise ValueError(f"{route.method} {route.rule} asks for {route.may}, which shared/access/matrix.py lacks")
    return http_api(*tables, settle_caller=settle_staff)
