"""The whole cloud on one machine as one object: start it, ask it for its variables, stop it.

stack = Stack(port=8081, local_dir=Path("/tmp/second"))
stack.start()
...
stack.stop()
"""

import fcntl
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from local import environment, programs
from local.bundle import stage
from local.children import Child, Program, stop_all
from local.emulators import StartError, wait_until_it_answers
from local.manifests import FUNCTIONS, Manifest, load_all
from local.ports import PortBook, answers
from local.setup import Missing, ensure
from local.snapshots import Snapshots

GUARD_TAKES_S = 2.0
EMULATORS = ("firestore", "auth", "storage", "tasks")


class Stack:
    """All children of one checkout and one state directory."""

    def __init__(
        self,
        port: int,
        local_dir: Path,
        functions: Path = FUNCTIONS,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.port = port
        self.local_dir = local_dir.resolve()
        self.functions = functions.resolve()
        self.env: dict[str, str] = {}
        self.children: dict[str, list[Child]] = {}
        self._say = say
        self._snapshots: Snapshots | None = None
        self._pids_lock = threading.Lock()
        self._lock_file: int | None = None
        self._book: PortBook | None = None

    @property
    def url(self) -> str:
        """The origin."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Start everything; returns when all of it answers. Raises Missing or StartError."""
        self._lock()
        tools = ensure(self._say)
        manifests = load_all(self.functions)
        ports = self._ports(manifests)
        kept = environment.read(self.local_dir / "env")
        self.env = environment.build(kept, ports, self.local_dir)
        environment.write(self.local_dir / "env", self.env)

        snapshots = Snapshots(self.local_dir / "snapshots", ports["firestore"][0], ports["auth"][0])
        layout = programs.Layout(self.local_dir, self.functions, ports, self.env)
        self._run([programs.guard(layout)])
        self._say(f"Starting {', '.join(EMULATORS)} ...")
        self._run(programs.emulators(tools, layout))
        self._say(f"Starting {len(manifests)} functions ...")
        for manifest in manifests:
            stage(manifest.folder, layout.bundle(manifest))
        self._run([program for one in manifests for program in programs.function(layout, one)])
        self._run(programs.ours(layout))
        self._wait()
        self._snapshots = snapshots
        snapshots.start()

    def stop(self) -> None:
        """End every child; what the emulators hold in memory is saved in between."""
        if self._lock_file is None:
            return
        last = [child for name in EMULATORS for child in self.children.get(name, [])]
        guards = self.children.pop("guard", [])
        stop_all([child for children in self.children.values() for child in children if child not in last], 3)
        if self._snapshots:
            self._snapshots.stop()
        stop_all(last, 5)
        stop_all(guards)
        self.children = {}
        self._write_pids()
        if self._book:
            self._book.close()
        os.close(self._lock_file)
        self._lock_file = None

    def save(self) -> None:
        """Write what the emulators hold to disk now."""
        if self._snapshots:
            self._snapshots.save()

    def pids(self) -> dict[str, list[int]]:
        """The leader of each child's process group, by name."""
        return {name: [child.pid for child in children] for name, children in self.children.items()}

    def _lock(self) -> None:
        self.local_dir.mkdir(parents=True, exist_ok=True)
        lock_file = os.open(self.local_dir / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        # The guard of one that was killed holds it for as long as it takes to end what is left.
        if not _soon(lambda: _locks(lock_file)):
            os.close(lock_file)
            raise Missing(f"Sambung already runs in {self.local_dir}: stop it, or set LOCAL_DIR.")
        self._lock_file = lock_file
        if not _soon(lambda: not answers(self.port)):
            raise Missing(f"Port {self.port} is taken: stop what uses it, or set PORT.")

    def _ports(self, manifests: list[Manifest]) -> dict[str, list[int]]:
        book = self._book = PortBook(self.local_dir / "ports.json")
        book.put("origin", [self.port])
        for name in programs.PORTS:
            book.take(name)
        for manifest in manifests:
            book.take(manifest.name, programs.instances(manifest.name))
        book.save()
        return book.ports

    def _run(self, wanted: list[Program]) -> None:
        for program in wanted:
            child = Child(program, self._write_pids)
            self.children.setdefault(program.name, []).append(child)
            child.start()

    def _wait(self) -> None:
        for children in list(self.children.values()):
            for child in children:
                if child.program.port:
                    wait_until_it_answers(child)

    def _write_pids(self) -> None:
        with self._pids_lock:
            half = self.local_dir / "pids.half"
            half.write_text(json.dumps(self.pids()))
            half.replace(self.local_dir / "pids.json")


def _locks(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _soon(holds: Callable[[], bool]) -> bool:
    """True as soon as it holds; False if it does not before a guard would be done."""
    end = time.monotonic() + GUARD_TAKES_S
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


__all__ = ["Missing", "Stack", "StartError"]
