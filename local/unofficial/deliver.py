"""Calls our webhook as an unofficial gateway does: a few times at most, and what is lost then stays lost."""

import asyncio
import random

import aiohttp

from local.unofficial.carriers import Carrier, Json, dumped
from local.whatsapp.cloud import Cloud
from local.whatsapp.faults import happens

TIMEOUT = aiohttp.ClientTimeout(total=10)


class Deliveries:
    """What is on its way to us, with the sandbox's faults applied; nothing survives a restart."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._under_way: set[asyncio.Task[None]] = set()

    def waiting(self) -> int:
        return len(self._under_way)

    def plan(self, carrier: Carrier, payload: Json) -> None:
        faults = self._cloud.faults
        if happens(faults.drop):
            return
        for _ in range(2 if happens(faults.duplicate) else 1):
            held_s = faults.delay_ms / 1000 + (random.uniform(0.2, 3.0) if happens(faults.reorder) else 0.0)
            task = asyncio.get_running_loop().create_task(self._deliver(carrier, payload, held_s))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _deliver(self, carrier: Carrier, payload: Json, held_s: float) -> None:
        settings, body = self._cloud.settings, dumped(payload)
        url = f"{settings.webhook_url}/{carrier.name}/{settings.gateway_path_secret}"
        headers = {"Content-Type": "application/json", **carrier.sign(body, settings.gowa_webhook_secret)}
        for wait_s in (held_s, *carrier.tried_again_after_s):
            await asyncio.sleep(wait_s)
            try:
                async with (
                    aiohttp.ClientSession(timeout=TIMEOUT) as client,
                    client.post(url, data=body, headers=headers) as answer,
                ):
                    if answer.status == 200:
                        return
            except (aiohttp.ClientError, TimeoutError, OSError):
                continue
