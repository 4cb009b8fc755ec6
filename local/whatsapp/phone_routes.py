"""The phones' side of the simulator, for the sandbox page and for tests: /sandbox/whatsapp/."""

import asyncio
import base64
import json
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from local.whatsapp.address import origin_of
from local.whatsapp.cloud import Cloud
from local.whatsapp.faults import Faults
from local.whatsapp.identity import bsuid_of, owner_digits
from local.whatsapp.phone_act import CannotDo, act
from local.whatsapp.phone_view import chat, moment, phones, received
from local.whatsapp.receipts import read_all

WHATSAPP = "/sandbox/whatsapp"


def add_phone_routes(app: web.Application, cloud: Cloud) -> None:
    async def messages(request: web.Request) -> web.Response:
        phone = _phone(request)
        if request.query.get("read") == "1":
            read_all(cloud, phone)
        return web.json_response(
            {"items": received(cloud, phone, origin_of(request)), "typing": cloud.typing.at(phone)}
        )

    async def conversation(request: web.Request) -> web.Response:
        phone = _phone(request)
        if request.query.get("read") == "1":
            read_all(cloud, phone)
        row = cloud.store.one("SELECT name FROM phones WHERE phone = ?", phone)
        return web.json_response(
            {
                "phone": f"+{phone}",
                "name": row["name"] if row else None,
                "typing": cloud.typing.at(phone),
                "items": chat(cloud, phone, origin_of(request)),
            }
        )

    async def send(request: web.Request) -> web.Response:
        phone = _phone(request)
        body = await _sent(request)
        try:
            return web.json_response(act(cloud, phone, body), status=201)
        except CannotDo as reason:
            return _problem(422, str(reason))

    async def list_phones(request: web.Request) -> web.Response:
        limit = min(max(int(request.query.get("limit", "50")), 1), 200)
        cursor = request.query.get("cursor")
        page = phones(cloud, request.query.get("q", ""), limit, float(cursor) if cursor else None)
        last = page[-1]["cursor"] if len(page) == limit else None
        total = cloud.store.one("SELECT count(*) AS n FROM phones")
        return web.json_response(
            {"items": page, "next_cursor": str(last) if last else None, "total": total["n"] if total else 0}
        )

    async def name_phone(request: web.Request) -> web.Response:
        phone, body = _phone(request), await _sent(request)
        with cloud.store.transaction():
            cloud.store.run(
                "INSERT INTO phones (phone, name, bsuid) VALUES (?, ?, ?) "
                "ON CONFLICT (phone) DO UPDATE SET name = excluded.name",
                phone,
                body.get("name"),
                bsuid_of(phone),
            )
        return web.json_response({"phone": f"+{phone}", "name": body.get("name")})

    async def file(request: web.Request) -> web.StreamResponse:
        row = cloud.media.find(request.match_info["media_id"])
        if row is None:
            return _problem(404, "Berkas ini tidak ada.")
        filename = str(row["filename"] or "berkas").replace('"', "").encode("ascii", "replace").decode()
        headers = {
            "Content-Type": row["mime_type"],
            "Content-Disposition": f'inline; filename="{filename}"',
        }
        return web.FileResponse(cloud.media.path(row), headers=headers)

    async def happenings(request: web.Request) -> web.Response:
        phone = request.query.get("phone")
        rows = cloud.store.all(
            "SELECT h.*, p.name FROM happenings h LEFT JOIN phones p USING (phone) "
            "WHERE ? IS NULL OR h.phone = ? ORDER BY h.seq DESC LIMIT 60",
            phone,
            owner_digits(phone) if phone else None,
        )
        items = [
            {
                "id": row["seq"],
                "at": moment(row["at"]),
                "phone": f"+{row['phone']}" if row["phone"] else None,
                "name": row["name"],
                "kind": row["kind"],
                "text": row["text"],
            }
            for row in rows
        ]
        return web.json_response({"items": items})

    async def changes(request: web.Request) -> web.Response:
        """Answers when something is new since `after`, or after `wait_s`."""
        after = int(request.query.get("after", "-1"))
        until = time.monotonic() + min(float(request.query.get("wait_s", "0")), 25)
        while cloud.store.revision == after and time.monotonic() < until:
            await asyncio.sleep(0.2)
        return web.json_response({"revision": cloud.store.revision, "now": moment(cloud.now())})

    async def tell(request: web.Request) -> web.Response:
        """Any webhook of Meta's, signed and with the faults: `{field, value, phone?}`."""
        body = await _sent(request)
        if not isinstance(body.get("value"), dict):
            return _problem(422, "Kirim {field, value}.")
        with cloud.store.transaction():
            cloud.webhooks.plan(str(body.get("phone") or ""), str(body.get("field") or "messages"), body["value"])
        return web.json_response({}, status=202)

    async def pending(_: web.Request) -> web.Response:
        return web.json_response({name: count() for name, count in pending_work(cloud).items()})

    app.router.add_get(f"{WHATSAPP}/phones", list_phones)
    app.router.add_get(f"{WHATSAPP}/happenings", happenings)
    app.router.add_get(f"{WHATSAPP}/changes", changes)
    app.router.add_get(f"{WHATSAPP}/pending", pending)
    app.router.add_post(f"{WHATSAPP}/webhooks", tell)
    app.router.add_get(f"{WHATSAPP}/media/{{media_id}}", file)
    app.router.add_put(f"{WHATSAPP}/{{phone}}", name_phone)
    app.router.add_get(f"{WHATSAPP}/{{phone}}/messages", messages)
    app.router.add_get(f"{WHATSAPP}/{{phone}}/chat", conversation)
    app.router.add_post(f"{WHATSAPP}/{{phone}}/send", send)


