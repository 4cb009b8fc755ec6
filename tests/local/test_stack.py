"""The stack ends what it started, however it ends itself, and keeps what it knew."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from local.manifests import ROOT
from local.ports import free_port
from local.setup import Missing
from local.stack import Stack
from tests.local.tasks_stand import FUNCTIONS, until

START = """
import signal, sys, threading
from pathlib import Path
from local.stack import Stack
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
stack = Stack(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
stack.start()
print("ready", flush=True)
stop.wait()
stack.stop()
"""
ACCOUNTS = "identitytoolkit.googleapis.com/v1/projects/demo-sambung/accounts"
OWNER = {"Authorization": "Bearer owner"}


def started(port: int, local_dir: Path) -> "subprocess.Popen[str]":
    """A stack in a process of its own, ready."""
    command = [sys.executable, "-c", START, str(port), str(local_dir), str(FUNCTIONS)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def belonging_to(local_dir: Path) -> list[str]:
    """Command lines of the processes that run in or for this stack's directory."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            inside = str((process / "cwd").readlink()).startswith(str(local_dir))
        except OSError:
            continue
        if (inside or str(local_dir) in command) and int(process.name) != os.getpid():
            found.append(command)
    return found


def pids_of(local_dir: Path) -> list[int]:
    """The leaders of all its children's groups."""
    return [pid for group in json.loads((local_dir / "pids.json").read_text()).values() for pid in group]


def test_killed_alone_it_leaves_no_child_behind(tmp_path: Path) -> None:
    process = started(free_port(), tmp_path)
    assert len(belonging_to(tmp_path)) >= 10
    process.kill()
    process.wait(30)
    until(lambda: belonging_to(tmp_path) == [])
    assert pids_of(tmp_path) == []


def test_ended_or_killed_altogether_it_starts_again_with_what_it_knew(tmp_path: Path) -> None:
    port = free_port()
    process = started(port, tmp_path)
    url = f"http://localhost:{port}"
    firestore = dict(line.split("=", 1) for line in (tmp_path / "env").read_text().splitlines())[
        "FIRESTORE_EMULATOR_HOST"
    ]
    document = f"http://{firestore}/v1/projects/demo-sambung/databases/(default)/documents/customers/PLG-00001"
    requests.patch(document, json={"fields": {"name": {"stringValue": "Asih"}}}, headers=OWNER, timeout=10)
    account = {"localId": "asih", "email": "asih@sambung.test", "password": "sambung-demo"}
    requests.post(f"{url}/{ACCOUNTS}", json=account, headers=OWNER, timeout=10)
    requests.post(f"{url}/sandbox/clock", json={"advance_days": 2}, timeout=60).raise_for_status()
    today = requests.get(f"{url}/sandbox/clock", timeout=10).json()["today"]
    secrets = (tmp_path / "env").read_text()
    faults = {"duplicate": 0.5, "tasks_twice": 0.25}
    requests.put(f"{url}/sandbox/faults", json=faults, timeout=10).raise_for_status()
    process.terminate()
    process.wait(30)
    assert belonging_to(tmp_path) == []
    assert pids_of(tmp_path) == []

    process = started(port, tmp_path)
    assert requests.get(document, headers=OWNER, timeout=10).json()["fields"]["name"]["stringValue"] == "Asih"
    signed_in = requests.post(
        f"{url}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=demo-key",
        json={"email": "asih@sambung.test", "password": "sambung-demo"},
        timeout=10,
    )
    assert signed_in.json()["localId"] == "asih"
    assert requests.get(f"{url}/sandbox/clock", timeout=10).json()["today"] == today
    assert (tmp_path / "env").read_text() == secrets
    for pid in [process.pid, *pids_of(tmp_path)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(30)

    process = started(port, tmp_path)
    until(lambda: requests.get(f"{url}/healthz", timeout=10).json()["status"] == "ok", 30)
    kept = requests.get(f"{url}/sandbox/faults", timeout=10).json()
    assert {name: kept[name] for name in faults} == faults
    process.terminate()
    process.wait(30)


def test_a_second_copy_says_in_one_sentence_why_it_cannot_start(stack: Stack, tmp_path: Path) -> None:
    pids = (stack.local_dir / "pids.json").read_text()
    same_directory = Stack(free_port(), stack.local_dir, FUNCTIONS)
    with pytest.raises(Missing, match="already runs"):
        same_directory.start()
    same_directory.stop()
    assert (stack.local_dir / "pids.json").read_text() == pids

    same_port = Stack(stack.port, tmp_path, FUNCTIONS)
    with pytest.raises(Missing, match=f"Port {stack.port} is taken"):
        same_port.start()
    same_port.stop()
    assert requests.get(f"{stack.url}/healthz", timeout=10).status_code == 200
