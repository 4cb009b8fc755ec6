"""What the simulated gateways know: orders and what became of them, and notifications that wait to be sent.

One SQLite file, so that a restart and a kill -9 lose nothing.
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Status = Literal["new", "pending", "settlement", "expire", "deny"]
"""`new`: a page on which no way to pay was chosen yet. Midtrans' words, which the sandbox speaks for all three."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS orders (
  gateway TEXT NOT NULL, order_id TEXT NOT NULL, ref TEXT NOT NULL, channel TEXT NOT NULL, amount INTEGER NOT NULL,
  status TEXT NOT NULL, made_at TEXT NOT NULL, expires_at TEXT NOT NULL, paid_at TEXT, told TEXT NOT NULL,
  PRIMARY KEY (gateway, order_id));
CREATE INDEX IF NOT EXISTS orders_by_ref ON orders (ref);
CREATE TABLE IF NOT EXISTS notices (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, gateway TEXT NOT NULL, body TEXT NOT NULL, headers TEXT NOT NULL,
  due_at REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0);
"""


@dataclass
class Order:
    """One payment that was asked for; `told` is what was asked with it and what is shown to the payer."""

    gateway: str
    order_id: str
    ref: str
    channel: str
    amount: int
    status: Status
    made_at: datetime
    expires_at: datetime
    paid_at: datetime | None = None
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """One notification on its way."""

    seq: int
    gateway: str
    body: bytes
    headers: dict[str, str]
    due_at: float
    attempts: int


class Orders:
    """The orders of all three; `now` is the sandbox's clock."""

    def __init__(self, path: str, now: Callable[[], datetime]) -> None:
        self.now = now
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.executescript(SCHEMA)

    def keep(self, order: Order) -> None:
        """In place of what was there under its id."""
        self._db.execute(
            "INSERT OR REPLACE INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                order.gateway,
                order.order_id,
                order.ref,
                order.channel,
                order.amount,
                order.status,
                order.made_at.isoformat(),
                order.expires_at.isoformat(),
                order.paid_at.isoformat() if order.paid_at else None,
                json.dumps(order.told),
            ),
        )

    def get(self, gateway: str, order_id: str) -> Order | None:
        """The order, expired if its time is over."""
        return self._one("gateway = ? AND order_id = ?", gateway, order_id)

    def by_ref(self, gateway: str, ref: str) -> Order | None:
        """The order the gateway itself calls so."""
        return self._one("gateway = ? AND ref = ?", gateway, ref)

    def of_any(self, order_id: str) -> Order | None:
        """The order, whichever gateway has it."""
        return self._one("order_id = ?", order_id)

    def latest(self, most: int = 100) -> list[Order]:
        """The newest first."""
        rows = self._db.execute("SELECT * FROM orders ORDER BY made_at DESC LIMIT ?", (most,)).fetchall()
        return [self._read(row) for row in rows]

    def move(self, order: Order, status: Status) -> Order:
        """What becomes of it: paid stays paid, and money may still come for what is over."""
        if order.status != "settlement" and (order.status in ("new", "pending") or status == "settlement"):
            order.status = status
            order.paid_at = self.now() if status == "settlement" else None
            self.keep(order)
        return order

    def plan(self, gateway: str, body: bytes, headers: dict[str, str], due_at: float, times: int) -> None:
        """Queue the same notification so many times."""
        for _ in range(times):
            values = (gateway, body.decode(), json.dumps(headers), due_at)
            self._db.execute("INSERT INTO notices (gateway, body, headers, due_at) VALUES (?, ?, ?, ?)", values)

    def due(self, at: float, most: int) -> list[Notice]:
        """What is to be sent by then, oldest first."""
        rows = self._db.execute("SELECT * FROM notices WHERE due_at <= ? ORDER BY seq LIMIT ?", (at, most)).fetchall()
        return [
            Notice(
                row["seq"],
                row["gateway"],
                row["body"].encode(),
                json.loads(row["headers"]),
                row["due_at"],
                row["attempts"],
            )
            for row in rows
        ]

    def done(self, notice: Notice) -> None:
        """It was taken."""
        self._db.execute("DELETE FROM notices WHERE seq = ?", (notice.seq,))

    def again(self, notice: Notice, due_at: float) -> None:
        """It was not: later."""
        self._db.execute("UPDATE notices SET due_at = ?, attempts = attempts + 1 WHERE seq = ?", (due_at, notice.seq))

    def waiting(self) -> int:
        """How many notifications are not taken yet."""
        return int(self._db.execute("SELECT count(*) FROM notices").fetchone()[0])

    def close(self) -> None:
        self._db.close()

    def _one(self, where: str, *values: str) -> Order | None:
        row = self._db.execute(f"SELECT * FROM orders WHERE {where}", values).fetchone()
        return self._read(row) if row else None

    def _read(self, row: sqlite3.Row) -> Order:
        order = Order(
            gateway=row["gateway"],
            order_id=row["order_id"],
            ref=row["ref"],
            channel=row["channel"],
            amount=row["amount"],
            status=row["status"],
            made_at=datetime.fromisoformat(row["made_at"]),
            expires_at=datetime.fromisoformat(row["expires_at"]),
            paid_at=datetime.fromisoformat(row["paid_at"]) if row["paid_at"] else None,
            told=json.loads(row["told"]),
        )
        if order.status in ("new", "pending") and self.now() >= order.expires_at:
            return self.move(order, "expire")
        return order
