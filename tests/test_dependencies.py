"""docs/dependencies.md says why each dependency is there: every one that is pinned, and no other."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")

IMPORTED = {"firebase-admin": "firebase_admin", "google-cloud-firestore": "google.cloud.firestore", "pillow": "PIL"}
"""Where the name of a package is not that of its module."""


def pinned_in(name: str) -> list[str]:
    """What pip is told to install by that file."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line.split("==")[0] for line in lines if "==" in line]


def pinned() -> set[str]:
    """What pip and npm are told to install."""
    web = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))
    ours = {*pinned_in("requirements.txt"), *pinned_in("requirements-dev.txt")}
    return ours | {*web["dependencies"], *web["devDependencies"]}


def explained() -> set[str]:
    """The first column of the tables of packages."""
    tables = PAGE.split("## Fetched by a command")[0]
    rows = re.findall(r"^\| ([^|]+) \|", tables, re.MULTILINE)
    return {name for name in rows if name != "package"}


def imported(path: Path) -> Iterator[str]:
    """Every module it imports, with what it takes from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_dependency_is_explained_and_nothing_else() -> None:
    assert explained() == pinned()


def test_what_the_functions_bring_along_they_use() -> None:
    """What nobody imports is paid for in every image."""
    paths = [path for name in ("shared", "functions") for path in (ROOT / name).rglob("*.py")]
    used = {module for path in paths for module in imported(path)}
    names = pinned_in("requirements.txt")
    modules = {
        name: IMPORTED.get(name, name.replace("google-cloud-", "google.cloud.").replace("-", "_")) for name in names
    }
    assert [name for name, module in modules.items() if not any(one.startswith(module) for one in used)] == []
