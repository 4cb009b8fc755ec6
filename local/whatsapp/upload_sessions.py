"""Samples for a template's header, uploaded in two steps: a session, then the bytes, which answer with a handle."""

import secrets

from aiohttp import web

from local.whatsapp.cloud import Cloud
from local.whatsapp.graph_error import invalid, missing, unknown_object


def add_upload_routes(graph: web.Application, cloud: Cloud) -> None:
    """`POST /{version}/{app}/uploads` -> `{id: "upload:..."}`; `POST /{version}/upload:...` -> `{h}`."""

    async def begin(request: web.Request) -> web.Response:
        if not request.match_info["node"].isdigit():
            raise unknown_object(request.match_info["node"])
        for name in ("file_length", "file_type"):
            if not request.query.get(name):
                raise missing(name)
        session = f"upload:{secrets.token_urlsafe(12)}"
        cloud.store.keep_state(session, int(request.query["file_length"]))
        return web.json_response({"id": session})

    async def take(request: web.Request) -> web.Response:
        session = f"upload:{request.match_info['session']}"
        length = cloud.store.state(session)
        if length is None:
            raise unknown_object(session)
        if len(await request.read()) != length or request.headers.get("file_offset") != "0":
            raise invalid("Partial requests (did not match length of file)")
        handle = f"4:{secrets.token_urlsafe(12)}"
        cloud.store.keep_state(f"handle {handle}", True)
        return web.json_response({"h": handle})

    graph.router.add_post("/{version}/{node}/uploads", begin)
    graph.router.add_post("/{version}/upload:{session}", take)
