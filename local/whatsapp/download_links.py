"""Follows the links of accepted messages as Meta does: the file arrives with the message, or 131053."""

import asyncio
import json
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import aiohttp

from local.whatsapp.cloud import Cloud
from local.whatsapp.media_files import largest
from local.whatsapp.receipts import arrive, fail

AT_ONCE = 8
TRIES = 2
TIMEOUT = aiohttp.ClientTimeout(total=20)


async def download_links(cloud: Cloud) -> None:
    """Runs until cancelled; what a killed process had not finished is taken up again."""
    for row in cloud.store.all("SELECT message_id, link FROM downloads"):
        cloud.downloads.put_nowait((row["message_id"], row["link"]))
    async with aiohttp.ClientSession(timeout=TIMEOUT) as client, asyncio.TaskGroup() as tasks:
        for _ in range(AT_ONCE):
            tasks.create_task(_work(cloud, client))


async def _work(cloud: Cloud, client: aiohttp.ClientSession) -> None:
    while True:
        message_id, link = await cloud.downloads.get()
        await _download(cloud, client, message_id, link)


async def _download(cloud: Cloud, client: aiohttp.ClientSession, message_id: str, link: str) -> None:
    fetched = None
    for attempt in range(TRIES):
        try:
            fetched = await _fetch(client, link)
            break
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            await asyncio.sleep(1.0 if attempt + 1 < TRIES else 0.0)
    with cloud.store.transaction():
        cloud.store.run("DELETE FROM downloads WHERE message_id = ?", message_id)
        message = cloud.store.one("SELECT * FROM messages WHERE id = ?", message_id)
        if message is None:
            return
        if fetched is None:
            fail(cloud, message, 131053)
            return
        content, mime_type = fetched
        view = json.loads(message["view"])
        filename = view["media"].get("filename") or PurePosixPath(unquote(urlsplit(link).path)).name
        view["media"] |= {
            "media_id": cloud.media.keep(content, mime_type, filename),
            "filename": filename,
        }
        cloud.store.run("UPDATE messages SET view = ? WHERE id = ?", json.dumps(view), message_id)
        arrive(cloud, message)


async def _fetch(client: aiohttp.ClientSession, link: str) -> tuple[bytes, str]:
    """ValueError for an answer that is no file Meta would take."""
    async with client.get(link) as answer:
        if answer.status != 200:
            raise ValueError(answer.status)
        content = await answer.content.read()
        if not content or len(content) > largest(answer.content_type):
            raise ValueError("empty or too large")
        return content, answer.content_type
