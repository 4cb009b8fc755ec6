"""Whoever is woken by an alert finds what to do, and what an alert counts is what the functions write."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ALERTS = (ROOT / "terraform" / "alerts.tf").read_text(encoding="utf-8")
METRICS = (ROOT / "terraform" / "metrics.tf").read_text(encoding="utf-8")
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "shared").rglob("*.py"))


def alerts() -> set[str]:
    """The key of each, which is where the e-mail points to."""
    keys = set(re.findall(r"^    ([a-z-]+) = \{\n      title", ALERTS, re.MULTILINE))
    return keys | set(re.findall(r"#([a-z-]+)(?:\)|\")", re.sub(r"#\$\{each\.key\}", "", ALERTS)))


def test_every_alert_has_an_entry_and_every_entry_an_alert() -> None:
    told = RUNBOOK.split("\n## Alerts\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^### ([a-z-]+)$", told, re.MULTILINE)) == alerts()


def test_every_entry_says_something_to_do() -> None:
    entries = re.split(r"^### [a-z-]+$", RUNBOOK.split("\n## Alerts\n")[1].split("\n## ")[0], flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if len(entry.split()) < 25] == []


def test_every_policy_tells_its_entry() -> None:
    policies = ALERTS.count('resource "google_monitoring_alert_policy"')
    assert policies == ALERTS.count('content   = "What to do: ')


def test_every_event_that_is_counted_is_written_by_the_functions() -> None:
    counted = re.findall(r'^    \w+\s+= "(\w+)"$', METRICS.split("counted_events = {")[1].split("}")[0], re.MULTILINE)
    assert counted
    assert [
        event for event in counted if f'log("{event}"' not in SOURCES and f'log_crash("{event}"' not in SOURCES
    ] == [event for event in counted if event in written_over_lines()]


def written_over_lines() -> set[str]:
    """Events whose `log(` stands on the line before."""
    return set(re.findall(r'log\(\s*\n\s*"(\w+)"', SOURCES))


def test_every_figure_is_one_that_a_sweep_tells() -> None:
    figures = set(re.findall(r"^    (\w+)\s+= ", METRICS.split("figures = {")[1].split("\n  }")[0], re.MULTILINE))
    standing = (ROOT / "shared" / "reports" / "read_standing.py").read_text(encoding="utf-8")
    assert figures == set(re.findall(r"^        (\w+)=", standing.split("def read_standing")[0], re.MULTILINE))


def test_links_within_the_runbook_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", RUNBOOK, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([a-z-]+)\)", RUNBOOK)) <= headings
