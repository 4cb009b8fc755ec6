"""Cloud Scheduler on one machine: calls the schedule functions when they are due.

GET / says what runs and what comes next. POST /catch-up calls at once what the clock has just passed, and the
frequent ones too; it answers when all of them have.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from local.addresses import Addresses, UnknownFunction
from local.clock import Clock, clock_of_environment
from local.manifests import FUNCTIONS
from local.schedules import Schedule, load_schedules
from local.tasks.faults import TASK_FAULTS, FaultsFile, happens

LOOK_EVERY_S = 0.5
ATTEMPTS = 3
PAUSE_S = 1.0


class Scheduler:
    """Remembers on disk when each schedule was last called, so that a missed day is made up for once."""

    def __init__(
        self, schedules: list[Schedule], clock: Clock, addresses: Addresses, memory: Path, secret: str
    ) -> None:
        self.schedules = schedules
        self.running: list[str] = []
        self._clock = clock
        self._addresses = addresses
        self._memory = memory
        self._secret = secret
        self._faults = FaultsFile(memory.with_name(TASK_FAULTS))
        self._lock = asyncio.Lock()
        self._called: dict[str, datetime] = {}
        kept = json.loads(memory.read_text()) if memory.exists() else {}
        for one in schedules:
            known = kept.get(one.name) if one.is_daily else None
            self._called[one.name] = datetime.fromisoformat(known) if known else self._now(one)
        self._remember()

    def next_at(self, schedule: Schedule) -> datetime:
        """When it will be called, on the clock it lives by."""
        return schedule.next_after(self._called[schedule.name])

    async def call_due(self) -> None:
        """Call what is due, side by side, and wait for the answers."""
        async with self._lock:
            due = [one for one in self.schedules if self.next_at(one) <= self._now(one)]
            await asyncio.gather(*(self._call(one) for one in due))

    async def catch_up(self) -> list[str]:
        """Call the daily ones that are due, then every frequent one; the names called."""
        async with self._lock:
            due = [one for one in self.schedules if one.is_daily and self.next_at(one) <= self._now(one)]
            for one in sorted(due, key=self.next_at):
                await self._call(one)
            frequent = [one for one in self.schedules if not one.is_daily]
            await asyncio.gather(*(self._call(one) for one in frequent))
            return [one.name for one in (*due, *frequent)]

    async def _call(self, schedule: Schedule) -> None:
        due_at = self.next_at(schedule)
        self._called[schedule.name] = self._now(schedule)
        self._remember()
        if schedule.is_daily and happens(self._faults.now().schedules_missed):
            print(json.dumps({"event": "schedule_missed", "function": schedule.name}), flush=True)
            return
        self.running.append(schedule.name)
        try:
            status = await self._post(schedule, due_at)
        finally:
            self.running.remove(schedule.name)
        print(json.dumps({"event": "schedule_called", "function": schedule.name, "status": status}), flush=True)

    async def _post(self, schedule: Schedule, due_at: datetime) -> int:
        headers = {
            "Authorization": f"Bearer {self._secret}",
            "User-Agent": "Google-Cloud-Scheduler",
            "X-CloudScheduler": "true",
            "X-CloudScheduler-JobName": schedule.name.replace("_", "-"),
            "X-CloudScheduler-ScheduleTime": due_at.isoformat(),
        }
        status = 0
        for attempt in range(ATTEMPTS):
            try:
                url = f"http://127.0.0.1:{self._addresses.port(schedule.name)}/"
                timeout = aiohttp.ClientTimeout(total=schedule.timeout_s)
                async with (
                    aiohttp.ClientSession(timeout=timeout) as session,
                    session.post(url, json={}, headers=headers) as answer,
                ):
                    status = answer.status
            except (TimeoutError, aiohttp.ClientError, UnknownFunction, OSError):
                status = 0
            if 200 <= status < 300:
                break
            await asyncio.sleep(PAUSE_S * (attempt + 1))
        return status

    def _now(self, schedule: Schedule) -> datetime:
        return self._clock.now() if schedule.is_daily else datetime.now(UTC)

    def _remember(self) -> None:
        half = self._memory.with_suffix(".half")
        half.write_text(json.dumps({name: moment.isoformat() for name, moment in self._called.items()}))
        half.replace(self._memory)


def build_app(scheduler: Scheduler) -> web.Application:
    """The scheduler's own endpoint; its work goes on in the background."""

    async def status(_: web.Request) -> web.Response:
        coming = {one.name: scheduler.next_at(one).isoformat() for one in scheduler.schedules}
        return web.json_response({"running": scheduler.running, "next_at": coming})

    async def catch_up(_: web.Request) -> web.Response:
        return web.json_response({"called": await scheduler.catch_up()})

    async def work(_: web.Application) -> AsyncIterator[None]:
        async def look() -> None:
            while True:
                await scheduler.call_due()
                await asyncio.sleep(LOOK_EVERY_S)

        looking = asyncio.create_task(look())
        yield
        looking.cancel()

    app = web.Application()
    app.router.add_get("/", status)
    app.router.add_post("/catch-up", catch_up)
    app.cleanup_ctx.append(work)
    return app


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--ports-file", type=Path, required=True)
    parser.add_argument("--functions", type=Path, default=FUNCTIONS)
    options = parser.parse_args()
    memory = Path(os.environ["LOCAL_DIR"]) / "schedules.json"

    async def start() -> web.Application:
        schedules = load_schedules(options.functions)
        addresses = Addresses(options.ports_file)
        secret = os.environ["INVOKER_SECRET"]
        return build_app(Scheduler(schedules, clock_of_environment(), addresses, memory, secret))

    web.run_app(start(), host="127.0.0.1", port=options.port, access_log=None, print=None)
    sys.exit(0)


if __name__ == "__main__":
    main()
