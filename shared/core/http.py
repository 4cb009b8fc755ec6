"""HTTP for every function: routes that name who may call them, validated input, problem+json, nothing cached."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from flask import Flask, Request, Response, g, request
from pydantic import ValidationError
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge
from werkzeug.wsgi import get_input_stream

from shared.core.auth import verify_invoker
from shared.core.errors import BadRequest, Problem, Unauthorized, too_large, wrong_type
from shared.core.logging import log, log_crash
from shared.core.model import Model
from shared.core.problems import ProblemDocument, from_http_exception, from_validation_error, problem_document
from shared.core.rate_limit import Limit, take
from shared.core.strict_json import StrictJson
from shared.core.whence import client_address

if TYPE_CHECKING:
    from flask_openapi3.openapi import OpenAPI

PUBLIC = ""
"""The `may` of a route that anyone may call."""

JSON_BYTES = 1_000_000
DISCARDED_BYTES = 64_000_000

TRIED_OFTEN = 8
"""A task that failed so often will hardly heal by itself: it is told of, and goes on being tried."""

SettleCaller = Callable[[str, bool], Any]
"""(permission, is a read) -> whoever calls, by `.id`; raises Unauthorized or Forbidden."""

Check = Callable[[Mapping[str, Any]], None]
"""Asked with what the address names, once the caller is known; raises NotFound for what is not theirs."""

B = TypeVar("B", bound=Model)


@dataclass(frozen=True)
class Answer(Generic[B]):
    """A body with a status of its own, for routes that answer 201 the first time and 200 after."""

    body: B
    status: int = 200


@dataclass(frozen=True)
class Download:
    """Bytes for a browser to show or keep."""

    data: bytes
    media_type: str
    filename: str
    inline: bool = True


@dataclass(frozen=True)
class Stream:
    """A file made while it is sent, so that however long it is, little of it is in memory."""

    chunks: Iterator[bytes]
    media_type: str
    filename: str


class _Request(Request):
    """Flask's request, but a form that breaks off in the middle is refused, not taken for an empty one."""

    def make_form_data_parser(self) -> Any:
        parser = super().make_form_data_parser()
        parser.silent = False
        return parser


