"""Sends the queued webhooks to the business, lane by lane, until it answers 200."""

import asyncio
import contextlib
import json
import random
import sys

import aiohttp

from local.whatsapp.cloud import Cloud
from local.whatsapp.faults import happens
from local.whatsapp.sign_webhook import body_of, signature_of
from local.whatsapp.webhook_queue import LANES, Webhook

MOST_PER_POST = 20
MOST_PER_BATCH = 60
TIMEOUT = aiohttp.ClientTimeout(total=20)


async def send_webhooks(cloud: Cloud) -> None:
    """Runs until cancelled. What is on its way when the process dies is sent again by the next one."""
    bells = [asyncio.Event() for _ in range(LANES)]
    cloud.webhooks.wake = lambda lane: bells[lane].set()
    async with aiohttp.ClientSession(timeout=TIMEOUT) as client, asyncio.TaskGroup() as lanes:
        for lane, bell in enumerate(bells):
            lanes.create_task(_send_lane(cloud, client, lane, bell))


async def _send_lane(cloud: Cloud, client: aiohttp.ClientSession, lane: int, bell: asyncio.Event) -> None:
    while True:
        wait = cloud.webhooks.next_due_in(lane)
        if wait is None or wait > 0:
            bell.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), wait)
            continue
        scattered = happens(cloud.faults.batch)
        if scattered:
            await asyncio.sleep(random.uniform(0.1, 0.4))
        # What piled up while the last POST was under way goes together, as Meta does under load.
        webhooks = cloud.webhooks.take(lane, MOST_PER_BATCH if scattered else MOST_PER_POST)
        if webhooks:
            await _post(cloud, client, webhooks, scattered)


async def _post(cloud: Cloud, client: aiohttp.ClientSession, webhooks: list[Webhook], scattered: bool) -> None:
    body = body_of(webhooks, cloud.settings, scattered=scattered)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "facebookexternalua",
        "X-Hub-Signature-256": signature_of(body, cloud.settings.app_secret),
    }
    try:
        async with client.post(cloud.settings.webhook_url, data=body, headers=headers) as answer:
            await answer.read()
            outcome = str(answer.status)
    except (aiohttp.ClientError, TimeoutError, OSError) as problem:
        outcome = type(problem).__name__
    if outcome == "200":
        cloud.webhooks.done(webhooks)
        return
    cloud.webhooks.again(webhooks)
    print(
        json.dumps({"event": "webhook_refused", "outcome": outcome, "elements": len(webhooks)}),
        file=sys.stderr,
        flush=True,
    )
