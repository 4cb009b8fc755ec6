"""docs/request.md says where each thing that was asked is: what it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "request.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| asked", "|---"))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip().replace(" ", "-"))
def test_what_was_asked_is_somewhere_and_a_test_proves_it(row: str) -> None:
    _, where, proved, picture = (cell.strip() for cell in row.strip("|").split("|"))
    assert where
    tests = re.findall(r"`(tests/[\w/]+\.py)`", proved)
    assert tests
    pictures = re.findall(r"\]\(([^)]+)\)", picture)
    named = re.findall(r"`((?:shared|functions)/[\w./]+\.py)`", where)
    assert [name for name in (*tests, *named) if not (ROOT / name).exists()] == []
    assert [name for name in pictures if not (ROOT / "docs" / name).exists()] == []
    assert all("def test_" in (ROOT / name).read_text(encoding="utf-8") for name in tests)


def test_everything_that_was_asked_has_its_part() -> None:
    asked = (
        "monitoring, scheduled billing and complaints of Wi-Fi customers with a WhatsApp gateway",
        "website dashboard for the manager",
        "mobile application for customers",
        "customer data management",
        "automatic billing",
        "complaint submission",
        "real-time WhatsApp notices",
        "independent HTTP and scheduled Cloud Functions over Firestore, Cloud Tasks, static web",
    )
    headings = "\n".join(re.findall(r"^## (.*)$", PAGE, re.MULTILINE)).lower()
    assert [part for part in asked if part.lower() not in headings] == []
