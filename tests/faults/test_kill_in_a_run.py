"""The drain and the sender are killed in the middle of a run, on the whole stack: nothing missing, nothing twice."""

import json
import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from local.stack import Stack
from tests.owner import Owner, at_the_phones, wait_for_rest

SPREADSHEET = Path(__file__).parents[1] / "fixtures" / "spreadsheets" / "pelanggan-1000.xlsx"
KILLS = 4
pytestmark = pytest.mark.timeout(400)


def kill(stack: Stack, name: str) -> bool:
    """kill -9 of a function's process and all its workers; False if it is just being started again."""
    (pid,) = json.loads((stack.local_dir / "pids.json").read_text())[name]
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def test_nothing_is_missing_and_nothing_twice(own_stack: Stack) -> None:
    stack, api = own_stack, Owner(own_stack)
    api.import_file(SPREADSHEET)
    run_id = api.post("/api/billing/runs", on=f"{api.next_month()}-25")["id"]
    killed: Counter[str] = Counter()
    done_before = -1
    while (run := api.get(f"/api/billing/runs/{run_id}"))["status"] != "done" or killed["send_message"] < KILLS:
        done = run["due"] + _delivered(api, run_id)
        if done > done_before and killed.total() < 2 * KILLS:  # only while something is moving
            done_before = done
            name = "drain" if killed["drain"] < KILLS and run["status"] != "done" else "send_message"
            killed[name] += kill(stack, name)
        if run["status"] == "done" and done_before >= run["due"] + run["created"]:
            break
    assert min(killed["drain"], killed["send_message"]) >= 3, killed
    wait_for_rest(stack)

    assert run["failed"] == 0
    assert run["due"] == run["created"] + run["already"] + run["skipped"]
    invoices = api.all("/api/invoices")
    subscribed = [line["id"] for one in api.all("/api/customers") for line in one["subscriptions"]]
    active = {one for one in subscribed if any(invoice["subscription_id"] == one for invoice in invoices)}
    assert len(invoices) == run["created"]
    assert Counter(invoice["subscription_id"] for invoice in invoices if invoice["period"] == run["on"][:7]) == Counter(
        active
    )
    phones = {one["id"]: one["phone"] for one in api.all("/api/customers")}
    wanted = Counter(invoice["number"] for invoice in invoices if phones[invoice["customer_id"]])
    assert at_the_phones(stack, phones.values()) == wanted
    assert {message["status"] for message in api.all("/api/messages")} == {"delivered"}
    owed = sum(one["balance"] for one in api.all("/api/customers"))
    assert owed == sum(invoice["total"] for invoice in invoices)

    again = api.get(f"/api/billing/runs/{api.post('/api/billing/runs', on=run['on'])['id']}")
    assert (again["due"], again["created"]) == (0, 0)


def _delivered(api: Owner, run_id: str) -> int:
    counts: dict[str, int] = api.get("/api/messages/counts", run_id=run_id)["counts"]
    return counts["sent"] + counts["delivered"]
