"""What one request leads to can be followed: the functions and tasks it goes through log the same trace."""

import json
import secrets
from typing import Any

from local.stack import Stack
from tests.owner import Owner, wait_for_rest


def lines_of(stack: Stack, trace: str) -> list[tuple[str, dict[str, Any]]]:
    """(function, line) of every log line with this trace."""
    return [
        (log.stem, json.loads(line))
        for log in sorted((stack.local_dir / "logs").glob("*.log"))
        for line in log.read_text(errors="replace").splitlines()
        if f"/traces/{trace}" in line
    ]


def test_a_run_is_one_trace_from_the_owners_tap_to_the_drains_and_what_they_hand_on(stack: Stack) -> None:
    owner, trace = Owner(stack), secrets.token_hex(16)
    owner.session.headers["traceparent"] = f"00-{trace}-{secrets.token_hex(8)}-01"
    plan = owner.post("/api/plans", id="rumah-jejak", name="Rumah Jejak", price=100_000)
    today = owner.get("/api/access")["today"]
    line = {"plan_id": plan["id"], "billing_day": 1, "starts_on": today}
    owner.post("/api/customers", name="Budi Jejak", phone="081299900077", address="Jl. Jejak 1", subscription=line)
    owner.run(f"{owner.next_month()}-01")
    wait_for_rest(stack)
    seen = {(function, line["event"]) for function, line in lines_of(stack, trace)}
    assert {("billing", "run_started"), ("drain", "slice_drained")} <= seen
