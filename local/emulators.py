"""Google's emulators one by one: as programs for the stack, or started alone by a test.

firestore = start_firestore()
os.environ["FIRESTORE_EMULATOR_HOST"] = firestore.host
...
firestore.stop()
"""

import atexit
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import requests

from local.children import Child, Program
from local.environment import BUCKET, PROJECT
from local.manifests import FUNCTIONS, ROOT
from local.ports import answers, free_port
from local.setup import Tools, ensure
from local.snapshots import auth_directory, firestore_metadata
from local.tasks.faults import TASK_FAULTS

FIRESTORE_CLASS = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"


class StartError(Exception):
    """A child that does not answer; the message says which and shows the end of its log."""


@dataclass(frozen=True)
class Emulator:
    """One emulator that answers at `host` (`127.0.0.1:port`)."""

    child: Child
    admin_port: int = 0

    @property
    def port(self) -> int:
        """The port it answers on."""
        return self.child.program.port

    @property
    def host(self) -> str:
        """As the *_EMULATOR_HOST variables want it."""
        return f"127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End it and all it started."""
        self.child.stop()


def start_firestore(port: int = 0, state_dir: Path | None = None) -> Emulator:
    """An empty Firestore; any project id works, side by side."""
    state = _state(state_dir, "firestore")
    return _started(firestore_program(ensure(), port or free_port(), state))


def start_auth(port: int = 0, state_dir: Path | None = None) -> Emulator:
    """An Auth emulator without accounts."""
    state = _state(state_dir, "auth")
    return _started(auth_program(ensure(), port or free_port(), free_port(), free_port(), state))


def start_storage(port: int = 0, state_dir: Path | None = None) -> Emulator:
    """A Cloud Storage emulator with the demo bucket."""
    return _started(storage_program(ensure(), port or free_port(), _state(state_dir, "storage")))


def start_tasks(
    port: int = 0,
    state_dir: Path | None = None,
    functions: Path = FUNCTIONS,
    secret: str = "",
    ports_file: Path | None = None,
) -> Emulator:
    """The Cloud Tasks server with the queues of `functions`; `.admin_port` serves its admin endpoint."""
    state = _state(state_dir, "tasks")
    admin_port = free_port()
    book = ports_file or state / "ports.json"
    program = tasks_program(port or free_port(), admin_port, state, functions, book, secret)
    return Emulator(_started(program).child, admin_port)


def firestore_program(tools: Tools, port: int, state: Path) -> Program:
    """Firestore, beginning with the newest snapshot in <state>/snapshots."""
    command = [
        str(tools.java),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        str(tools.firestore_jar),
        FIRESTORE_CLASS,
        "start",
    ]
    command += ["--host=127.0.0.1", f"--port={port}"]
    rules = ROOT / "firestore.rules"
    if rules.exists():
        command.append(f"--rules={rules}")

    def newest() -> tuple[str, ...]:
        snapshot = firestore_metadata(state / "snapshots")
        return (*command, f"--seed_from_export={snapshot}") if snapshot else tuple(command)

    return Program("firestore", newest, state / "logs" / "firestore.log", port, plain_env(), state)


def auth_program(tools: Tools, port: int, hub_port: int, logging_port: int, state: Path) -> Program:
    """Firebase Auth, beginning with the newest snapshot; its files lie in <state>/auth."""
    folder = state / "auth"
    folder.mkdir(parents=True, exist_ok=True)
    ports = {"auth": port, "hub": hub_port, "logging": logging_port}
    emulators: dict[str, object] = {name: {"host": "127.0.0.1", "port": at} for name, at in ports.items()}
    emulators |= {"ui": {"enabled": False}, "singleProjectMode": False}
    (folder / "firebase.json").write_text(json.dumps({"emulators": emulators}))
    command = (str(tools.firebase), "emulators:start", "--only", "auth", "--project", PROJECT)

    def newest() -> tuple[str, ...]:
        snapshot = auth_directory(state / "snapshots")
        return (*command, "--import", str(snapshot)) if snapshot else command

    # Its greeting and its update check go to the internet: nothing of ours needs that.
    env = plain_env() | {"XDG_CONFIG_HOME": str(folder), "CI": "1", "HTTPS_PROXY": "http://127.0.0.1:9"}
    env["NODE_OPTIONS"] = f'--require="{ROOT / "local" / "quick_auth.cjs"}"'
    # firebase-tools listens on the port for a moment, to see whether it is free, before the emulator does.
    return Program("auth", newest, state / "logs" / "auth.log", port, env, folder, health="/")


def storage_program(tools: Tools, port: int, state: Path) -> Program:
    """Cloud Storage over the files in <state>/storage."""
    command = [str(tools.storage_python), "-m", "gcp_storage_emulator", "--data-dir", str(state / "storage")]
    command += ["start", "--host", "127.0.0.1", "--port", str(port), "--default-bucket", BUCKET, "--quiet"]
    (state / "storage").mkdir(parents=True, exist_ok=True)
    return Program("storage", tuple(command), state / "logs" / "storage.log", port, plain_env(), state)


def tasks_program(port: int, admin_port: int, state: Path, functions: Path, ports_file: Path, secret: str) -> Program:
    """Our Cloud Tasks server; its tasks lie in <state>/tasks.sqlite."""
    command = python_module("local.tasks.main", "--port", str(port), "--admin-port", str(admin_port))
    command += ("--store", str(state / "tasks.sqlite"), "--functions", str(functions))
    command += ("--ports-file", str(ports_file), "--faults-file", str(state / TASK_FAULTS))
    env = plain_env() | {"INVOKER_SECRET": secret}
    return Program("tasks", command, state / "logs" / "tasks.log", port, env, ROOT)


def python_module(module: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs one of our modules with this Python."""
    return (sys.executable, "-m", module, *arguments)


def wait_until_it_answers(child: Child, timeout_s: float = 180) -> None:
    """Wait for the child's port. Raises StartError when it keeps dying or stays silent."""
    end = time.monotonic() + timeout_s
    while not _is_ready(child.program):
        if child.deaths >= 3 or time.monotonic() > end:
            raise StartError(f"{child.program.name} does not start; its log ends with:\n{child.tail()}")
        time.sleep(0.05)


def _is_ready(program: Program) -> bool:
    if not program.health:
        return answers(program.port)
    try:
        return requests.get(f"http://127.0.0.1:{program.port}{program.health}", timeout=2).ok
    except requests.RequestException:
        return False


def _started(program: Program) -> Emulator:
    child = Child(program)
    child.start()
    atexit.register(child.stop)
    wait_until_it_answers(child)
    return Emulator(child)


def _state(given: Path | None, name: str) -> Path:
    folder = given or Path(tempfile.mkdtemp(prefix=f"sambung-{name}-"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def plain_env() -> dict[str, str]:
    """What any program needs of ours, and nothing that would change what it does."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "JAVA_HOME")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONUNBUFFERED": "1"}
