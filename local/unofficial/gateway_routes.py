"""GOWA's and Fonnte's APIs as our clients see them, and the switch that says who serves our number."""

import asyncio
import base64
import hmac
import json
from typing import Any

from aiohttp import web

from local.unofficial.carriers import CARRIERS, PERSON
from local.unofficial.desk import NO_WHATSAPP, Desk
from local.whatsapp.cloud import Cloud
from local.whatsapp.faults import happens
from local.whatsapp.identity import owner_digits
from local.whatsapp.view import Media, View

GOWA, FONNTE = "/sandbox/gowa", "/sandbox/fonnte"


def add_unofficial(app: web.Application, cloud: Cloud) -> Desk:
    desk = Desk(cloud)
    gowa, fonnte = CARRIERS["gowa"], CARRIERS["fonnte"]

    async def choose(request: web.Request) -> web.Response:
        if request.method == "PUT":
            name = str((await request.json()).get("provider") or "")
            if name not in ("whatsapp_cloud", *CARRIERS):
                raise web.HTTPUnprocessableEntity(text="provider: whatsapp_cloud, gowa atau fonnte.")
            desk.choose(name)
        chosen = desk.chosen()
        return web.json_response({"provider": chosen.name if chosen else "whatsapp_cloud"})

    async def gowa_send(request: web.Request) -> web.StreamResponse:
        if refusal := _gowa_refusal(cloud, request):
            return refusal
        await _slow(cloud)
        if happens(cloud.faults.http_500):
            return _gowa_error(500, "INTERNAL_SERVER_ERROR", "failed to send")
        form = await _form(request)
        digits = str(form.get("phone") or "").removesuffix(PERSON)
        if not digits.isdigit():
            return _gowa_error(400, "INVALID_JID", "your JID is invalid")
        if digits.startswith(NO_WHATSAPP):
            return _gowa_error(400, "400", f"Phone {digits} is not on whatsapp")
        view = _gowa_view(cloud, request.match_info["kind"], form)
        if view is None:
            return _gowa_error(400, "VALIDATION_ERROR", "message: cannot be blank.")
        message_id = desk.send(gowa, digits, view)
        if happens(cloud.faults.accept_then_timeout):
            await asyncio.sleep(cloud.faults.hang_up_ms / 1000)
            return _broken_off(request)
        results = {"message_id": message_id, "status": f"Message sent to {digits}"}
        return web.json_response({"code": "SUCCESS", "message": "Success", "results": results})

    async def gowa_seen(request: web.Request) -> web.StreamResponse:
        if refusal := _gowa_refusal(cloud, request):
            return refusal
        message_id = request.match_info.get("id", "")
        with cloud.store.transaction():
            cloud.store.run("UPDATE messages SET status = 'read' WHERE id = ? AND direction = 'in'", message_id)
        return web.json_response({"code": "SUCCESS", "results": {"message_id": message_id}})

    async def gowa_typing(request: web.Request) -> web.StreamResponse:
        if refusal := _gowa_refusal(cloud, request):
            return refusal
        body = await request.json()
        if body.get("action") == "start":
            cloud.typing.start(str(body.get("phone") or "").removesuffix(PERSON))
        return web.json_response({"code": "SUCCESS", "results": {}})

    async def gowa_download(request: web.Request) -> web.StreamResponse:
        if refusal := _gowa_refusal(cloud, request):
            return refusal
        row = cloud.store.one("SELECT view FROM messages WHERE id = ?", request.match_info["id"])
        media_id = _media_of(row["view"]) if row else ""
        if not media_id:
            return _gowa_error(404, "NOT_FOUND", "media not found")
        return web.json_response({"code": "SUCCESS", "results": {"file_path": f"statics/media/{media_id}"}})

    async def file(request: web.Request) -> web.StreamResponse:
        row = cloud.media.find(request.match_info["name"].partition(".")[0])
        if row is None:
            raise web.HTTPNotFound
        return web.FileResponse(cloud.media.path(row), headers={"Content-Type": row["mime_type"]})

    async def fonnte_send(request: web.Request) -> web.StreamResponse:
        """200 to everything: what is wrong stands in `reason`."""
        await _slow(cloud)
        token = request.headers.get("Authorization", "")
        if not hmac.compare_digest(token.encode(), cloud.settings.fonnte_token.encode()) or not token:
            return _fonnte_refusal("token invalid")
        if happens(cloud.faults.token_expired):
            return _fonnte_refusal("request invalid on disconnected device")
        if happens(cloud.faults.http_500):
            return _fonnte_refusal("internal error, try again")
        form = await _form(request)
        digits = owner_digits(str(form.get("target") or "")) or ""
        if not digits or digits.startswith(NO_WHATSAPP):
            return _fonnte_refusal("target invalid")
        if not form.get("message") and not form.get("url"):
            return _fonnte_refusal("input invalid")
        message_id = desk.send(fonnte, digits, _fonnte_view(form))
        if happens(cloud.faults.accept_then_timeout):
            await asyncio.sleep(cloud.faults.hang_up_ms / 1000)
            return _broken_off(request)
        told = {"detail": "success! message in queue", "id": [message_id], "process": "pending", "target": [digits]}
        return web.json_response({**told, "status": True})

    app.router.add_route("*", "/sandbox/provider", choose)
    app.router.add_post(f"{GOWA}/send/{{kind:message|file|image}}", gowa_send)
    app.router.add_post(f"{GOWA}/send/chat-presence", gowa_typing)
    app.router.add_post(f"{GOWA}/message/{{id}}/read", gowa_seen)
    app.router.add_get(f"{GOWA}/message/{{id}}/download", gowa_download)
    app.router.add_get(f"{GOWA}/statics/media/{{name}}", file)
    app.router.add_get(f"{FONNTE}/files/{{name}}", file)
    app.router.add_post(f"{FONNTE}/send", fonnte_send)
    return desk


