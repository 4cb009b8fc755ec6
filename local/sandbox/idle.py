"""Says when nothing is left to do, so that tests and the clock wait for it and never sleep.

At rest: no task is due, running or to be tried again; no schedule is being called; no message is on its way
or overdue; and whatever else registered itself in PENDING has nothing waiting.
"""

import asyncio
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from google.cloud import firestore

from local.addresses import Addresses
from local.clock import Clock, clock_of_environment
from local.environment import PROJECT

PENDING = web.AppKey("pending", dict[str, Callable[[], int]])
"""Name -> how many are left: a simulator adds its own, `app[PENDING]["webhooks"] = queue.waiting`."""
LOOK_EVERY_S = 0.25
LONGEST_WAIT_S = 600.0
SOON = timedelta(seconds=60)
"""What is to go this soon is not at rest: a message held back is tried again."""
AT_ONCE_S = 2.0
"""So late an answer is begun, that what is said meanwhile is read with it: such a task is as good as due."""
Left = dict[str, int]


class Rest:
    """Looks at everything that may still be at work."""

    def __init__(self, addresses: Addresses, clock: Clock, unknown_wait_s: float) -> None:
        self._addresses = addresses
        self._clock = clock
        self._unknown_wait = timedelta(seconds=unknown_wait_s)
        self._messages = firestore.AsyncClient(project=PROJECT).collection("messages")
        self._pending: dict[str, Callable[[], int]] = {}

    def watch(self, pending: dict[str, Callable[[], int]]) -> None:
        """Count what others of this process have waiting, too."""
        self._pending = pending

    async def left(self) -> Left:
        """What is left to do, by name; empty at rest. The dear questions are asked last."""
        async with aiohttp.ClientSession() as session:
            return await self._at_work(session) or await self._messages_left() or await self._at_work(session)

    async def wait(self, wait_s: float) -> Left:
        """Wait for rest; what is left after `wait_s` seconds, or nothing."""
        end = time.monotonic() + wait_s
        while left := await self.left():
            if time.monotonic() >= end:
                return left
            await asyncio.sleep(LOOK_EVERY_S)
        return {}

    async def _at_work(self, session: aiohttp.ClientSession) -> Left:
        left: Left = {}
        try:
            async with session.get(f"{self._at('tasks-admin')}/queues", params={"project": PROJECT}) as answer:
                for queue, counts in (await answer.json()).items():
                    left[f"tasks_{queue}"] = counts["waiting_due"] + counts["running"] + counts["retrying"]
                    if counts["next_at"] is not None and counts["next_at"] < time.time() + AT_ONCE_S:
                        left[f"tasks_{queue}"] += counts["scheduled_later"]
            async with session.get(f"{self._at('scheduler')}/") as answer:
                left["schedules"] = len((await answer.json())["running"])
        except aiohttp.ClientError:
            left["being_started_again"] = 1
        left |= {name: count() for name, count in self._pending.items()}
        return {name: count for name, count in left.items() if count}

    async def _messages_left(self) -> Left:
        field, real = firestore.FieldFilter, datetime.now(UTC)
        on_their_way = self._messages.where(filter=field("status", "in", ["released", "sending"]))
        overdue = self._messages.where(filter=field("status", "==", "queued")).where(
            filter=field("send_after", "<=", self._clock.now() + SOON)
        )
        unresolved = self._messages.where(filter=field("status", "==", "unknown")).where(
            filter=field("called_at", ">", real - self._unknown_wait)
        )
        names = ("messages_on_their_way", "messages_overdue", "messages_unknown")
        counts = await asyncio.gather(*(count(query) for query in (on_their_way, overdue, unresolved)))
        return {name: found for name, found in zip(names, counts, strict=True) if found}

    def _at(self, name: str) -> str:
        return f"http://127.0.0.1:{self._addresses.port(name)}"


async def count(query: firestore.AsyncQuery) -> int:
    """How many documents match."""
    asked: Any = query.count()
    found = await asked.get()
    return int(found[0][0].value)


def rest_of_environment() -> Rest:
    """What this stack's variables point to."""
    addresses = Addresses(Path(os.environ["LOCAL_DIR"]) / "ports.json")
    return Rest(addresses, clock_of_environment(), float(os.environ["WHATSAPP_UNKNOWN_WAIT_S"]))


REST = web.AppKey("rest", Rest)


def add_rest(app: web.Application) -> None:
    """Let the application know how to look for rest; does nothing the second time."""
    if PENDING in app:
        return
    app[PENDING] = {}

    async def prepare(app: web.Application) -> None:
        app[REST] = rest_of_environment()
        app[REST].watch(app[PENDING])

    app.on_startup.append(prepare)


def add_routes(app: web.Application) -> None:
    """GET /sandbox/idle?wait_s=: `{"idle": true}`, or what is left when the time is up."""
    add_rest(app)

    async def idle(request: web.Request) -> web.Response:
        try:
            wait_s = min(float(request.query.get("wait_s", "0")), LONGEST_WAIT_S)
        except ValueError:
            return web.json_response({"code": "bad_wait", "detail": "wait_s is a number of seconds."}, status=422)
        left = await request.app[REST].wait(wait_s)
        return web.json_response({"idle": not left, **({"left": left} if left else {})})

    app.router.add_get("/sandbox/idle", idle)
