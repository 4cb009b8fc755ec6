"""No two stacks get the same port, however closely they start, and none is lost with a process that died."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from local import ports
from local.manifests import ROOT
from local.ports import PortBook, claim, free_port, give_back
from tests.local.tasks_stand import until

HOLD = "import sys; from local.ports import free_port; print(free_port(), flush=True); sys.stdin.read()"


def test_a_port_claimed_by_another_process_is_not_to_be_had_until_that_is_killed() -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    port = int(holder.stdout.readline())
    assert not claim(port)
    holder.kill()
    holder.wait()
    until(lambda: claim(port))
    give_back(port)


def test_books_filled_at_the_same_time_share_no_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lowest = free_port()
    monkeypatch.setattr(ports, "LOWEST", lowest + 1)
    monkeypatch.setattr(ports, "HIGHEST", lowest + 150)  # so few that they would meet all the time
    books = [PortBook(tmp_path / f"{number}.json") for number in range(4)]
    with ThreadPoolExecutor() as starting:
        taken = list(starting.map(lambda book: [book.take(f"n{number}")[0] for number in range(12)], books))
    every = [port for one in taken for port in one]
    assert len(set(every)) == len(every) == 48
    for book in books:
        book.close()


def test_a_name_keeps_its_ports_over_a_restart_unless_somebody_has_them_now(tmp_path: Path) -> None:
    book = PortBook(tmp_path / "ports.json")
    drain, sweep = book.take("drain", 2), book.take("sweep")
    book.save()
    book.close()
    assert claim(sweep[0])
    again = PortBook(tmp_path / "ports.json")
    assert again.take("drain", 2) == drain
    assert again.take("sweep") != sweep
    again.close()
    give_back(sweep[0])
