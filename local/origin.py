"""The one origin: the site's files, the functions by their routes, the sandbox, and who is up."""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path

import aiohttp
from aiohttp import web

from local.addresses import Addresses, UnknownFunction
from local.environment import PROJECT
from local.manifests import FUNCTIONS, ROOT, load_all
from local.proxy import Unreachable, client, forward

AUTH_PATHS = ("/identitytoolkit.googleapis.com/", "/securetoken.googleapis.com/", "/emulator/")
FIRESTORE_PATH = "/google.firestore.v1.Firestore/"
NO_STORE = {"Cache-Control": "private, no-store"}
CLOUD_ONLY = "Strict-Transport-Security"
PAGE_HEADERS = {
    told["key"]: told["value"]
    for rule in json.loads((ROOT / "web" / "headers.json").read_text(encoding="utf-8"))
    for told in rule["headers"]
    if told["key"] != CLOUD_ONLY
}
"""What Hosting says with every file of the sites; written in Hosting's own form."""
MAX_UPLOAD_BYTES = 1024**3

SESSION = web.AppKey("session", aiohttp.ClientSession)


@dataclass(frozen=True)
class Origin:
    """Where things are: `routes` are (path prefix, function), the longest first."""

    addresses: Addresses
    routes: tuple[tuple[str, str], ...]
    site: Path

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Everything that has no route of its own below."""
        path = request.path
        if path.startswith(("/api/", "/webhooks/", "/agent")):
            for prefix, name in self.routes:
                if path == prefix or path.startswith(f"{prefix}/"):
                    return await self._pass_on(request, name)
            return problem(404, "unknown_route", f"No function serves {path}.")
        if path.startswith("/sandbox"):
            return await self._pass_on(request, "sandbox")
        if path.startswith(AUTH_PATHS):
            return await self._pass_on(request, "auth")
        if path.startswith(FIRESTORE_PATH):
            return await self._pass_on(request, "firestore")
        return self._page(request)

    async def openapi(self, _: web.Request) -> web.StreamResponse:
        """The merged description of all functions, a file made by the build."""
        path = self.site / "openapi.json"
        if not path.is_file():
            return problem(404, "not_built", "web/dist/openapi.json is not there yet.")
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    async def config(self, request: web.Request) -> web.Response:
        """What the browser's Firebase SDK needs; both emulators are reached through this origin."""
        url = f"{request.scheme}://{request.host}"
        told = {"project_id": PROJECT, "api_key": "demo-key", "auth_emulator_url": url, "firestore_emulator": True}
        return web.json_response(told, headers=NO_STORE)

    async def health(self, _: web.Request) -> web.Response:
        """Who answers: 200 when all do, else 503."""
        ports = self.addresses.ports()
        names = [name for name in ports if name != "origin"]
        up = await asyncio.gather(*(_all_listen(ports[name]) for name in names))
        components = {name: "ok" if ok else "down" for name, ok in zip(names, up, strict=True)}
        status = "ok" if all(up) else "degraded"
        body = {"status": status, "components": components}
        return web.json_response(body, status=200 if all(up) else 503, headers=NO_STORE)

    async def _pass_on(self, request: web.Request, name: str) -> web.StreamResponse:
        try:
            return await forward(request, request.app[SESSION], self.addresses.port(name))
        except (Unreachable, UnknownFunction):
            answer = problem(503, "unavailable", f"{name} is being started again. Try again in a second.")
            answer.headers["Retry-After"] = "1"
            return answer

    def _page(self, request: web.Request) -> web.StreamResponse:
        """A file of the site, else the page that finds its own way (admin or customer)."""
        if request.method not in ("GET", "HEAD"):
            return problem(405, "method_not_allowed", "Only GET here.")
        path = request.path
        if path == "/admin":
            return web.HTTPMovedPermanently("/admin/")
        admin = path.startswith("/admin/")
        base = (self.site / ("admin" if admin else "customer")).resolve()
        file = (base / path.removeprefix("/admin/" if admin else "/")).resolve()
        if file.is_relative_to(base) and file.is_file():
            hashed = "/assets/" in path
            cache = "public, max-age=31536000, immutable" if hashed else "no-cache"
            return web.FileResponse(file, headers={**PAGE_HEADERS, "Cache-Control": cache})
        # A pay link's token and a run's id hold a dot too: only what ends like a file is one.
        is_file = "/assets/" in path or guess_type(path)[0] is not None
        if is_file or not (base / "index.html").is_file():
            return problem(404, "not_found", f"{path} is not there.")
        return web.FileResponse(base / "index.html", headers={**PAGE_HEADERS, "Cache-Control": "no-cache"})


def build_app(origin: Origin) -> web.Application:
    """The origin as an aiohttp application."""
    app = web.Application(client_max_size=MAX_UPLOAD_BYTES)
    app.cleanup_ctx.append(_with_client)
    for path, handler in _own_routes(origin):
        app.router.add_get(path, handler)
    app.router.add_route("*", "/{path:.*}", origin.handle)
    return app


def build_origin(ports_file: Path, functions: Path = FUNCTIONS, site: Path = ROOT / "web" / "dist") -> Origin:
    """The origin of the functions under `functions`, whose ports stand in `ports_file`."""
    routes = [(route.rstrip("/"), one.name) for one in load_all(functions) for route in one.routes]
    by_length = sorted(routes, key=lambda route: len(route[0]), reverse=True)
    return Origin(Addresses(ports_file), tuple(by_length), site)


def problem(status: int, code: str, detail: str) -> web.Response:
    """An RFC 9457 answer."""
    body = {"type": "about:blank", "status": status, "code": code, "title": code, "detail": detail}
    return web.Response(status=status, text=json.dumps(body), content_type="application/problem+json", headers=NO_STORE)


def _own_routes(origin: Origin) -> list[tuple[str, Callable[[web.Request], Awaitable[web.StreamResponse]]]]:
    return [
        ("/healthz", origin.health),
        ("/config.json", origin.config),
        ("/api/openapi.json", origin.openapi),
    ]


async def _with_client(app: web.Application):  # type: ignore[no-untyped-def]
    app[SESSION] = client()
    yield
    await app[SESSION].close()


async def _all_listen(ports: list[int]) -> bool:
    for port in ports:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 2)
            writer.close()
        except (TimeoutError, OSError):
            return False
    return True


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", action="append", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--ports-file", type=Path, required=True)
    parser.add_argument("--functions", type=Path, default=FUNCTIONS)
    options = parser.parse_args()
    app = build_app(build_origin(options.ports_file, options.functions))
    # Bodies go through as they came: what is compressed is the function's to refuse.
    web.run_app(app, host=options.host, port=options.port, access_log=None, print=None, auto_decompress=False)


if __name__ == "__main__":
    main()
