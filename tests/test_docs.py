"""What the pages promise is there: commands, files, secrets, variables, collections."""

import re
from pathlib import Path

import pytest

from local.data_model_page import collections
from local.manifests import load_all
from operations.preflight.in_google import needed_variables

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
DEPLOY = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
MODEL = (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8")
NEW = 5
"""So many collections may wait for the next `make data-model`."""


def said(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_that_a_page_names_is_there(page: Path) -> None:
    named = set(re.findall(r"(?:^|[`(\s=])make ([a-z][a-z-]+)(?=[`\s.,:;)]|$)", said(page)))
    in_code = {
        name for name in named if re.search(rf"`[^`\n]*make {name}|^    .*make {name}", said(page), re.MULTILINE)
    }
    assert in_code <= TARGETS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_to_something(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", said(page))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_secret_is_explained_where_secrets_are_set() -> None:
    gateways = said(ROOT / "docs" / "gateways.md")
    secrets = {secret for one in load_all() for secret in one.secrets}
    assert [secret for secret in secrets if secret not in DEPLOY + gateways] == []


def test_every_variable_without_a_default_is_in_the_example() -> None:
    assert [name for name in needed_variables() if f"{name} " not in DEPLOY] == []


def test_the_data_model_names_every_collection() -> None:
    named = set(re.findall(r"^### (\w+)$", MODEL, re.MULTILINE))
    assert named <= set(collections()), "run `make data-model`"
    assert len(set(collections()) - named) <= NEW, "run `make data-model`"