async def _slow(cloud: Cloud) -> None:
    if cloud.faults.latency_ms:
        await asyncio.sleep(cloud.faults.latency_ms / 1000)


async def _form(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        body = await request.json()
        return body if isinstance(body, dict) else {}
    return dict(await request.post())


def _gowa_refusal(cloud: Cloud, request: web.Request) -> web.Response | None:
    given = request.headers.get("Authorization", "").removeprefix("Basic ")
    ours = base64.b64encode(cloud.settings.gowa_login.encode())
    if not hmac.compare_digest(given.encode(), ours) or happens(cloud.faults.token_expired):
        return _gowa_error(401, "UNAUTHORIZED", "Unauthorized")
    return None


def _gowa_error(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"code": code, "message": message, "results": None}, status=status)


def _gowa_view(cloud: Cloud, kind: str, form: dict[str, Any]) -> View | None:
    if kind == "message":
        text = str(form.get("message") or "")
        return View(type="text", text=text) if text.strip() else None
    caption, upload = str(form.get("caption") or ""), form.get("file") or form.get("image")
    if isinstance(upload, web.FileField):
        with cloud.store.transaction():
            media_id = cloud.media.keep(upload.file.read(), upload.content_type, upload.filename)
        name = "document" if kind == "file" else "image"
        return View(type=name, text=caption, media=Media(name, media_id=media_id, filename=upload.filename))
    if form.get("image_url"):
        return View(type="image", text=caption, media=Media("image", link=str(form["image_url"])))
    return None


def _fonnte_view(form: dict[str, Any]) -> View:
    text, url = str(form.get("message") or ""), str(form.get("url") or "")
    if not url:
        return View(type="text", text=text)
    filename = str(form.get("filename") or "") or None
    kind = "document" if filename else "image"
    return View(type=kind, text=text, media=Media(kind, link=url, filename=filename))


def _fonnte_refusal(reason: str) -> web.Response:
    return web.json_response({"status": False, "reason": reason})


def _media_of(view: str) -> str:
    media = json.loads(view).get("media") or {}
    return str(media.get("media_id") or "")


def _broken_off(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.close()
    return web.Response()