def add_fault_routes(app: web.Application, cloud: Cloud) -> None:
    async def show(_: web.Request) -> web.Response:
        return web.json_response(cloud.faults.named())

    async def change(request: web.Request) -> web.Response:
        body = {} if request.method == "DELETE" else await _sent(request)
        try:
            cloud.change_faults(Faults.model_validate(body))
        except ValidationError as wrong:
            fields = [{"field": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in wrong.errors()]
            return _problem(422, "Saklar tidak dikenal atau di luar 0 sampai 1.", errors=fields)
        return web.json_response(cloud.faults.named())

    app.router.add_get("/sandbox/faults", show)
    app.router.add_put("/sandbox/faults", change)
    app.router.add_delete("/sandbox/faults", change)


def pending_work(cloud: Cloud) -> dict[str, Callable[[], int]]:
    """What still moves by itself: webhooks not answered yet and links not followed yet."""

    def downloads() -> int:
        row = cloud.store.one("SELECT count(*) AS n FROM downloads")
        return int(row["n"]) if row else 0

    def unofficial() -> int:
        return cloud.unofficial.deliveries.waiting() if cloud.unofficial else 0

    return {"webhooks": cloud.webhooks.waiting, "downloads": downloads, "unofficial": unofficial}


def _phone(request: web.Request) -> str:
    digits = owner_digits(request.match_info["phone"])
    if digits is None:
        raise web.HTTPNotFound(text="Nomor HP tidak bisa dibaca.")
    return digits


async def _sent(request: web.Request) -> dict[str, Any]:
    """The body as JSON, or a multipart form whose file becomes base64."""
    if request.content_type.startswith("multipart/"):
        form: dict[str, Any] = {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                data = base64.b64encode(value.file.read()).decode()
                form[name] = {"data": data, "mime_type": value.content_type, "filename": value.filename}
            else:
                form[name] = value
        for name in ("image", "document"):
            if isinstance(form.get(name), dict) and form.get("caption"):
                form[name]["caption"] = form["caption"]
        return form
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise web.HTTPUnprocessableEntity(text="Isi permintaan bukan objek JSON.")
    return body


def _problem(status: int, sentence: str, **more: Any) -> web.Response:
    return web.json_response(
        {"title": sentence, "status": status, **more},
        status=status,
        content_type="application/problem+json",
    )
