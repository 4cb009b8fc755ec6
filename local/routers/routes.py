"""The simulated routers under /sandbox/: plug one in, cut a node, silence it, restart it, let it report.

They report by themselves every ten seconds, as the script does every thirty.
"""

import asyncio
import contextlib
import json
import os
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import requests
from aiohttp import web

from local.routers.fleet import Fleet, Plugged, shown

EVERY_S = 10


def add_routers(app: web.Application) -> Fleet:
    """Serve and drive them; whoever made the app runs it."""
    fleet = Fleet(Path(os.environ["LOCAL_DIR"]) / "routers.json")
    origin = os.environ["PUBLIC_URL"]

    def post_as(plugged: Plugged, text: str) -> str | None:
        headers = {"Authorization": f"Bearer {plugged.token}", "Content-Type": "text/plain"}
        try:
            answer = requests.post(f"{origin}/agent/poll", data=text.encode(), headers=headers, timeout=20)
        except requests.RequestException:
            return None
        return answer.text if answer.status_code == 200 else None

    async def report(name: str, seconds: int = EVERY_S) -> bool:
        plugged = fleet.routers[name]
        return await asyncio.to_thread(fleet.poll, name, lambda text: post_as(plugged, text), seconds)

    def named(request: web.Request) -> tuple[str, Plugged]:
        name = request.match_info["id"]
        if name not in fleet.routers:
            raise web.HTTPNotFound
        return name, fleet.routers[name]

    async def listed(_: web.Request) -> web.Response:
        items = [shown(name, one) for name, one in sorted(fleet.routers.items())]
        return web.json_response({"items": items, "nodes": fleet.nodes()})

    async def plugged_in(request: web.Request) -> web.Response:
        asked = await _body(request)
        token, lines, profiles = asked.get("token"), asked.get("lines", {}), asked.get("profiles", [])
        if not isinstance(token, str) or "." not in token or not isinstance(lines, dict):
            detail = (
                "token is what registering the router showed; lines is {user: box}; above, {node: the next one up}."
            )
            return web.json_response({"code": "invalid", "detail": detail}, status=422)
        plugged = fleet.plug_in(token, lines, profiles)
        plugged.above |= asked.get("above", {})
        plugged.phones |= asked.get("phones", {})
        fleet.save()
        return web.json_response(shown(token.rpartition(".")[0], plugged), status=201)

    async def changed(request: web.Request) -> web.Response:
        name, plugged = named(request)
        asked = await _body(request)
        for fault in ("silent", "twice", "late"):
            setattr(plugged, fault, bool(asked.get(fault, getattr(plugged, fault))))
        if asked.get("restart"):
            with plugged.lock:
                plugged.router.restart()
        fleet.save()
        return web.json_response(shown(name, plugged))

    async def reported(request: web.Request) -> web.Response:
        name, plugged = named(request)
        answered = await report(name)
        return web.json_response({**shown(name, plugged), "answered": answered})

    async def node(request: web.Request) -> web.Response:
        up = await _up(request)
        lines = await asyncio.to_thread(fleet.cut, request.match_info["odp"], up)
        if not lines:
            return web.json_response({"code": "not_found", "detail": "No line hangs on this node."}, status=404)
        return web.json_response({"odp": request.match_info["odp"], "up": up, "lines": lines})

    async def line(request: web.Request) -> web.Response:
        up = await _up(request)
        if not await asyncio.to_thread(fleet.power, request.match_info["user"], up):
            return web.json_response({"code": "not_found", "detail": "No router knows this user."}, status=404)
        return web.json_response({"user": request.match_info["user"], "up": up})

    async def work(_: web.Application) -> AsyncIterator[None]:
        async def run() -> None:
            while True:
                await asyncio.sleep(EVERY_S)
                for came in await asyncio.gather(*map(report, list(fleet.routers)), return_exceptions=True):
                    if isinstance(came, Exception):
                        traceback.print_exception(came)

        task = asyncio.create_task(run())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    app.router.add_get("/sandbox/router", listed)
    app.router.add_post("/sandbox/router", plugged_in)
    app.router.add_put("/sandbox/router/nodes/{odp}", node)
    app.router.add_put("/sandbox/router/lines/{user}", line)
    app.router.add_put("/sandbox/router/{id}", changed)
    app.router.add_post("/sandbox/router/{id}/report", reported)
    app.cleanup_ctx.append(work)
    return fleet


async def _up(request: web.Request) -> bool:
    up = (await _body(request)).get("up")
    if not isinstance(up, bool):
        text = json.dumps({"code": "invalid", "detail": "up is true or false."})
        raise web.HTTPUnprocessableEntity(text=text, content_type="application/json")
    return up


async def _body(request: web.Request) -> dict[str, Any]:
    with contextlib.suppress(ValueError):
        told = await request.json()
        if isinstance(told, dict):
            return told
    return {}
