"""Passes a request on to another server of this machine, streaming both ways."""

import asyncio

import aiohttp
from aiohttp import web
from yarl import URL

# Headers of one connection, not of the message (RFC 9110 section 7.6.1).
HOP_BY_HOP = frozenset(
    ("connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade")
)
CONNECT_FOR_S = 4.0
PAUSE_S = 0.1
CHUNK = 64 * 1024


class Unreachable(Exception):
    """Nobody listens there, or the connection broke before an answer."""


def client() -> aiohttp.ClientSession:
    """A client whose connections are for once: the Firestore emulator hangs up after an answer and does not say so."""
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=5)
    return aiohttp.ClientSession(connector=connector, timeout=timeout, auto_decompress=False)


async def forward(request: web.Request, session: aiohttp.ClientSession, port: int) -> web.StreamResponse:
    """The answer of the server on `port` to `request`. Raises Unreachable while nothing was answered yet."""
    body = request.content if request.can_read_body else None
    upstream = await _send(request, session, f"http://127.0.0.1:{port}{request.raw_path}", body)
    try:
        # Not a byte goes out before the body has begun: a function killed right after its headers is a 503.
        first = await _begin(upstream)
        answer = web.StreamResponse(status=upstream.status, reason=upstream.reason)
        for name, value in upstream.headers.items():
            if name.lower() not in HOP_BY_HOP:
                answer.headers.add(name, value)
        await answer.prepare(request)
        if first:
            await answer.write(first)
        async for chunk in upstream.content.iter_any():
            await answer.write(chunk)
        await answer.write_eof()
        return answer
    finally:
        upstream.release()


async def _begin(upstream: aiohttp.ClientResponse) -> bytes:
    try:
        return await upstream.content.readany()
    except aiohttp.ClientError as error:
        raise Unreachable from error


async def _send(
    request: web.Request, session: aiohttp.ClientSession, url: str, body: aiohttp.StreamReader | None
) -> aiohttp.ClientResponse:
    headers = _headers(request)
    end = asyncio.get_running_loop().time() + CONNECT_FOR_S
    while True:
        try:
            return await session.request(
                request.method, URL(url, encoded=True), headers=headers, data=body,
                allow_redirects=False,
            )  # fmt: skip
        except aiohttp.ClientConnectorError as error:
            # Refused: nothing was sent, so any method may be tried again.
            if asyncio.get_running_loop().time() > end:
                raise Unreachable from error
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
            if request.method not in ("GET", "HEAD") or asyncio.get_running_loop().time() > end:
                raise Unreachable from error
        await asyncio.sleep(PAUSE_S)


def _headers(request: web.Request) -> list[tuple[str, str]]:
    headers = [(name, value) for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP]
    headers = [(name, value) for name, value in headers if not name.lower().startswith("x-forwarded-")]
    known = request.headers.get("X-Forwarded-For")
    sender = request.remote or "127.0.0.1"
    headers.append(("X-Forwarded-For", f"{known}, {sender}" if known else sender))
    headers.append(("X-Forwarded-Host", request.host))
    headers.append(("X-Forwarded-Proto", request.scheme))
    return headers
