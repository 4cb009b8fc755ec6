"""The sandbox's clock goes forward only, day by day, and each day's schedules run once."""

from datetime import date, timedelta

import pytest
import requests

from local.stack import Stack
from tests.local.tasks_stand import LOCATION, Tasks, tasks_client_at, until


def clock(stack: Stack, **move: object) -> requests.Response:
    return requests.post(f"{stack.url}/sandbox/clock", json=move, timeout=120)


def today(stack: Stack) -> date:
    return date.fromisoformat(requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"])


def ticks(stack: Stack) -> list[str]:
    path = stack.local_dir / "ticks"
    return path.read_text().split() if path.exists() else []


def test_every_day_that_is_passed_runs_its_schedule_once(stack: Stack) -> None:
    began, before = today(stack), ticks(stack)
    answer = clock(stack, advance_days=3).json()
    passed = [(began + timedelta(days=number)).isoformat() for number in (1, 2, 3)]
    assert answer["today"] == passed[-1]
    assert [day["on"] for day in answer["days"]] == passed
    # Today's own five o'clock may have lain ahead, too.
    assert [on for on in ticks(stack)[len(before) :] if on != began.isoformat()] == passed


def test_a_day_whose_schedules_nobody_calls_is_missed_and_the_next_is_not(stack: Stack) -> None:
    clock(stack, advance_days=1)
    before = ticks(stack)
    faults = f"{stack.url}/sandbox/faults"
    assert requests.put(faults, json={"schedules_missed": 1}, timeout=10).ok
    missed = clock(stack, advance_days=1).json()["today"]
    assert requests.put(faults, json={}, timeout=10).ok
    following = clock(stack, advance_days=1).json()["today"]
    assert missed not in ticks(stack)
    assert ticks(stack)[len(before) :] == [following]


def test_a_date_may_be_named(stack: Stack) -> None:
    day = today(stack) + timedelta(days=1)
    assert clock(stack, today=day.isoformat()).json()["today"] == day.isoformat()
    assert clock(stack, today=day.isoformat()).json()["days"] == []


def test_it_never_goes_back(stack: Stack) -> None:
    before = today(stack)
    answer = clock(stack, today=(before - timedelta(days=1)).isoformat())
    assert answer.status_code == 409
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert clock(stack, advance_minutes=-1).status_code == 409
    assert today(stack) == before


@pytest.mark.parametrize(
    "move", [{}, {"today": "2027-02-31"}, {"today": 7}, {"advance_days": "1"}, {"advance_days": 1, "today": "x"}]
)
def test_a_move_that_is_none_is_refused(stack: Stack, move: dict[str, object]) -> None:
    assert clock(stack, **move).status_code == 422


def test_idle_waits_for_the_tasks(stack: Stack) -> None:
    file = stack.local_dir / "lines"
    project = "projects/demo-sambung/locations/asia-southeast2"
    assert project != LOCATION
    tasks = Tasks(tasks_client_at(stack.env["CLOUD_TASKS_EMULATOR_HOST"]), f"{project}/queues/drains")
    for number in range(60):
        tasks.add_for("work", {"file": str(file), "line": number})
    assert requests.get(f"{stack.url}/sandbox/idle", timeout=10).json()["idle"] is False
    assert requests.get(f"{stack.url}/sandbox/idle?wait_s=30", timeout=40).json() == {"idle": True}
    until(lambda: len(file.read_text().split()) == 60, within_s=1)
