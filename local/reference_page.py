"""Writes docs/reference.md from the sources: functions, settings, environment variables, commands. `make docs`."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from local.data_model_page import collections, kind_of
from local.manifests import ROOT, Manifest, load_all
from shared.core.config import Settings

TARGET = ROOT / "docs" / "reference.md"
HEAD = """# Reference

`make docs` writes this page from the sources: what is not in them is not here. What a route answers is in
`web/openapi.json`, who may call it in [access.md](access.md), what a document holds in [data-model.md](data-model.md).
"""
HERE = {
    "ALONE": "1: each bundle is started in a Python environment of its own (`make soak`)",
    "ATTACKS": "how many guesses at a sign-in code are tried at once",
    "BENCH": "quick: fewer rounds",
    "COST": "page: only price the month again",
    "FUNCTIONS_DIR": "where the functions' manifests are looked for",
    "FUZZ": "long: thousands of made-up requests",
    "HOST": "where the origin listens; 127.0.0.1",
    "INSTANCES": "which functions run in several processes (`drain=2`)",
    "LOCAL_DIR": "where the local state is kept; .local",
    "META_EXAMPLES": "a folder with more of Meta's own examples to try",
    "ONLY": "which parts of a measurement",
    "PORT": "where the origin listens; 8080",
    "RUNS": "how often Lighthouse is asked",
    "SEED": "demo or none: what a new stack begins with; a number: which month of the long tests is repeated",
    "SIZES": "how many customers a month is lived through with",
    "SNAPSHOT_EVERY_S": "how often the emulators' state is kept",
    "SOAK": "how many customers the long tests have",
    "TOOLS_DIR": "where emulators are looked for and put",
}
"""Variables that only this machine knows; the functions' own stand in shared/core/config.py."""
_READ = re.compile(r'environ(?:\.get\(|\.setdefault\(|\.pop\(|\[)\s*"([A-Z_0-9]+)"')
_TARGET = re.compile(r"^([a-z-]+):.*?## (.*)$", re.MULTILINE)


def page() -> str:
    """The page as it should be."""
    return "\n\n".join([
        HEAD.rstrip(),
        "## Functions",
        _table(("function", "called by", "does"), map(_function, load_all())),
        "## Settings",
        "What an owner sets: documents of the collection `settings`.",
        *(part for name, model in sorted(settings_kept().items()) for part in _setting(name, model)),
        "## Environment variables",
        "Of the functions; terraform sets them in the cloud, `make run` here.",
        _table(("variable", "without it", "what"), _variables()),
        "On this machine only:",
        _table(("variable", "what"), ((f"`{name}`", told) for name, told in sorted(HERE.items()))),
        "## Commands",
        _table(("make", "what"), ((f"`{name}`", told) for name, told in commands().items())),
    ]) + "\n"  # fmt: skip


def settings_kept() -> dict[str, type[BaseModel]]:
    """Every document of settings, by its id."""
    models = collections()["settings"].models
    return {str(model.model_fields["id"].default): model for model in models}


def settings_fields(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, Any, str]]:
    """(dotted name, its field, what is said of it), down into what it is made of."""
    told = said_of(model)
    for name, field in model.model_fields.items():
        if name == "id":
            continue
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from settings_fields(kind, f"{before}{name}.")
        else:
            yield f"{before}{name}", field, told.get(name, "")


def said_of(model: type[BaseModel]) -> dict[str, str]:
    """What stands below each field in its source; of several fields together, below the last."""
    (made,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(made, ast.ClassDef)
    found: dict[str, str] = {}
    for field, below in zip(made.body, made.body[1:], strict=False):
        is_text = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if is_text and isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            found[field.target.id] = _one_line(str(below.value.value))  # type: ignore[attr-defined]
    return found


def variables_read() -> set[str]:
    """Every variable that a program of ours looks up by name."""
    folders = ("shared", "functions", "local", "bench", "operations", "tests")
    sources = (path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {name for source in sources for name in _READ.findall(source)}


def commands(makefile: Path = ROOT / "Makefile") -> dict[str, str]:
    """Every target, and what it says of itself."""
    return {name: _one_line(told) for name, told in _TARGET.findall(makefile.read_text(encoding="utf-8"))}


def _function(one: Manifest) -> tuple[str, str, str]:
    called = {
        "http": "<br>".join(f"`{route}`" for route in one.routes),
        "schedule": f"schedule `{one.schedule}`",
        "task": "<br>".join(f"queue `{queue}`" for queue in one.queues),
    }
    source = (one.folder / "main.py").read_text(encoding="utf-8")
    said = (ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0]
    return f"`{one.name}`", called[one.trigger], _one_line(said)


def _setting(name: str, model: type[BaseModel]) -> Iterator[str]:
    yield f"### {name}"
    yield _table(
        ("setting", "is", "at first", "what"),
        (
            (f"`{dotted}`", kind_of(field.annotation), _default(field), told)
            for dotted, field, told in settings_fields(model)
        ),
    )


def _default(field: Any) -> str:
    value = field.get_default(call_default_factory=True)
    if value is PydanticUndefined or value in (None, "", [], {}, ()):
        return ""
    if isinstance(value, list) and any(isinstance(one, BaseModel) for one in value):
        return f"{len(value)} of them"
    return f"`{value:%H:%M}`" if isinstance(value, time) else f"`{value}`"


def _variables() -> Iterator[tuple[str, str, str]]:
    told = said_of(Settings)
    for name, field in Settings.model_fields.items():
        without = "must be there" if field.is_required() else _default(field)
        yield f"`{name.upper()}`", without, told.get(name, "")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().replace("|", "\\|")


def _table(head: tuple[str, ...], rows: Any) -> str:
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
