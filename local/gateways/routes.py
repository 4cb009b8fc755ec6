"""The simulated gateways under /sandbox/, what drives them, and the page on which a payer pays.

`/sandbox/{midtrans|xendit|tripay}/...` is what the merchant's server calls, `/sandbox/pay/{order_id}` what its customer
opens, `/sandbox/payments/{charge_id}/settle` what a test or the page does.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from local.clock import clock_of_environment
from local.gateways import midtrans, tripay, xendit
from local.gateways.desk import Asked, Desk, keys_from_environment
from local.gateways.orders import Notice, Order, Orders, Status
from local.gateways.page import not_there, order_page, orders_page
from shared.payments.open_charge import order_id_of

GATEWAYS = {gateway.NAME: gateway for gateway in (midtrans, xendit, tripay)}
MOST_TIMES = 1000
AT_ONCE = 50
LONGEST_RETRY_S = 30.0
WORDS: dict[str, Status] = {
    "settlement": "settlement",
    "pending": "pending",
    "expire": "expire",
    "deny": "deny",
}


def settle(desk: Desk, order: Order, status: Status, times: int) -> int:
    """What becomes of the order, and so many notifications of it; how many will be sent."""
    desk.orders.move(order, status)
    told = GATEWAYS[order.gateway].notice(desk, order, status)
    if told is None:
        return 0
    body, headers = told
    desk.orders.plan(order.gateway, body, headers, time.time(), times)
    return times


def add_gateways(app: web.Application) -> Desk:
    """Their routes, and what sends their notifications."""
    orders = Orders(str(Path(os.environ["LOCAL_DIR"]) / "gateways.sqlite"), clock_of_environment().now)
    desk = Desk(orders, keys_from_environment())
    bell = asyncio.Event()
    down: set[str] = set()

    async def called(request: web.Request) -> web.Response:
        name = request.match_info["gateway"]
        if name in down:
            return web.json_response({"message": "Service Unavailable"}, status=503)
        answered = GATEWAYS[name].answer(desk, await _asked(request, f"/sandbox/{name}"))
        return web.json_response(answered.body, status=answered.status)

    async def settled(request: web.Request) -> web.Response:
        asked = await request.json() if request.can_read_body else {}
        order = orders.of_any(order_id_of(request.match_info["charge_id"]))
        status, times = WORDS.get(str(asked.get("status", "settlement"))), asked.get("times", 1)
        if order is None:
            return web.json_response({"code": "not_found", "detail": "No gateway was asked for it."}, status=404)
        if status is None or not isinstance(times, int) or not 0 <= times <= MOST_TIMES:
            detail = "status is settlement, pending, expire or deny; times is 0 to 1000."
            return web.json_response({"code": "invalid", "detail": detail}, status=422)
        sent = settle(desk, order, status, times)
        bell.set()
        return web.json_response(_view(order) | {"notifications": sent})

    async def listed(_: web.Request) -> web.Response:
        return web.json_response({"items": [_view(order) for order in orders.latest()]})

    async def faults(request: web.Request) -> web.Response:
        asked = await request.json()
        down.clear()
        down.update(name for name in asked.get("down", []) if name in GATEWAYS)
        return web.json_response({"down": sorted(down)})

    async def pages(_: web.Request) -> web.Response:
        return _html(orders_page(orders.latest()))

    async def page(request: web.Request) -> web.Response:
        order = orders.of_any(request.match_info["order_id"])
        return _html(order_page(order, orders.now()), 200) if order else _html(not_there(), 404)

    async def clicked(request: web.Request) -> web.Response:
        order = orders.of_any(request.match_info["order_id"])
        form = await request.post()
        status = WORDS.get(str(form.get("status")))
        if order and status:
            settle(desk, order, status, 1)
            bell.set()
        raise web.HTTPSeeOther(request.path)

    async def work(_: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(send_notices(desk, bell))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        orders.close()

    app.router.add_route("*", "/sandbox/{gateway:midtrans|xendit|tripay}/{path:.*}", called)
    app.router.add_get("/sandbox/payments", listed)
    app.router.add_put("/sandbox/payments/faults", faults)
    app.router.add_post("/sandbox/payments/{charge_id}/settle", settled)
    app.router.add_get("/sandbox/pay", pages)
    app.router.add_get("/sandbox/pay/{order_id}", page)
    app.router.add_post("/sandbox/pay/{order_id}", clicked)
    app.cleanup_ctx.append(work)
    return desk


async def send_notices(desk: Desk, bell: asyncio.Event) -> None:
    """Runs until cancelled: many at once, each until it is answered with 200."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as client:
        while True:
            notices = desk.orders.due(time.time(), AT_ONCE)
            if notices:
                await asyncio.gather(*(_send(desk, client, notice) for notice in notices))
                continue
            bell.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), 1.0)


async def _send(desk: Desk, client: aiohttp.ClientSession, notice: Notice) -> None:
    address = f"{desk.keys.public_url}/webhooks/payments/{notice.gateway}"
    try:
        async with client.post(address, data=notice.body, headers=notice.headers) as answer:
            await answer.read()
            taken = answer.status == 200
    except (aiohttp.ClientError, TimeoutError, OSError):
        taken = False
    if taken:
        desk.orders.done(notice)
    else:
        desk.orders.again(notice, time.time() + min(LONGEST_RETRY_S, 0.5 * 2**notice.attempts))


async def _asked(request: web.Request, prefix: str) -> Asked:
    body: Any = None
    if request.can_read_body:
        with contextlib.suppress(ValueError):
            body = await request.json()
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Asked(request.method, request.path.removeprefix(prefix), dict(request.query), headers, body)


def _view(order: Order) -> dict[str, Any]:
    return {
        "order_id": order.order_id,
        "gateway": order.gateway,
        "channel": order.channel,
        "ref": order.ref,
        "amount": order.amount,
        "status": order.status,
        "expires_at": order.expires_at.isoformat(),
    }


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")
