"""Reads what is so: the books from Firestore as they lie there, reports as the owner, phones and routers themselves."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from local.stack import Stack
from shared.billing.repository import dunning_slices, invoices, ledger, run_slices
from shared.complaints.repository import affected, complaints, outages
from shared.conversations.repository import conversations
from shared.core import clock
from shared.customers.repository import customers, subscriptions
from shared.messaging.repository import inbound, messages
from shared.payments.repository import charges, payments
from tests import conftest
from tests.faults.month.facts import Bubble, Facts
from tests.owner import Owner

SEEN = "SELECT * FROM messages WHERE direction = 'in' OR status IN ('delivered', 'read') ORDER BY seq"
UNREAD_HERE = ("values", "content", "attachment", "button_values")
"""What messages said is read at the phones."""


@contextmanager
def beside(stack: Stack) -> Iterator[None]:
    """This process reads the stack's books, by the stack's clock."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("FIRESTORE_EMULATOR_HOST", "GOOGLE_CLOUD_PROJECT", "CLOCK_OFFSET_FILE"):
            patch.setenv(name, stack.env[name])
        conftest._forget()
        yield
    conftest._forget()


def read_facts(stack: Stack, api: Owner) -> Facts:
    """All of it, one after the other: call it at rest."""
    shown = requests.get(f"{stack.url}/sandbox/router", timeout=60).json()["items"]
    left = requests.get(f"{stack.url}/sandbox/idle", timeout=60).json().get("left", {})
    slices = [*run_slices.find(("finished", "==", False)), *dunning_slices.find(("finished", "==", False))]
    return Facts(
        now=clock.now(),
        today=clock.today(),
        customers=[one.value for one in customers.find(leave_out=("t",))],
        lines=[one.value for one in subscriptions.find()],
        invoices=[one.value for one in invoices.find()],
        entries=[one.value for one in ledger.find()],
        payments=[one.value for one in payments.find()],
        charges=[one.value for one in charges.find()],
        messages=[one.value for one in messages.find(leave_out=UNREAD_HERE)],
        inbound=[one.value for one in inbound.find(leave_out=("raw",))],
        conversations=[one.value for one in conversations.find()],
        complaints=[one.value for one in complaints.find()],
        outages=[one.value for one in outages.find()],
        affected=[one.value for one in affected.find()],
        bubbles=at_the_phones(stack),
        let_on={line["user"]: line["allowed"] for router in shown for line in router["lines"]},
        served_by={line["user"]: router["id"] for router in shown for line in router["lines"]},
        reports={
            name: api.get(f"/api/reports/{name}") for name in ("dashboard", "ageing", "revenue")
        },
        unfinished=[f"{one.value.id}: is not finished" for one in slices],
        tasks=left,
    )  # fmt: skip


def at_the_phones(stack: Stack) -> list[Bubble]:
    """What the simulated phones hold, read where they keep it: asking a thousand one by one would take too long."""
    store = sqlite3.connect(f"file:{stack.local_dir}/whatsapp.sqlite?mode=ro", uri=True)
    store.row_factory = sqlite3.Row
    rows = store.execute(SEEN).fetchall()
    store.close()
    return [_bubble(row) for row in rows]


def _bubble(row: sqlite3.Row) -> Bubble:
    view: dict[str, Any] = json.loads(row["view"])
    paper = (view.get("media") or {}).get("filename") or ""
    return Bubble(
        phone=f"+{row['phone']}",
        id=row["id"],
        message=(row["callback_data"] or "?") if row["direction"] == "out" else "",
        at=datetime.fromtimestamp(row["at"], UTC),
        words=f"{view.get('text', '')} {paper}".strip(),
        offers={one["text"]: one["id"] for one in view.get("buttons", ()) if one.get("id")},
    )
