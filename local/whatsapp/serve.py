"""Puts the WhatsApp simulator into a web application: its routes, and its work in the background."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web

from local.unofficial.gateway_routes import add_unofficial
from local.whatsapp.cloud import Cloud
from local.whatsapp.download_links import download_links
from local.whatsapp.graph_routes import add_graph_routes
from local.whatsapp.phone_routes import add_fault_routes, add_phone_routes
from local.whatsapp.send_webhooks import send_webhooks
from local.whatsapp.settings import Settings


def add_whatsapp(app: web.Application, settings: Settings) -> Cloud:
    cloud = Cloud(settings)

    async def work(_: web.Application) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(send_webhooks(cloud)), asyncio.create_task(download_links(cloud))]
        yield
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
        cloud.store.close()

    add_phone_routes(app, cloud)
    add_fault_routes(app, cloud)
    add_graph_routes(app, cloud)
    add_unofficial(app, cloud)
    app.cleanup_ctx.append(work)
    return cloud
