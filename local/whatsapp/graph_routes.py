"""Meta's Graph API as an unmodified client sees it, under /sandbox/graph/."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from local.whatsapp.accept_message import accept_message
from local.whatsapp.cloud import Cloud
from local.whatsapp.faults import happens
from local.whatsapp.graph_error import GraphError, cloud_error, invalid, throttled, unknown_object
from local.whatsapp.media_routes import add_media_routes
from local.whatsapp.template_routes import add_template_routes
from local.whatsapp.upload_sessions import add_upload_routes

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
GRAPH = "/sandbox/graph"


def add_graph_routes(app: web.Application, cloud: Cloud) -> None:
    graph = web.Application(middlewares=[_answer_errors(cloud)], client_max_size=128 * 1024 * 1024)

    async def send(request: web.Request) -> web.StreamResponse:
        if request.match_info["node"] != cloud.settings.phone_number_id:
            raise unknown_object(request.match_info["node"])
        body = await _json(request)
        if cloud.faults.latency_ms:
            await asyncio.sleep(cloud.faults.latency_ms / 1000)
        if happens(cloud.faults.http_500):
            raise cloud_error(131000, "Message failed to send due to an unknown error", status=500)
        if happens(cloud.faults.http_429):
            raise throttled()
        answer = accept_message(cloud, body)
        if "messages" in answer and happens(cloud.faults.accept_then_timeout):
            return await _hang_up(request, cloud.faults.hang_up_ms / 1000)
        return web.json_response(answer)

    async def node(request: web.Request) -> web.StreamResponse:
        return web.json_response(_node(cloud, request.match_info["node"]))

    async def subscribe(request: web.Request) -> web.StreamResponse:
        if request.match_info["node"] != cloud.settings.business_account_id:
            raise unknown_object(request.match_info["node"])
        if request.method == "GET":
            apps = [{"whatsapp_business_api_data": {"id": "1", "name": "Sambung", "link": ""}}]
            return web.json_response({"data": apps if cloud.subscribed else []})
        cloud.store.keep_state("subscribed", request.method == "POST")
        return web.json_response({"success": True})

    graph.router.add_post("/{version}/{node}/messages", send)
    graph.router.add_route("*", "/{version}/{node}/subscribed_apps", subscribe)
    add_template_routes(app, graph, cloud)
    add_upload_routes(graph, cloud)
    add_media_routes(app, graph, cloud, otherwise=node)
    app.add_subapp(GRAPH, graph)


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise invalid("Invalid parameter: the body is not JSON") from None
    if not isinstance(body, dict):
        raise invalid("Invalid parameter: the body is not an object")
    return body


async def _hang_up(request: web.Request, after_s: float) -> web.StreamResponse:
    """Keeps the client waiting, then breaks off in the middle of the answer: it never learns the id."""
    await asyncio.sleep(after_s)
    # Half an answer and not none: a proxy in between would turn none into an answer of its own.
    answer = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "200"})
    await answer.prepare(request)
    await answer.write(b'{"messaging_product":')
    if request.transport is not None:
        request.transport.close()
    return answer


def _node(cloud: Cloud, node: str) -> dict[str, Any]:
    settings = cloud.settings
    if node == settings.phone_number_id:
        return {
            "id": node,
            "verified_name": settings.verified_name,
            "display_phone_number": settings.display_phone_number,
            "code_verification_status": "VERIFIED",
            "quality_rating": "GREEN",
            "platform_type": "CLOUD_API",
            "throughput": {"level": "STANDARD"},
            "whatsapp_business_manager_messaging_limit": "TIER_100K",
        }
    if node == settings.business_account_id:
        return {"id": node, "name": settings.verified_name, "currency": "IDR", "timezone_id": "66"}
    raise unknown_object(node)


def _answer_errors(cloud: Cloud) -> Any:
    @web.middleware
    async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            _check_token(cloud, request)
            return await handler(request)
        except GraphError as error:
            return web.json_response(error.body(), status=error.status)
        except web.HTTPNotFound:
            return web.json_response(unknown_object(request.path).body(), status=400)

    return answer_errors


def _check_token(cloud: Cloud, request: web.Request) -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip() if scheme.lower() in ("bearer", "oauth") else request.query.get("access_token", "")
    if not hmac.compare_digest(token.encode(), cloud.settings.access_token.encode()):
        raise GraphError(190, "Invalid OAuth access token - Cannot parse access token", status=401)
    if happens(cloud.faults.token_expired):
        raise GraphError(190, "Error validating access token: Session has expired.", status=401, subcode=463)
