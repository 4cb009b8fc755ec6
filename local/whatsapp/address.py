"""Under which address the one who asks sees this process, which sits behind the origin."""

from aiohttp import web


def origin_of(request: web.Request) -> str:
    """`http://localhost:8080`, from what the origin says or the Host the client wrote."""
    host = request.headers.get("X-Forwarded-Host") or request.host
    scheme = request.headers.get("X-Forwarded-Proto") or request.scheme
    return f"{scheme}://{host}"
