"""The routes of signing in."""

from shared.core.http import PUBLIC, Routes
from shared.login.confirm_login import confirm_login
from shared.login.models import LoginAnswer, LoginConfirm, LoginRefresh, LoginRequest, LoginRequested
from shared.login.open_session import refresh_session
from shared.login.request_code import request_code

login = Routes("/api/login")


@login.post("/request", may=PUBLIC, status=202)
def requested(body: LoginRequest) -> LoginRequested:
    return request_code(body)


@login.post("/confirm", may=PUBLIC)
def confirmed(body: LoginConfirm) -> LoginAnswer:
    return confirm_login(body)


@login.post("/refresh", may=PUBLIC)
def refreshed(body: LoginRefresh) -> LoginAnswer:
    return refresh_session(body)
