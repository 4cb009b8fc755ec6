"""A bill run through every fault and kill -9 of functions and Tasks server: nothing missing, and nothing twice.

60 customers here; `make soak` takes 1,000 (SOAK is how many).
"""

import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from local.stack import Stack
from tests.faults.storm import ALL_FAULTS, MORTAL, STANDSTILLS, kills, messages_in, settle, switch
from tests.owner import Owner, at_the_phones, wait_for_rest

HOW_MANY = int(os.environ.get("SOAK") or 60)
SEED = int(told) if (told := os.environ.get("SEED", "")).isdigit() else random.randrange(10_000)
LONG = "SOAK" in os.environ
ROUNDS = 2 if LONG else 1
FAULTS = {name: rate for name, rate in ALL_FAULTS.items() if LONG or name not in STANDSTILLS}
REST_S = 300 + HOW_MANY
"""A task that failed eight times waits five minutes for its next turn."""
pytestmark = pytest.mark.timeout(2 * REST_S)


def bring_in(api: Owner, folder: Path, first: int, many: int) -> None:
    """Customers from number `first` on, all billed on the first."""
    rows = [f"Budi {n};08129{n:07d};Jl. Mawar {n};Rumah 20 Mbps;165000;1" for n in range(first, first + many)]
    file = folder / f"{first}.csv"
    file.write_text("\n".join(["Nama;No HP;Alamat;Paket;Harga;Tgl Tagihan", *rows]))
    assert api.import_file(file)["created"] == many


def run_in_the_storm(stack: Stack, api: Owner) -> dict[str, Any]:
    """A bill run under kills, from its start until most of what it has to say has been said; its end."""
    run_id = api.post("/api/billing/runs", on=f"{api.next_month()}-01")["id"]
    with kills(stack, SEED) as killed:
        while True:
            run = api.get(f"/api/billing/runs/{run_id}")
            said = api.get("/api/messages/counts", run_id=run_id)["counts"]
            gone = sum(said[status] for status in ("sent", "delivered", "read", "unknown"))
            all_hit = min(killed[name] for name in MORTAL) >= ROUNDS
            if run["status"] == "done" and gone >= 0.9 * run["created"] and all_hit:
                break
    print(f"storm {SEED}: {run['created']} invoices, killed {dict(killed)}")  # noqa: T201 - what the soak tells
    return run


def check_books(api: Owner, run: dict[str, Any]) -> None:
    assert run["failed"] == 0
    assert run["due"] == run["created"] + run["already"] + run["skipped"]
    invoices, customers = api.all("/api/invoices"), api.all("/api/customers")
    months = Counter((invoice["subscription_id"], invoice["period"]) for invoice in invoices)
    assert set(months.values()) == {1}
    assert {line["id"] for one in customers for line in one["subscriptions"]} == {line for line, _ in months}
    assert sum(one["balance"] for one in customers) == sum(invoice["total"] for invoice in invoices)
    again = api.run(run["on"])
    assert (again["due"], again["created"]) == (0, 0)


def bills(api: Owner) -> tuple[list[str], dict[str, str]]:
    """All customers' phones, and the invoice numbers by id."""
    phones = [one["phone"] for one in api.all("/api/customers")]
    return phones, {invoice["id"]: invoice["number"] for invoice in api.all("/api/invoices")}


def test_through_every_fault_nothing_is_missing_and_nothing_twice(own_stack: Stack, tmp_path: Path) -> None:
    stack, api = own_stack, Owner(own_stack)
    bring_in(api, tmp_path, 1, HOW_MANY)
    switch(stack, **FAULTS)
    run = run_in_the_storm(stack, api)
    wait_for_rest(stack, REST_S)
    switch(stack)
    settle(stack, api, REST_S)

    check_books(api, api.get(f"/api/billing/runs/{run['id']}"))
    phones, numbers = bills(api)
    assert at_the_phones(stack, phones) == Counter(numbers.values())
    assert {message["status"] for message in api.all("/api/messages")} <= {"delivered", "read"}


def test_without_any_receipt_what_is_missing_is_listed_as_unknown(own_stack: Stack, tmp_path: Path) -> None:
    stack, api = own_stack, Owner(own_stack)
    bring_in(api, tmp_path, 5_000_000, HOW_MANY // 2)
    switch(stack, drop=1, accept_then_timeout=0.1, hang_up_ms=300, http_500=0.1, tasks_twice=0.3, latency_ms=20)
    run = run_in_the_storm(stack, api)
    wait_for_rest(stack, REST_S)

    check_books(api, api.get(f"/api/billing/runs/{run['id']}"))
    phones, numbers = bills(api)
    there = at_the_phones(stack, phones)
    unknown = {numbers[message["cause"]] for message in messages_in(api, "unknown")}
    assert set(there.values()) == {1}
    missing = set(numbers.values()) - set(there)
    assert missing <= unknown
    assert unknown
    certain = {message["status"] for message in api.all("/api/messages")} - {"unknown"}
    assert certain <= {"sent", "delivered", "read"}
    switch(stack)
