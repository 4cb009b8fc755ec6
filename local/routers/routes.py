"""The simulated routers under /sandbox/: plug one in, cut a box, silence it, restart it, let it report.

They report by themselves every ten seconds, as the script does every thirty.
"""

import asyncio
import contextlib
import os
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
        return web.json_response({"items": [shown(name, one) for name, one in sorted(fleet.routers.items())]})

    async def plugged_in(request: web.Request) -> web.Response:
        asked = await _body(request)
        token, lines, profiles = asked.get("token"), asked.get("lines", {}), asked.get("profiles", [])
        if not isinstance(token, str) or "." not in token or not isinstance(lines, dict):
            detail = "token is what registering the router showed; lines is {PPPoE user: box}."
            return web.json_response({"code": "invalid", "detail": detail}, status=422)
        plugged = fleet.plug_in(token, lines, profiles)
        return web.json_response(shown(token.rpartition(".")[0], plugged), status=201)

    async def changed(request: web.Request) -> web.Response:
        name, plugged = named(request)
        asked = await _body(request)
        plugged.silent = bool(asked.get("silent", plugged.silent))
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
        asked = await _body(request)
        up = asked.get("up")
        if not isinstance(up, bool):
            return web.json_response({"code": "invalid", "detail": "up is true or false."}, status=422)
        lines = fleet.cut(request.match_info["odp"], up)
        if not lines:
            return web.json_response({"code": "not_found", "detail": "No line hangs on this box."}, status=404)
        return web.json_response({"odp": request.match_info["odp"], "up": up, "lines": lines})

    async def work(_: web.Application) -> AsyncIterator[None]:
        async def run() -> None:
            while True:
                await asyncio.sleep(EVERY_S)
                await asyncio.gather(*map(report, list(fleet.routers)))

        task = asyncio.create_task(run())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    app.router.add_get("/sandbox/router", listed)
    app.router.add_post("/sandbox/router", plugged_in)
    app.router.add_put("/sandbox/router/nodes/{odp}", node)
    app.router.add_put("/sandbox/router/{id}", changed)
    app.router.add_post("/sandbox/router/{id}/report", reported)
    app.cleanup_ctx.append(work)
    return fleet


async def _body(request: web.Request) -> dict[str, Any]:
    with contextlib.suppress(ValueError):
        told = await request.json()
        if isinstance(told, dict):
            return told
    return {}
