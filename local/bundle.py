"""Stages what is deployed: build/<name>/ = the function's folder + shared/ + requirements.txt, and build/<name>.zip.

`python -m local.bundle [name ...]`: all functions without a name. A file that has not changed is left alone,
so that its compiled form stays good.
"""

import shutil
import sys
import zipfile
from pathlib import Path

from local.manifests import FUNCTIONS, ROOT, load_all

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first day a zip knows: when a file was checked out says nothing of what is in it."""
SKIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", ".mypy_cache", ".ruff_cache")


def stage(folder: Path, target: Path, root: Path = ROOT) -> None:
    """Make `target` the bundle of the function in `folder`, with `root`'s shared/ and requirements.txt."""
    wanted: set[Path] = set()
    _mirror(folder, target, wanted)
    if (root / "shared").is_dir():
        _mirror(root / "shared", target / "shared", wanted)
    if (root / "requirements.txt").is_file():
        _copy(root / "requirements.txt", target / "requirements.txt", wanted)
    for path in sorted(target.rglob("*"), reverse=True):
        if "__pycache__" in path.parts or path in wanted:
            continue
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        else:
            path.unlink()


def pack(folder: Path, target: Path) -> None:
    """Make `target` the zip of a bundle: the same bytes from the same files, whoever makes it, when and where.

    Stored and not compressed: compressors differ from machine to machine, and its hash says what is deployed.
    """
    half = target.with_suffix(".half")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_STORED) as files:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
            if path.is_file() and "__pycache__" not in path.parts:
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), LONG_AGO)
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                files.writestr(entry, path.read_bytes())
    half.replace(target)


def _mirror(source: Path, target: Path, wanted: set[Path]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    names = [path.name for path in source.iterdir()]
    skipped = SKIPPED(str(source), names)
    for name in names:
        if name in skipped:
            continue
        path = source / name
        if path.is_dir():
            _mirror(path, target / name, wanted)
        else:
            _copy(path, target / name, wanted)


def _copy(source: Path, target: Path, wanted: set[Path]) -> None:
    wanted.add(target)
    told = source.stat()
    if target.is_file():
        kept = target.stat()
        if kept.st_size == told.st_size and kept.st_mtime_ns == told.st_mtime_ns:
            return
    shutil.copy2(source, target)


def main() -> None:
    """Stage into build/ beside the sources."""
    names = sys.argv[1:]
    for manifest in load_all(FUNCTIONS):
        if not names or manifest.name in names:
            stage(manifest.folder, ROOT / "build" / manifest.name)
            pack(ROOT / "build" / manifest.name, ROOT / "build" / f"{manifest.name}.zip")
            print(f"build/{manifest.name}")


if __name__ == "__main__":
    main()
