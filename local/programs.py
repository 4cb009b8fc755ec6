"""What the stack runs: the command, directory and environment of every child."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from local.children import Program
from local.emulators import (
    auth_program,
    firestore_program,
    plain_env,
    python_module,
    storage_program,
    tasks_program,
)
from local.manifests import ROOT, Manifest
from local.setup import Tools

# Children with one port each, in the order they are shown.
PORTS = (
    "firestore",
    "auth",
    "auth-hub",
    "auth-logging",
    "storage",
    "tasks",
    "tasks-admin",
    "scheduler",
    "sandbox",
)


@dataclass(frozen=True)
class Layout:
    """Where this stack keeps things, and on which ports."""

    local_dir: Path
    functions: Path
    ports: dict[str, list[int]]
    env: dict[str, str]

    @property
    def ports_file(self) -> Path:
        """`{name: [port, ...]}`, for those who look ports up."""
        return self.local_dir / "ports.json"

    def port(self, name: str) -> int:
        """The first port of `name`."""
        return self.ports[name][0]

    def log(self, name: str) -> Path:
        """The log of one child."""
        return self.local_dir / "logs" / f"{name}.log"

    def bundle(self, manifest: Manifest) -> Path:
        """Where the function is started from."""
        return self.local_dir / "build" / manifest.name


def instances(name: str) -> int:
    """How many processes a function gets: INSTANCES=2 for all, INSTANCES=drain=3,send_message=2 for some."""
    told = os.environ.get("INSTANCES", "")
    if told.isdigit():
        return int(told)
    counts = dict(part.split("=", 1) for part in told.split(",") if "=" in part)
    return int(counts.get(name, 1))


def emulators(tools: Tools, at: Layout) -> list[Program]:
    """Google's emulators and our Cloud Tasks."""
    hub, logs = at.port("auth-hub"), at.port("auth-logging")
    return [
        auth_program(tools, at.port("auth"), hub, logs, at.local_dir),
        firestore_program(tools, at.port("firestore"), at.local_dir),
        storage_program(tools, at.port("storage"), at.local_dir),
        tasks_program(
            at.port("tasks"),
            at.port("tasks-admin"),
            at.local_dir,
            at.functions,
            at.ports_file,
            at.env["INVOKER_SECRET"],
        ),
    ]


def function(at: Layout, manifest: Manifest) -> list[Program]:
    """The processes of one function, from its bundle, with the variables of the functions and no others."""
    framework = str(Path(sys.executable).with_name("functions-framework"))
    programs = []
    for number, port in enumerate(at.ports[manifest.name]):
        command = (framework, "--source", "main.py", "--target", "main", "--host", "127.0.0.1")
        env = plain_env() | at.env | {"PORT": str(port), "THREADS": str(manifest.concurrency)}
        # gunicorn puts its control socket there; one for all would be fought over.
        env["XDG_RUNTIME_DIR"] = "."
        log = at.log(manifest.name if number == 0 else f"{manifest.name}-{number + 1}")
        programs.append(Program(manifest.name, (*command, "--port", str(port)), log, port, env, at.bundle(manifest)))
    return programs


def ours(at: Layout) -> list[Program]:
    """The scheduler, the sandbox and the origin."""
    env = plain_env() | at.env | {"LOCAL_DIR": str(at.local_dir), "FUNCTIONS_DIR": str(at.functions)}
    files = ("--ports-file", str(at.ports_file), "--functions", str(at.functions))
    hosts = [part for host in _hosts() for part in ("--host", host)]
    origin = python_module("local.origin", *hosts, "--port", str(at.port("origin")), *files)
    sandbox = python_module("local.sandbox.main", "--port", str(at.port("sandbox")))
    scheduler = python_module("local.scheduler", "--port", str(at.port("scheduler")), *files)
    return [
        Program(name, command, at.log(name), at.port(name), env, ROOT)
        for name, command in (("scheduler", scheduler), ("sandbox", sandbox), ("origin", origin))
    ]


def guard(at: Layout) -> Program:
    """Ends what is left when the supervisor itself was killed."""
    command = python_module("local.guard", str(os.getpid()), str(at.local_dir / "pids.json"))
    return Program("guard", command, at.log("guard"), 0, plain_env(), ROOT, dies_with_parent=False)


def _hosts() -> list[str]:
    """HOST=0.0.0.0 lets a phone in the same network in; without it nobody else can."""
    return [os.environ["HOST"]] if os.environ.get("HOST") else ["127.0.0.1"]
