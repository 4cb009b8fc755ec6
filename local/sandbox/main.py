"""The sandbox process: the simulators behind /sandbox/, the clock, and the page to drive them.

`python -m local.sandbox.main --port N`; everything else comes from the environment.
"""

import argparse
from pathlib import Path

from aiohttp import web

from local.gateways.routes import add_gateways
from local.routers.routes import add_routers
from local.sandbox import clock, idle
from local.whatsapp.phone_routes import pending_work
from local.whatsapp.serve import add_whatsapp
from local.whatsapp.settings import settings_from_environment

PAGE = Path(__file__).parents[2] / "web" / "dist" / "sandbox"
NOT_BUILT = "Halaman simulator belum dibuat. Jalankan `make run`, atau `npm run build` di folder web."


def make_app() -> web.Application:
    app = web.Application(client_max_size=128 * 1024 * 1024)
    idle.add_routes(app)
    clock.add_routes(app)
    cloud = add_whatsapp(app, settings_from_environment())
    desk = add_gateways(app)
    add_routers(app)
    app[idle.PENDING]["payment_notifications"] = desk.orders.waiting
    app[idle.PENDING] |= {f"whatsapp_{name}": count for name, count in pending_work(cloud).items()}
    add_page(app)
    return app


def add_page(app: web.Application) -> None:
    async def page(_: web.Request) -> web.StreamResponse:
        index = PAGE / "index.html"
        if not index.exists():
            return web.Response(text=NOT_BUILT, status=503)
        return web.FileResponse(index, headers={"Cache-Control": "no-cache"})

    async def to_page(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/sandbox/")

    async def asset(request: web.Request) -> web.StreamResponse:
        path = PAGE / "assets" / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "public, max-age=31536000, immutable"})

    app.router.add_get("/sandbox", to_page)
    app.router.add_get("/sandbox/", page)
    app.router.add_get("/sandbox/assets/{name}", asset)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    port = arguments.parse_args().port
    web.run_app(make_app(), host="127.0.0.1", port=port, print=None, access_log=None)
