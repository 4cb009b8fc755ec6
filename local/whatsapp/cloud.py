"""The simulated Meta: its parts, put together once per process."""

import asyncio
import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from local.clock import Clock
from local.tasks.faults import TASK_FAULTS, FaultsFile, TaskFaults
from local.whatsapp.faults import Faults
from local.whatsapp.media_files import MediaFiles
from local.whatsapp.pair_rate import PairRate
from local.whatsapp.settings import Settings
from local.whatsapp.store import Store
from local.whatsapp.templates import Templates
from local.whatsapp.typing import Typing
from local.whatsapp.webhook_queue import WebhookQueue

if TYPE_CHECKING:
    from local.unofficial.desk import Desk

HAPPENINGS_KEPT = 5000


class Cloud:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = Clock(settings.clock_offset_file)
        self.store = Store(settings.directory)
        self.media = MediaFiles(self.store, settings.directory / "whatsapp-media")
        self.templates = Templates(self.store, settings.public_url)
        self._task_faults = FaultsFile(settings.directory / TASK_FAULTS)
        self.change_faults(_kept_faults(self.store))
        self.pair_rate = PairRate()
        self.typing = Typing(self.store.touch)
        self.downloads: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        self.webhooks = WebhookQueue(self.store, lambda: self.faults)
        self.unofficial: Desk | None = None
        """The number that GOWA or Fonnte serves."""

    def now(self) -> float:
        """Seconds since 1970, as the sandbox's clock has it."""
        return self.clock.now().timestamp()

    def change_faults(self, faults: Faults) -> None:
        self.faults = faults
        self.store.keep_state("faults", faults.named())
        self._task_faults.write(TaskFaults.model_validate(faults.model_dump(include=set(TaskFaults.model_fields))))

    @property
    def subscribed(self) -> bool:
        """Without a subscription of the app Meta sends no events at all."""
        return bool(self.store.state("subscribed", default=True))

    def note(self, kind: str, text: str, phone: str | None = None) -> None:
        """Adds a line to what the sandbox page shows as having happened. Call inside a transaction."""
        seq = self.store.run(
            "INSERT INTO happenings (at, phone, kind, text) VALUES (?, ?, ?, ?)",
            self.now(),
            phone,
            kind,
            text[:120],
        )
        if seq % 500 == 0:
            self.store.run("DELETE FROM happenings WHERE seq < ?", seq - HAPPENINGS_KEPT)


def _kept_faults(store: Store) -> Faults:
    try:
        return Faults.model_validate(store.state("faults", default={}))
    except (ValidationError, json.JSONDecodeError):
        return Faults()
