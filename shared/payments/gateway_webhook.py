"""The gateways' webhook: checked on the raw bytes, kept by its id, and answered when all of it is safe."""

from flask import Request, Response, jsonify

from shared.clients.gateway import NotTheirs, Posted
from shared.clients.gateways import GATEWAYS
from shared.core.errors import BadRequest, Forbidden, NotFound, Problem
from shared.core.http import problem_response, unshared
from shared.core.logging import log
from shared.payments.apply_notification import apply_notification
from shared.payments.charge_models import GatewayName

MOST_BYTES = 1_000_000


def gateway_webhook(request: Request) -> Response:
    """200 once it is safe, whatever became of it; 403 for what the gateway did not sign, 503: come again.

    `/webhooks/payments/{gateway}`. A second time changes nothing.
    """
    name = request.path.rstrip("/").rpartition("/")[2]
    try:
        if name not in GATEWAYS or request.method != "POST":
            raise NotFound()
        _take(request, name)  # type: ignore[arg-type]
    except Problem as problem:
        return problem_response(problem)
    return unshared(jsonify(success=True))


def _take(request: Request, name: GatewayName) -> None:
    raw = request.get_data(cache=False)
    try:
        if len(raw) > MOST_BYTES:
            raise NotTheirs
        notice = GATEWAYS[name].read_notice(Posted(raw, request.headers.get))
    except NotTheirs as error:
        log("webhook_not_signed", severity="WARNING", provider=name)
        raise Forbidden(
            code="bad_signature", message_id="Tanda tangan tidak cocok.", message_en="The signature does not match."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log("webhook_element_unread", severity="WARNING", provider=name, error=type(error).__name__)
        raise BadRequest(
            code="unreadable", message_id="Isinya tidak terbaca.", message_en="It cannot be read."
        ) from error
    if notice is None:
        log("gateway_notice_of_nothing", provider=name)
        return
    apply_notification(name, notice)
