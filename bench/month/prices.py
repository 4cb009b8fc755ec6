"""Every price, free allowance and assumption of docs/cost.md, each with where it comes from; settings, all of them."""

from dataclasses import dataclass

RUPIAH = 16_500
"""A dollar; assumed."""

STEP_S = 0.1
"""Cloud Run bills an instance's time rounded up to this: cloud.google.com/run/pricing."""


@dataclass(frozen=True)
class Price:
    """US dollars for `each` of something; `free` a month (of Firestore's operations: a day)."""

    name: str
    dollars: float
    each: float
    free: float
    source: str


FIRESTORE = "cloud.google.com/firestore/pricing: multi-region's, an upper bound"
RUN = "cloud.google.com/run/pricing: Tier 2, Jakarta's"
UNREAD = "not in the copies that could be read: to be checked"
TIER_1 = {"vcpu_s": 0.000_024, "gib_s": 0.000_002_5}
"""At which the free seconds are worth what they are."""

READ = Price("document read", 0.06, 100_000, 50_000, FIRESTORE)
WRITE = Price("document written", 0.18, 100_000, 20_000, FIRESTORE)
TTL = Price("document that expires", 0.02, 100_000, 0, f"{FIRESTORE}; never free")
STORED = Price("GiB in Firestore and month", 0.18, 1, 1, FIRESTORE)
PITR = Price("GiB of point-in-time recovery and month", 0.18, 1, 0, f"as what is stored; {UNREAD}")
BACKUP = Price("GiB of backups and month", 0.03, 1, 0, UNREAD)
CALL = Price("invocation", 0.40, 1_000_000, 2_000_000, RUN)
VCPU = Price("vCPU-second", 0.000_033_6, 1, 180_000 * TIER_1["vcpu_s"] / 0.000_033_6, RUN)
GIB_S = Price("GiB-second", 0.000_003_5, 1, 360_000 * TIER_1["gib_s"] / 0.000_003_5, RUN)
TASK = Price("operation of Cloud Tasks", 0.40, 1_000_000, 1_000_000, "cloud.google.com/tasks/pricing")
JOB = Price("job of Cloud Scheduler", 0.10, 1, 3, "cloud.google.com/scheduler/pricing")
SECRET = Price("secret's active version", 0.06, 1, 6, "cloud.google.com/secret-manager/pricing")
SECRET_READ = Price("secret read", 0.03, 10_000, 10_000, "cloud.google.com/secret-manager/pricing")
PICTURE = Price(
    "GiB in Cloud Storage and month",
    0.023,
    1,
    0,
    f"cloud.google.com/storage/pricing: of other regions, Jakarta's {UNREAD}",
)
FILE_PUT = Price("file put", 0.005, 1_000, 0, "cloud.google.com/storage/pricing; class A, free in the US only")
FILE_GOT = Price("file read", 0.0004, 1_000, 0, "cloud.google.com/storage/pricing; class B, free in the US only")
EGRESS = Price(
    "GiB out of a function",
    0.12,
    1,
    0,
    "cloud.google.com/run/pricing: all that functions answer, counted at Hosting again, an upper bound",
)
HOSTING = Price("GiB through Hosting", 0.15, 1, 10, "firebase.google.com/pricing")
ALL = (READ, WRITE, TTL, STORED, PITR, BACKUP, CALL, VCPU, GIB_S, TASK, JOB, SECRET, SECRET_READ, PICTURE, FILE_PUT,
       FILE_GOT, EGRESS, HOSTING)  # fmt: skip


UNUSED_SECRETS = (
    "FONNTE_TOKEN",
    "GATEWAY_PATH_SECRET",
    "GOWA_LOGIN",
    "GOWA_WEBHOOK_SECRET",
    "TRIPAY_API_KEY",
    "TRIPAY_MERCHANT_CODE",
    "TRIPAY_PRIVATE_KEY",
    "XENDIT_CALLBACK_TOKEN",
    "XENDIT_SECRET_KEY",
)
"""Of a provider with Meta and Midtrans, who leaves them out by terraform's `unused_secrets`."""


@dataclass(frozen=True)
class Waits:
    """Seconds an instance waits, and is billed, for an answer: assumed, no project in the cloud was measured."""

    query_s: float = 0.015
    commit_s: float = 0.03
    task_s: float = 0.015
    outside_s: float = 0.4
    file_s: float = 0.1


WAITS = Waits()
COLD_START_S = 1.5
"""Billed too; assumed: three times the longest import measured (docs/benchmarks.md)."""
INDEXES = 3.0
"""Stored bytes with indexes and overhead, for each of the documents' own: assumed."""
BACKUPS = 7
"""Daily ones, kept a week: what is planned; terraform declares none yet."""
KEPT_MONTHS = 12
"""How long data has been gathering when what is stored is priced: a year."""
PAGE_BYTES = 42_000
"""The pay page's files, compressed, to a phone that has none: measured on web/dist, 2026-11-23."""


@dataclass(frozen=True)
class Polls:
    """What a router's reports take: documents as tests/network counts them, the least seconds that are billed."""

    people_a_router: int = 100
    every_s: int = 30
    reads: float = 2
    writes: float = 1
    telling_reads: float = 10
    """Of the report that tells each session's counters."""
    telling_writes: float = 9
    tellings_a_day: float = 8
    days_written: float = 1
    """Documents for each customer and day: their line's."""
    billed_s: float = 0.1
    gib: float = 0.25


POLLS = Polls()
