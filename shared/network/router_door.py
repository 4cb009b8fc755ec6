"""Where routers call: a report in, what to do out; and the script that does the calling. A device token opens it."""

from flask import Request, Response

from shared.core.auth import bearer
from shared.core.errors import BadRequest, NotFound, Problem, TooLarge
from shared.core.http import problem_response, unshared
from shared.core.logging import log
from shared.network.answer_report import answer_report
from shared.network.mikrotik_script import install_script
from shared.network.read_report import MOST_BYTES
from shared.network.show_token import router_of


def router_door(request: Request) -> Response:
    """`POST /agent/poll` and `GET /agent/mikrotik.rsc`, text both ways. A second time changes nothing."""
    try:
        text = _answer(request, bearer(request))
    except Problem as problem:
        log("router_refused", severity="WARNING", code=problem.code, status=problem.status)
        return problem_response(problem)
    return unshared(Response(text, mimetype="text/plain"))


def _answer(request: Request, token: str) -> str:
    match request.method, request.path.rstrip("/"):
        case "POST", "/agent/poll":
            return answer_report(token, _body(request, token))
        case "GET", "/agent/mikrotik.rsc":
            checks = request.args.get("certificate") == "yes"
            return install_script(token, router_of(token).value.rules, check_certificate=checks)
    router_of(token)
    raise NotFound()


def _body(request: Request, token: str) -> str:
    raw = request.stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        router_of(token)
        raise TooLarge()
    if request.content_length is not None and len(raw) < request.content_length:
        raise BadRequest(code="broken_off", message_id="Kiriman terputus.", message_en="The report broke off.")
    # Names are in whatever letters somebody once typed: what is none is kept as such, the same each time.
    return raw.decode("utf-8", "replace")