@dataclass
class Routes:
    """The table of one noun's routes: rule, who may, and one use case each."""

    prefix: str
    check: Check | None = None
    entries: list["Route"] = field(default_factory=list)

    def get(
        self, rule: str, *, may: str, limit: Limit | None = None, produces: tuple[str, ...] = ()
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """`produces` names the media types of a Download or Stream."""
        return self._add("get", rule, may, 200, JSON_BYTES, limit, produces)

    def post(
        self, rule: str, *, may: str, status: int = 200, max_bytes: int = JSON_BYTES, limit: Limit | None = None
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return self._add("post", rule, may, status, max_bytes, limit)

    def patch(self, rule: str, *, may: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return self._add("patch", rule, may, 200, JSON_BYTES)

    def delete(self, rule: str, *, may: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return self._add("delete", rule, may, 200, JSON_BYTES)

    def _add(
        self,
        method: str,
        rule: str,
        may: str,
        status: int,
        max_bytes: int,
        limit: Limit | None = None,
        produces: tuple[str, ...] = (),
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def add(handler: Callable[..., Any]) -> Callable[..., Any]:
            route = Route(method, self.prefix + rule, may, status, max_bytes, handler, limit, self.check, produces)
            self.entries.append(route)
            return handler

        return add


@dataclass(frozen=True)
class Route:
    method: str
    rule: str
    may: str
    status: int
    max_bytes: int
    handler: Callable[..., Any]
    limit: Limit | None
    check: Check | None
    produces: tuple[str, ...]

    @property
    def name(self) -> str:
        """The operation's name in the contract: what the route answers, one of a kind over all functions."""
        return self.handler.__name__


def http_api(*tables: Routes, settle_caller: SettleCaller) -> Callable[[Request], Response]:
    """These routes as a handler for functions-framework; `.app` is its Flask app, `.tables` are the routes."""
    app = openapi_app(*tables)
    routes = {route.name: route for table in tables for route in table.entries}

    @app.before_request
    def settle() -> None:
        # Who is calling comes before what was sent: 401 and 403 before 404, 413 and 422.
        route = routes.get(request.endpoint or "")
        if route is None:
            settle_caller("", True)
            return
        if route.may != PUBLIC:
            g.caller = settle_caller(route.may, route.method == "get")
            if route.check:
                route.check(request.view_args or {})
        if route.limit:
            take(route.name, str(g.caller.id) if route.may != PUBLIC else client_address(), route.limit)
        request.max_content_length = route.max_bytes
        if request.content_length is not None and request.content_length > route.max_bytes:
            raise _too_large(route.max_bytes)
        parameters = inspect.signature(route.handler).parameters
        if "body" in parameters:
            _require_json()
        if "form" in parameters:
            _require_whole_form(get_type_hints(route.handler)["form"])

    def handle(incoming: Request) -> Response:
        return cast(Response, Response.from_app(app, incoming.environ))

    handle.app = app  # type: ignore[attr-defined]
    handle.tables = tables  # type: ignore[attr-defined]
    return handle


def openapi_app(*tables: Routes, described: bool = False) -> "OpenAPI":
    """The Flask app of these routes, without the question who is calling.

    Describing them takes a tenth of a second, so it is left to who writes openapi.json.
    """
    from flask_openapi3.models.info import Info
    from flask_openapi3.openapi import OpenAPI

    app = OpenAPI(
        "sambung",
        info=Info(title="Sambung", version="1"),
        doc_ui=False,
        validation_error_callback=lambda error: problem_response(from_validation_error(error)),
    )
    app.json = StrictJson(app)
    app.json.sort_keys = False
    app.request_class = _Request
    app.url_map.strict_slashes = False
    for table in tables:
        for route in table.entries:
            _register(app, route, described)
    _answer_failures(app)
    return app


def openapi_document(*tables: Routes) -> dict[str, Any]:
    """What these routes are, as OpenAPI; every failure is a ProblemDocument."""
    document: dict[str, Any] = openapi_app(*tables, described=True).api_doc
    schemas = document["components"]["schemas"]
    schemas.pop("ValidationErrorModel", None)
    schema = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= {**schema.pop("$defs"), "ProblemDocument": schema}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = {"description": "What went wrong", "content": content}
    return document


def task_endpoint(use_case: Callable[[Any], None]) -> Callable[[Request], Response]:
    """Wrap a function that Cloud Tasks calls: only Cloud Tasks, body parsed to the annotated model, 204."""
    model = next(hint for name, hint in get_type_hints(use_case).items() if name != "return")

    @wraps(use_case)
    def handle(incoming: Request) -> Response:
        def work() -> None:
            verify_invoker(incoming)
            _tell_if_tried_often(incoming)
            use_case(model.model_validate_json(incoming.get_data()))

        return _guarded(work)

    return handle


def schedule_endpoint(use_case: Callable[[], None]) -> Callable[[Request], Response]:
    """Wrap a function that Cloud Scheduler calls: only Cloud Scheduler, no body, 204."""

    @wraps(use_case)
    def handle(incoming: Request) -> Response:
        def work() -> None:
            verify_invoker(incoming)
            use_case()

        return _guarded(work)

    return handle


def webhook_endpoint(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Wrap a function that answers for itself: what nobody foresaw is 500, and logged without what was sent."""

    @wraps(answer)
    def handle(incoming: Request) -> Response:
        try:
            return answer(incoming)
        except Exception as error:
            log_crash("crashed", error)
            return problem_response(_unforeseen())

    return handle


def problem_response(problem: Problem) -> Response:
    """The problem as RFC 9457 problem+json, in the caller's language."""
    english = request.accept_languages.best_match(["id", "en"], default="id") == "en"
    document = problem_document(problem, english=english)
    response = Response(document.model_dump_json(), status=problem.status, mimetype="application/problem+json")
    if problem.retry_after_s is not None:
        response.headers["Retry-After"] = str(problem.retry_after_s)
    return unshared(response)


def unshared(response: Response) -> Response:
    """Kept by no cache: Hosting would keep even a 404 for ten minutes, for everybody."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _guarded(work: Callable[[], None]) -> Response:
    try:
        work()
    except Problem as problem:
        log("refused", severity="WARNING", code=problem.code, status=problem.status)
        return problem_response(problem)
    except ValidationError as error:
        log_crash("crashed", error)
        return problem_response(from_validation_error(error))
    except Exception as error:
        log_crash("crashed", error)
        return problem_response(_unforeseen())
    return unshared(Response(status=204))


def _tell_if_tried_often(incoming: Request) -> None:
    tried = incoming.headers.get("X-CloudTasks-TaskRetryCount", "")
    if tried.isdigit() and int(tried) >= TRIED_OFTEN:
        queue = incoming.headers.get("X-CloudTasks-QueueName", "")
        log("task_tried_often", severity="WARNING", queue=queue[:100], tried=int(tried))


def _unforeseen() -> Problem:
    return Problem(
        code="internal",
        message_id="Ada gangguan di sistem kami. Tidak ada yang tersimpan setengah. Coba lagi.",
        message_en="Something failed on our side. Nothing was half-written. Try again.",
    )


def _register(app: "OpenAPI", route: Route, described: bool) -> None:
    returns = get_type_hints(route.handler).get("return")
    statuses = {route.status}
    if get_origin(returns) is Answer:
        (returns,) = get_args(returns)
        statuses.add(200)  # what the same request answers the second time
    told: Any = returns if inspect.isclass(returns) and issubclass(returns, Model) else None
    if route.produces:
        file = {"schema": {"type": "string", "format": "binary"}}
        kinds = {
            kind: {"schema": {"type": "object"}} if kind == "application/json" else file for kind in route.produces
        }
        told = {"description": "The file", "content": kinds}

    @wraps(route.handler)
    def view(**arguments: Any) -> Response:
        return unshared(_to_response(route.handler(**arguments), route.status))

    register = getattr(app, route.method)
    register(
        _flask_rule(route.rule),
        endpoint=route.name,
        operation_id=route.name,
        doc_ui=described,
        responses={str(status): told for status in sorted(statuses)} if told else None,
        openapi_extensions={"x-may": route.may or "anyone"},
    )(view)


def _flask_rule(rule: str) -> str:
    return rule.replace("{", "<").replace("}", ">")


def _to_response(result: Any, status: int) -> Response:
    if isinstance(result, Response):
        return result
    if isinstance(result, Download):
        response = Response(result.data, mimetype=result.media_type)
        kind = "inline" if result.inline else "attachment"
        response.headers.set("Content-Disposition", kind, filename=result.filename)
        return response
    if isinstance(result, Stream):
        first = next(result.chunks, b"")  # what fails before the first byte is still told as a problem
        response = Response(chain((first,), result.chunks), content_type=result.media_type)
        response.headers.set("Content-Disposition", "attachment", filename=result.filename)
        return response
    if isinstance(result, Answer):
        result, status = result.body, result.status
    return Response(result.model_dump_json(), status=status, mimetype="application/json")


def _too_large(most_bytes: int) -> Problem:
    # Whoever is still sending hears the answer only when they are done; what comes is thrown away.
    left = DISCARDED_BYTES
    rest = get_input_stream(request.environ)
    try:
        while left > 0 and (chunk := rest.read(1 << 16)):
            left -= len(chunk)
    except _unreadable():
        return _broken_off()
    return too_large(most_bytes)


def _require_json() -> None:
    if not request.is_json or request.content_encoding:
        raise wrong_type(
            "Kirim sebagai JSON, tidak dimampatkan (Content-Type: application/json).",
            "Send it as JSON, not compressed (Content-Type: application/json).",
        )
    most = request.max_content_length or JSON_BYTES
    try:
        came = len(request.get_data())
    except _unreadable() as error:
        raise _broken_off() from error
    # Sent in pieces, no length is told before, and reading stops at the limit without a word.
    if request.content_length is None and came >= most:
        raise _too_large(most)
    _require_all(came)
    request.get_json()


def _require_whole_form(form: type[Model]) -> None:
    is_form = request.mimetype in ("multipart/form-data", "application/x-www-form-urlencoded")
    if request.content_length != 0 and request.mimetype and not is_form:
        raise wrong_type(
            "Kirim berkasnya sebagai formulir (Content-Type: multipart/form-data).",
            "Send the file as a form (Content-Type: multipart/form-data).",
            *form.model_fields,
        )
    stream = request.stream
    try:
        _ = request.files
    except _unreadable() as error:
        raise _broken_off() from error
    if is_form:
        stream.read()
        _require_all(stream.tell())


def _unreadable() -> tuple[type[Exception], ...]:
    """What reading raises where the connection broke, or what came is no HTTP."""
    from gunicorn.http.errors import ParseException

    return ValueError, OSError, ParseException


def _require_all(came: int) -> None:
    # The server hands on what came before the connection broke as if it were all.
    if request.content_length is not None and came < request.content_length:
        raise _broken_off()


def _broken_off() -> Problem:
    return BadRequest(
        code="broken_off",
        message_id="Kiriman terputus di tengah jalan. Tidak ada yang tersimpan. Kirim sekali lagi.",
        message_en="The upload broke off on its way. Nothing was kept. Send it again.",
    )


def _answer_failures(app: Flask) -> None:
    @app.errorhandler(Problem)
    def foreseen(problem: Problem) -> Response:
        return problem_response(problem)

    @app.errorhandler(ValidationError)
    def wrong_fields(error: ValidationError) -> Response:
        return problem_response(from_validation_error(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        if error.response is not None:
            return error.response  # type: ignore[return-value]
        if isinstance(error, ClientDisconnected):
            return problem_response(_broken_off())
        if isinstance(error, RequestEntityTooLarge):
            return problem_response(_too_large(request.max_content_length or JSON_BYTES))
        return problem_response(from_http_exception(error))

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        log_crash("crashed", error, endpoint=request.endpoint)
        return problem_response(_unforeseen())


__all__ = ["PUBLIC", "Answer", "Download", "Routes", "Unauthorized", "http_api", "openapi_app"]
