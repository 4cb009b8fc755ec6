"""Messages a second through Cloud Tasks and `send_message`, by a provider that takes its time, beside a bill run.

The local Cloud Tasks server holds to the queues' own rates; `send_message` and `drain` run as on the local stack:
one functions-framework process each, with the threads of its manifest. The bill run beside them is the measurement's
own processes. All of it and the emulator share this machine's cores, so the floor too is slowed by sending: how much
of its rate each keeps is what is compared.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.pool import Pool
from pathlib import Path

from bench import floor
from bench.bill_run import floor_speed, run_speed, shapes_of_ours
from bench.people import ON
from bench.place import emulator, fill, processes, project, variables
from bench.provider import Provider, listening
from bench.report import Figure, at_least
from local import programs
from local.bundle import stage
from local.children import Child, stop_all
from local.emulators import start_tasks, wait_until_it_answers
from local.manifests import FUNCTIONS, load
from local.ports import PortBook
from shared.core.tasks import enqueue_drain

NAMES = ("send_message", "drain")
TOLD = ("FIRESTORE_EMULATOR_HOST", "GOOGLE_CLOUD_PROJECT", "LINK_KEY")
TAKES_S = 0.2
AIM_A_SECOND = 80.0
NEARLY = 0.95
"""Of the queue's rate: what is lost to the edges of the time one looks at."""
KEEPS_AIM = 0.9
PAGE = floor.PAGES[1]


@dataclass(frozen=True)
class Sending:
    """Messages and invoices a second, alone and beside each other."""

    alone: float
    beside: float
    run_alone: float
    run_beside: float
    floor_alone: float
    floor_beside: float

    @property
    def keeps(self) -> float:
        """The part of its rate that the bill run keeps beside sending, against the part that the floor keeps."""
        return (self.run_beside / self.run_alone) / (self.floor_beside / self.floor_alone)


def figures(sending: Sending) -> list[Figure]:
    """Both aims, and the figures they come from."""
    run = f"{sending.run_alone:.0f} alone, {sending.run_beside:.0f} beside sending"
    plain = f"{sending.floor_alone:.0f} alone, {sending.floor_beside:.0f} beside sending"
    return [
        at_least("messages a second", sending.alone, AIM_A_SECOND * NEARLY, digits=0),
        Figure("messages a second beside a bill run on the same cores", f"{sending.beside:.0f}"),
        Figure(f"invoices a second: ours {run}", f"keeps {sending.run_beside / sending.run_alone:.2f}"),
        Figure(f"invoices a second: floor {plain}", f"keeps {sending.floor_beside / sending.floor_alone:.2f}"),
        at_least("what ours keeps against what the floor keeps", sending.keeps, KEEPS_AIM),
    ]


def measure(letters: int, people: int, watched_s: float) -> Sending:
    """Send so many messages; watch for some seconds, then run for so many people beside it, and the floor."""
    with emulator(), processes() as pool, ExitStack() as projects:
        shapes = shapes_of_ours()
        outbox, run_alone, run_beside, floor_alone, floor_beside = (
            projects.enter_context(_filled(pool, count)) for count in (letters, *[people] * 4)
        )
        run_speed(pool, outbox, ON, letters)
        alone_run = run_speed(pool, run_alone, ON, people).a_second
        alone_floor = floor_speed(pool, floor_alone, people, PAGE, shapes).a_second
        with variables(GOOGLE_CLOUD_PROJECT=outbox), listening(TAKES_S) as provider, _functions(provider):
            enqueue_drain("messages")
            _wait_for(provider, 100)
            alone = _watch(provider, watched_s)
            began = time.monotonic()
            beside_run = run_speed(pool, run_beside, ON, people).a_second
            beside = provider.rate(began, time.monotonic())
            beside_floor = floor_speed(pool, floor_beside, people, PAGE, shapes).a_second
            if not _watch(provider, 1.0):
                raise AssertionError("the messages were all sent before the end of the measurement")
    return Sending(alone, beside, alone_run, beside_run, alone_floor, beside_floor)


@contextmanager
def _filled(pool: Pool, count: int) -> Iterator[str]:
    with project() as name:
        fill(pool, name, count)
        yield name


@contextmanager
def _functions(provider: Provider) -> Iterator[None]:
    """Cloud Tasks and both functions, from their bundles, in the project of the environment."""
    with tempfile.TemporaryDirectory(prefix="sambung-bench-") as folder:
        at = Path(folder)
        manifests = [load(FUNCTIONS / name) for name in NAMES]
        book = PortBook(at / "ports.json")
        for manifest in manifests:
            book.take(manifest.name)
        book.save()
        secret = secrets.token_urlsafe(32)
        queues = start_tasks(state_dir=at, secret=secret, ports_file=at / "ports.json")
        env = provider.env | {name: os.environ[name] for name in TOLD}
        env |= {"INVOKER_SECRET": secret, "CLOUD_TASKS_EMULATOR_HOST": queues.host}
        layout = programs.Layout(at, FUNCTIONS, book.ports, env)
        children = []
        for manifest in manifests:
            stage(manifest.folder, layout.bundle(manifest))
            children += [Child(program) for program in programs.function(layout, manifest)]
        try:
            for child in children:
                child.start()
            for child in children:
                wait_until_it_answers(child)
            with variables(CLOUD_TASKS_EMULATOR_HOST=queues.host):
                yield
        finally:
            stop_all(children)
            queues.stop()
            book.close()


def _wait_for(provider: Provider, messages: int) -> None:
    end = time.monotonic() + 60
    while len(provider.accepted) < messages:
        if time.monotonic() > end:
            raise AssertionError("no messages are being sent")
        time.sleep(0.05)


def _watch(provider: Provider, seconds: float) -> float:
    began = time.monotonic()
    time.sleep(seconds)
    return provider.rate(began, time.monotonic())
