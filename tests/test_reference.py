"""The picture is as it is: what there is of functions, nouns, collections, settings and commands is on a page."""

import re
from pathlib import Path

import pytest

from local.data_model_page import collections
from local.manifests import load_all
from local.reference_page import HERE, TARGET, commands, settings_fields, settings_kept, variables_read
from shared.core.config import Settings

ROOT = Path(__file__).parents[1]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
REFERENCE = TARGET.read_text(encoding="utf-8")
NOT_NOUNS = ("core", "clients", "__pycache__")
KEPT_BY_SEVERAL = {"settings", "counters"}
NEW = 3
"""So many of a kind may wait for the next `make docs`; what is gone may not stay."""


def named_below(heading: str) -> set[str]:
    """What the first column says in that part of the reference."""
    part = REFERENCE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE))


def nouns_table() -> dict[str, set[str]]:
    """noun -> its collections, as architecture.md has them."""
    table = ARCHITECTURE.split("| noun | keeps | collections |")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in table.splitlines()[2:]]
    return {noun: set(kept.split(", ")) for noun, _, kept in rows}


@pytest.mark.parametrize(
    ("heading", "there"),
    [
        ("Functions", {one.name for one in load_all()}),
        ("Settings", {name for model in settings_kept().values() for name, _, _ in settings_fields(model)}),
        ("Environment variables", {name.upper() for name in Settings.model_fields} | set(HERE)),
        ("Commands", set(commands())),
    ],
    ids=lambda told: told if isinstance(told, str) else "",
)
def test_the_reference_names_what_there_is(heading: str, there: set[str]) -> None:
    assert named_below(heading) - there == set(), "run `make docs`"
    assert len(there - named_below(heading)) <= NEW, "run `make docs`"


def test_every_variable_that_is_read_is_explained() -> None:
    """They are explained by hand, so one that has just come or gone may wait."""
    here = variables_read() - {name.upper() for name in Settings.model_fields}
    assert len(here ^ set(HERE)) <= NEW


def test_every_noun_is_in_the_table_with_its_collections() -> None:
    table = nouns_table()
    assert set(table) == {path.name for path in (ROOT / "shared").iterdir() if path.is_dir()} - set(NOT_NOUNS)
    keeps: dict[str, set[str]] = {}
    for name, kept in collections().items():
        keeps.setdefault(kept.noun, set()).add(name)
    for noun, told in table.items():
        assert keeps.get(noun, set()) - KEPT_BY_SEVERAL == told - KEPT_BY_SEVERAL, noun


def test_every_function_is_in_the_picture() -> None:
    picture = ARCHITECTURE.split("```mermaid")[1].split("```")[0]
    assert [one.name for one in load_all() if not re.search(rf"\b{one.name}\b", picture)] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_a_file_that_a_page_names_is_there(page: Path) -> None:
    said = page.read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:shared|functions|local|tests|web|bench|operations|terraform)/[\w./-]+\.[a-z]{2,4})`", said
    )
    assert [name for name in named if not (ROOT / name).exists() and "dist" not in name] == []


@pytest.mark.parametrize("page", ["architecture.md", "walks.md"])
def test_a_use_case_that_a_walk_names_is_there(page: str) -> None:
    there = {path.name for folder in ("shared", "functions") for path in (ROOT / folder).rglob("*.py")}
    told = re.findall(r"`([\w/]+\.py)`", (ROOT / "docs" / page).read_text(encoding="utf-8"))
    by_noun = [name for name in told if "/" in name and (ROOT / "shared" / name.partition("/")[0]).is_dir()]
    assert [name for name in by_noun if not (ROOT / "shared" / name).exists()] == []
    assert {name.rpartition("/")[2] for name in told if not name.startswith("tests/")} - there == set()
