"""Starts a program in a process group of its own, starts it again when it dies, and ends all of it."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# A child that dies within this time of its start is not started again at once.
SHORT_LIFE_S = 3.0
PAUSES_S = (0.0, 0.1, 0.3, 0.6, 1.0, 2.0)


@dataclass(frozen=True)
class Program:
    """What to run: its name, command, log, the port it answers on, whole environment and directory.

    A command that is a function is asked again at every start. One with a `health` path is ready when that is a 200.
    """

    name: str
    command: tuple[str, ...] | Callable[[], tuple[str, ...]]
    log: Path
    port: int
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    dies_with_parent: bool = True
    health: str = ""


class Child:
    """A running program. It dies with its parent, also when that is killed with -9 (PR_SET_PDEATHSIG)."""

    def __init__(self, program: Program, on_change: Callable[[], None] = lambda: None) -> None:
        self.program = program
        self.pid = 0
        self.deaths = 0
        self._on_change = on_change
        self._stopping = threading.Event()
        # The kernel takes the thread that forked for the parent: this one lives as long as the child does.
        self._thread = threading.Thread(target=self._keep_alive, name=program.name, daemon=True)

    def start(self) -> None:
        """Start it; returns at once."""
        self.program.log.parent.mkdir(parents=True, exist_ok=True)
        self._thread.start()

    def stop(self, grace_s: float = 5.0) -> None:
        """TERM to its group, KILL after `grace_s`; returns when the group is gone."""
        self._stopping.set()
        _signal_group(self.pid, signal.SIGTERM)
        self._thread.join(grace_s)
        if self._thread.is_alive():
            _signal_group(self.pid, signal.SIGKILL)
            self._thread.join()

    def tail(self, lines: int = 8) -> str:
        """The last lines of its log."""
        if not self.program.log.exists():
            return ""
        return "\n".join(self.program.log.read_text(errors="replace").splitlines()[-lines:])

    def _keep_alive(self) -> None:
        early = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            process = self._spawn()
            self.pid = process.pid
            self._on_change()
            if self._stopping.is_set():
                _signal_group(process.pid, signal.SIGTERM)
            process.wait()
            # Its own children (a web server's workers) would hold the port.
            _signal_group(process.pid, signal.SIGKILL)
            self.deaths += 1
            early = early + 1 if time.monotonic() - began < SHORT_LIFE_S else 0
            self._stopping.wait(PAUSES_S[min(early, len(PAUSES_S) - 1)])
        self.pid = 0

    def _spawn(self) -> "subprocess.Popen[bytes]":
        command = self.program.command() if callable(self.program.command) else self.program.command
        with self.program.log.open("ab") as log:
            return subprocess.Popen(
                dying_with_parent(command) if self.program.dies_with_parent else command,
                cwd=self.program.cwd,
                env=dict(self.program.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def stop_all(children: list[Child], grace_s: float = 5.0) -> None:
    """Stop children side by side."""
    threads = [threading.Thread(target=child.stop, args=(grace_s,)) for child in children]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def dying_with_parent(command: Sequence[str]) -> list[str]:
    """The command, killed by the kernel when the thread that starts it is gone."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--", *command] if setpriv else list(command)


def _signal_group(pid: int, number: int) -> None:
    if pid:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)
