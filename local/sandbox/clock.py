"""Moves the sandbox's clock day by day: a day's schedules run, and it comes to rest before the next."""

import asyncio
import json
import os
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from google.cloud import firestore

from local.addresses import Addresses
from local.clock import ZONE, Clock, clock_of_environment, midnight
from local.environment import PROJECT
from local.manifests import FUNCTIONS
from local.sandbox.idle import REST, Left, Rest, add_rest, count
from local.schedules import Schedule, load_schedules

FARTHEST_DAYS = 3_660
REST_WAIT_S = 600.0
SWEPT_AFTER = timedelta(minutes=2, seconds=1)
"""The sweep takes a message this long past its time; the task made for that time lives on the real clock."""
UNLIMITED = aiohttp.ClientTimeout(total=None)


class NotAtRest(Exception):
    """Work that does not end: the clock stands still where it is."""

    def __init__(self, left: Left) -> None:
        super().__init__(str(left))
        self.left = left


@dataclass
class PassedDay:
    """What happened on one day: invoices issued and messages sent."""

    on: str
    created: int
    sent: int


class Mover:
    """One move at a time."""

    def __init__(self, clock: Clock, rest: Rest, schedules: list[Schedule], addresses: Addresses) -> None:
        self.clock = clock
        self.lock = asyncio.Lock()
        self._rest = rest
        self._daily = [one for one in schedules if one.is_daily]
        self._addresses = addresses
        self._db = firestore.AsyncClient(project=PROJECT)

    def target(self, day: date) -> datetime:
        """This time of day on `day`, or later if a schedule of that day comes later: it is to run."""
        now = self.clock.now().astimezone(ZONE)
        moment = datetime.combine(day, now.timetz())
        for schedule in self._daily:
            due = schedule.next_after(midnight(day) - timedelta(seconds=1))
            if due < midnight(day + timedelta(days=1)):
                moment = max(moment, due)
        return moment

    async def move(self, target: datetime) -> list[PassedDay]:
        """Move on to `target`, stopping wherever something is due. Raises NotAtRest."""
        began = self.clock.today()
        while self.clock.now() < target:
            self.clock.move_to(await self._next_stop(target))
            await self._catch_up()
            left = await self._rest.wait(REST_WAIT_S)
            if left:
                raise NotAtRest(left)
        length = (self.clock.today() - began).days
        return [await self._passed(began + timedelta(days=number + 1)) for number in range(length)]

    async def _next_stop(self, target: datetime) -> datetime:
        now = self.clock.now()
        stops = [target, midnight(self.clock.today() + timedelta(days=1))]
        stops += [schedule.next_after(now) for schedule in self._daily]
        waiting = (
            self._db.collection("messages")
            .where(filter=firestore.FieldFilter("status", "==", "queued"))
            .where(filter=firestore.FieldFilter("send_after", ">", now))
            .order_by("send_after")
            .limit(1)
        )
        stops += [document.get("send_after") + SWEPT_AFTER async for document in waiting.stream()]
        steps = self._db.collection("invoices").where(filter=firestore.FieldFilter("next_dunning_at", ">", now))
        first = steps.order_by("next_dunning_at").limit(1)
        stops += [document.get("next_dunning_at") async for document in first.stream()]
        return min(stops)

    async def _catch_up(self) -> None:
        url = f"http://127.0.0.1:{self._addresses.port('scheduler')}/catch-up"
        async with aiohttp.ClientSession(timeout=UNLIMITED) as session, session.post(url) as answer:
            await answer.read()

    async def _passed(self, day: date) -> PassedDay:
        def on(collection: str, field: str) -> Any:
            matches = firestore.FieldFilter(field, "==", day.isoformat())
            return self._db.collection(collection).where(filter=matches)

        created = await count(on("invoices", "issued_on"))
        return PassedDay(day.isoformat(), created, await count(on("messages", "sent_on")))


MOVER = web.AppKey("mover", Mover)


def add_routes(app: web.Application) -> None:
    """GET and POST /sandbox/clock."""
    add_rest(app)

    async def prepare(app: web.Application) -> None:
        schedules = load_schedules(Path(os.environ.get("FUNCTIONS_DIR") or FUNCTIONS))
        addresses = Addresses(Path(os.environ["LOCAL_DIR"]) / "ports.json")
        app[MOVER] = Mover(clock_of_environment(), app[REST], schedules, addresses)

    app.on_startup.append(prepare)
    app.router.add_get("/sandbox/clock", _tell)
    app.router.add_post("/sandbox/clock", _move)


async def _tell(request: web.Request) -> web.Response:
    return web.json_response(_described(request.app[MOVER].clock))


async def _move(request: web.Request) -> web.Response:
    mover = request.app[MOVER]
    try:
        body = json.loads(await request.text())
        if not isinstance(body, dict) or len(body) != 1:
            raise ValueError
        async with mover.lock:
            days = await mover.move(_wanted(mover, body))
    except (ValueError, OverflowError):
        return _problem(422, "bad_move", 'One of {"today": "YYYY-MM-DD"}, {"advance_days": n}, {"advance_minutes": n}.')
    except GoingBack:
        return _problem(409, "clock_backwards", "The clock only goes forward.")
    except NotAtRest as error:
        return _problem(503, "not_at_rest", "Something does not come to rest.", left=error.left)
    return web.json_response(_described(mover.clock) | {"days": [asdict(day) for day in days]})


class GoingBack(Exception):
    """A moment that is past."""


def _wanted(mover: Mover, body: dict[str, Any]) -> datetime:
    """The moment a body asks for. Raises ValueError, GoingBack."""
    today = mover.clock.today()
    name, value = next(iter(body.items()))
    if name == "today" and isinstance(value, str):
        day = date.fromisoformat(value)
        if day < today:
            raise GoingBack
        if day > today + timedelta(days=FARTHEST_DAYS):
            raise ValueError
        return mover.clock.now() if day == today else mover.target(day)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError
    if value < 0:
        raise GoingBack
    if name == "advance_days" and value <= FARTHEST_DAYS:
        return mover.target(today + timedelta(days=value)) if value else mover.clock.now()
    if name == "advance_minutes" and value <= FARTHEST_DAYS * 1440:
        return mover.clock.now() + timedelta(minutes=value)
    raise ValueError


def _described(clock: Clock) -> dict[str, Any]:
    return {
        "today": clock.today().isoformat(),
        "now": clock.now().isoformat().replace("+00:00", "Z"),
        "offset_s": round(clock.offset_s),
    }


def _problem(status: int, code: str, detail: str, **more: Any) -> web.Response:
    body = {"type": "about:blank", "status": status, "code": code, "title": code, "detail": detail, **more}
    return web.json_response(body, status=status, content_type="application/problem+json")
