"""The rules of the house (DESIGN section 3), kept by a test."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT / "shared"
NOUNS = sorted(path.name for path in SHARED.iterdir() if path.is_dir() and path.name not in ("core", "clients"))
GOOGLE_MAY = ("repository.py",)


def modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def noun_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "shared" and parts[1] in NOUNS else None


OTHERS = ("functions", "local", "tests", "bench", "operations")


@pytest.mark.parametrize("path", modules(ROOT / "functions"), ids=lambda path: path.parent.name)
def test_functions_import_of_ours_only_shared(path: Path) -> None:
    assert not [name for name in imports_of(path) if name.split(".")[0] in OTHERS]


def test_shared_knows_neither_functions_nor_the_local_stack() -> None:
    assert not [
        (path.name, name) for path in modules(SHARED) for name in imports_of(path) if name.split(".")[0] in OTHERS
    ]


def test_core_knows_no_noun() -> None:
    assert not [(path.name, name) for path in modules(SHARED / "core") for name in imports_of(path) if noun_of(name)]


def test_only_repositories_clients_and_core_know_google() -> None:
    strangers = [
        (str(path.relative_to(SHARED)), name)
        for path in modules(SHARED)
        for name in imports_of(path)
        if name.split(".")[0] in ("google", "firebase_admin", "grpc")
        and path.name not in GOOGLE_MAY
        and path.relative_to(SHARED).parts[0] not in ("core", "clients")
    ]
    assert strangers == []


def test_nouns_form_no_cycle() -> None:
    below = {
        noun: {noun_of(name) for path in modules(SHARED / noun) for name in imports_of(path)} - {None, noun}
        for noun in NOUNS
    }
    left = dict(below)
    while left:
        bottom = [noun for noun, needs in left.items() if not needs & set(left)]
        assert bottom, f"a cycle among {sorted(left)}: {left}"
        for noun in bottom:
            del left[noun]


def test_messaging_is_below_the_other_nouns() -> None:
    known = {noun_of(name) for path in modules(SHARED / "messaging") for name in imports_of(path)}
    assert known - {None, "messaging", "access"} == set()


@pytest.mark.parametrize("folder", sorted((ROOT / "functions").iterdir()), ids=lambda folder: folder.name)
def test_a_function_is_a_main_and_a_manifest(folder: Path) -> None:
    if folder.name != "__pycache__":
        assert {path.name for path in folder.iterdir() if path.name != "__pycache__"} == {"main.py", "function.yaml"}


def test_models_are_built_when_they_are_first_used() -> None:
    """They derive from core's Model: anything else is paid for at every start."""
    sources = [*modules(SHARED), *modules(ROOT / "functions")]
    own = [path for path in sources if "BaseModel" in path.read_text(encoding="utf-8")]
    assert own == [SHARED / "core" / "model.py"]


def test_no_name_says_nothing() -> None:
    vague = {"utils", "helpers", "helper", "manager", "service", "misc", "common"}
    assert not [path for path in modules(SHARED) if set(path.stem.split("_")) & vague]


def test_production_code_is_the_large_part() -> None:
    def lines(*folders: str) -> int:
        return sum(
            len(path.read_text(encoding="utf-8").splitlines()) for name in folders for path in modules(ROOT / name)
        )

    assert lines("functions", "shared") > lines("local")


def test_no_two_test_files_share_a_name() -> None:
    # pytest knows a file by its name alone: the second of them would stop the collection of all.
    names = [path.name for path in modules(ROOT / "tests") if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))
