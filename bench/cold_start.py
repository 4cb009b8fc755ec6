"""What a function costs before it does anything: its imports, its memory, and the time to its first answer.

Each function is imported from its bundle, as deployed. The floor imports functions_framework and
google.cloud.firestore alone. Both are compiled beforehand, and measured in the processor's own time, in turn.
"""

import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench.report import Figure, at_most
from local.bundle import stage
from local.manifests import Manifest, load_all

FLOOR = "functions_framework, google.cloud.firestore"
RATIO_AIM = 1.3
MEASURE = """
import json, pathlib, re, time
began = time.process_time()
import {modules}
took = time.process_time() - began
import google.cloud.firestore
took_all = time.process_time() - began
memory = re.search(r"VmRSS:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())
print(json.dumps([took, took_all, int(memory[1]) / 1024]))
"""


@dataclass(frozen=True)
class Import:
    """Seconds until main.py is imported, until Firestore is too (at the first answer), and MB of the process then."""

    seconds: float
    with_firestore: float
    megabytes: float


def figures(imports: dict[str, Import]) -> list[Figure]:
    """Each function's imports against the floor's."""
    floor = imports[FLOOR]
    lines = [Figure(f"floor: {FLOOR}; {floor.megabytes:.0f} MB", f"{floor.seconds:.2f} s")]
    for name, one in imports.items():
        if name != FLOOR:
            lines.append(at_most(f"{name}: import of main.py", one.seconds / floor.seconds, RATIO_AIM))
            with_firestore = one.with_firestore / floor.seconds
            lines.append(
                Figure(
                    f"  and of Firestore, which its first answer needs; {one.megabytes:.0f} MB", f"{with_firestore:.2f}"
                )
            )
    return lines


def measure(rounds: int, names: tuple[str, ...] = ()) -> dict[str, Import]:
    """The middle of several rounds, each of all functions (or those named) and the floor."""
    with tempfile.TemporaryDirectory(prefix="sambung-bench-") as folder:
        bundles = {FLOOR: Path(folder)}
        bundles |= {one.name: _bundle(one, Path(folder)) for one in load_all() if not names or one.name in names}
        taken: dict[str, list[Import]] = defaultdict(list)
        for _ in range(rounds + 1):  # the first one fills the file cache
            for name, bundle in bundles.items():
                taken[name].append(_import(FLOOR if name == FLOOR else "main", bundle))
    return {name: _middle(several[1:]) for name, several in taken.items()}


def _bundle(manifest: Manifest, folder: Path) -> Path:
    bundle = folder / manifest.name
    stage(manifest.folder, bundle)
    compileall.compile_dir(bundle, quiet=2)
    return bundle


def _import(modules: str, folder: Path) -> Import:
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env |= {"GOOGLE_CLOUD_PROJECT": "demo-bench", "LINK_KEY": "x"}
    command = [sys.executable, "-c", MEASURE.format(modules=modules)]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    return Import(*json.loads(done.stdout.splitlines()[-1]))


def _middle(several: list[Import]) -> Import:
    return Import(
        statistics.median(one.seconds for one in several),
        statistics.median(one.with_firestore for one in several),
        statistics.median(one.megabytes for one in several),
    )
