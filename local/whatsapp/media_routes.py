"""Media of the Graph API: upload, look up, download with the token for five minutes, delete."""

import hashlib
import hmac
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from local.whatsapp.address import origin_of
from local.whatsapp.cloud import Cloud
from local.whatsapp.graph_error import invalid, missing, unknown_object
from local.whatsapp.media_files import largest

URL_LASTS_S = 300
DOWNLOAD = "/sandbox/lookaside/whatsapp_business/attachments/"
TAKEN = (
    "application/pdf",
    "text/plain",
    "application/msword",
    "application/vnd.",
    "image/jpeg",
    "image/png",
    "image/webp",
    "audio/aac",
    "audio/amr",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "video/3gp",
    "video/mp4",
)


def add_media_routes(
    app: web.Application,
    graph: web.Application,
    cloud: Cloud,
    otherwise: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> None:
    def mark(media_id: str, expires: str) -> str:
        text = f"{media_id}.{expires}".encode()
        return hmac.new(cloud.settings.app_secret.encode(), text, hashlib.sha256).hexdigest()[:32]

    async def upload(request: web.Request) -> web.StreamResponse:
        if request.match_info["node"] != cloud.settings.phone_number_id:
            raise unknown_object(request.match_info["node"])
        if not request.content_type.startswith("multipart/"):
            raise missing("file")
        form = await request.post()
        if form.get("messaging_product") != "whatsapp":
            raise missing("messaging_product")
        file = form.get("file")
        if not isinstance(file, web.FileField):
            raise missing("file")
        mime_type = str(form.get("type") or file.content_type).split(";")[0].strip()
        if not mime_type.startswith(TAKEN):
            raise invalid(f"Param file must be a file with one of the following types: {', '.join(TAKEN)}.")
        content = file.file.read()
        if not content or len(content) > largest(mime_type):
            raise invalid("Param file is empty or larger than its type allows.")
        with cloud.store.transaction():
            media_id = cloud.media.keep(content, mime_type, file.filename)
        return web.json_response({"id": media_id})

    async def look_up(request: web.Request) -> web.StreamResponse:
        media_id = request.match_info["node"]
        row = cloud.media.find(media_id)
        if row is None:
            return await otherwise(request)
        expires = str(int(time.time()) + URL_LASTS_S)
        url = f"{origin_of(request)}{DOWNLOAD}?mid={media_id}&ext={expires}&hash={mark(media_id, expires)}"
        return web.json_response(
            {
                "url": url,
                "mime_type": row["mime_type"],
                "sha256": row["sha256"],
                "file_size": row["size"],
                "id": media_id,
                "messaging_product": "whatsapp",
            }
        )

    async def forget(request: web.Request) -> web.StreamResponse:
        if not cloud.media.forget(request.match_info["node"]):
            raise unknown_object(request.match_info["node"])
        return web.json_response({"success": True})

    async def download(request: web.Request) -> web.StreamResponse:
        media_id, expires = request.query.get("mid", ""), request.query.get("ext", "")
        if request.headers.get("Authorization") != f"Bearer {cloud.settings.access_token}":
            raise web.HTTPUnauthorized
        row = cloud.media.find(media_id)
        genuine = hmac.compare_digest(request.query.get("hash", ""), mark(media_id, expires))
        if row is None or not genuine or time.time() > float(expires):
            raise web.HTTPNotFound
        return web.FileResponse(cloud.media.path(row), headers={"Content-Type": row["mime_type"]})

    graph.router.add_post("/{version}/{node}/media", upload)
    graph.router.add_get("/{version}/{node}", look_up)
    graph.router.add_delete("/{version}/{node}", forget)
    app.router.add_get(DOWNLOAD, download)
