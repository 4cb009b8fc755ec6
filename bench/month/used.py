"""What was used, counted: by each function for each purpose, and by day, as the free quotas are."""

import math
from collections import Counter
from dataclasses import dataclass, field, fields

from bench.month.prices import COLD_START_S, STEP_S, WAITS


@dataclass
class Used:
    """What the calls of one kind used; floats, since a call may stand for several of its like."""

    calls: float = 0
    reads: float = 0
    writes: float = 0
    queries: float = 0
    """Times Firestore was asked something."""
    commits: float = 0
    tasks: float = 0
    outside: float = 0
    """Calls of WhatsApp and of payment gateways."""
    files_put: float = 0
    files_got: float = 0
    cold: float = 0
    """Calls that found no warm instance."""
    secrets: float = 0
    """Secrets read by those."""
    processor_s: float = 0
    billed_s: float = 0
    """An instance's time, were each call alone in one."""
    gib_s: float = 0
    shared_s: float = 0
    """An instance's time where calls that overlap share one, which takes no less than their processor time."""
    shared_gib_s: float = 0
    bytes_out: float = 0

    def add(self, other: "Used", times: float = 1) -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + times * getattr(other, one.name))

    def finish(self, *, secrets: int, cold_part: float) -> None:
        """Round one call up to what is billed: its processor's time and its waiting, no two calls sharing an instance.

        Of what it stands for, `cold_part` (0 to 1) has to wait for an instance to start, which reads `secrets`.
        """
        waited = (
            self.queries * WAITS.query_s
            + self.commits * WAITS.commit_s
            + self.tasks * WAITS.task_s
            + self.outside * WAITS.outside_s
            + (self.files_put + self.files_got) * WAITS.file_s
        )
        self.cold, self.secrets = cold_part, secrets * cold_part
        self.billed_s = math.ceil((self.processor_s + waited) / STEP_S) * STEP_S + COLD_START_S * cold_part


@dataclass
class Month:
    """All that a month of so many customers used."""

    people: int
    used: dict[str, Used] = field(default_factory=dict)
    """By purpose."""
    reads_a_day: dict[str, float] = field(default_factory=dict)
    writes_a_day: dict[str, float] = field(default_factory=dict)
    messages: Counter[str] = field(default_factory=Counter)
    """By the message's purpose."""
    tasks: Counter[str] = field(default_factory=Counter)
    """By function and queue."""
    attempts: float = 0
    """Tasks delivered, those that came again included."""
    whatsapp_fee: float = 0
    documents: float = 0
    document_bytes: float = 0
    expired: float = 0
    """Documents that delete themselves."""
    file_bytes: float = 0

    @property
    def whole(self) -> Used:
        """The sum of all purposes."""
        return self._sum(set())

    @property
    def own(self) -> Used:
        """The sum of what customers' bills, payments and words take by themselves."""
        return self._sum({"sweep", "accounts proved", "staff looking"})

    def _sum(self, without: set[str]) -> Used:
        summed = Used()
        for purpose, one in self.used.items():
            if purpose not in without:
                summed.add(one)
        return summed


def each_adds(fewer: Month, more: Month, what: str, *, own: bool = False) -> float:
    """How much of `what` (a field of Used) a further customer takes."""
    low, high = (one.own if own else one.whole for one in (fewer, more))
    added: float = (getattr(high, what) - getattr(low, what)) / (more.people - fewer.people)
    return added
