"""The workflows deploy by the same commands as a person, with no key lying anywhere."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEXT = {path.stem: path.read_text(encoding="utf-8") for path in WORKFLOWS}
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def steps(name: str) -> list[dict[str, Any]]:
    (job,) = yaml.safe_load(TEXT[name])["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


@pytest.mark.parametrize("name", TEXT)
def test_a_workflow_runs_commands_that_there_are(name: str) -> None:
    runs = " ".join(str(step.get("run", "")) for step in steps(name))
    assert set(re.findall(r"\bmake ([a-z-]+)", runs)) <= TARGETS
    for script in re.findall(r"(?:^| )(\.[\w/.]+/\w+)(?: |$)", runs):
        assert (ROOT / script).exists()


def test_deploying_needs_a_token_and_no_secret() -> None:
    assert yaml.safe_load(TEXT["deploy"])["permissions"] == {"contents": "read", "id-token": "write"}
    assert "secrets." not in TEXT["deploy"]
    assert "workload_identity_provider" in TEXT["deploy"]


def test_what_somebody_typed_is_never_part_of_a_command() -> None:
    for name in TEXT:
        assert [step["run"] for step in steps(name) if "${{" in str(step.get("run", ""))] == []


def test_nothing_is_deployed_that_was_not_checked() -> None:
    told = yaml.safe_load(TEXT["deploy"])
    started = told[True]  # YAML's `on`
    assert started["workflow_run"]["workflows"] == [yaml.safe_load(TEXT["check"])["name"]]
    assert "conclusion == 'success'" in told["jobs"]["deploy"]["if"]


def test_the_tools_are_of_the_versions_that_the_sources_ask_for() -> None:
    (terraform,) = re.findall(r'required_version = ">= ([\d.]+)"', (ROOT / "terraform" / "versions.tf").read_text())
    for text in TEXT.values():
        assert re.findall(r'terraform_version: "([\d.]+)"', text)[0].startswith(terraform)
        assert re.findall(r'python-version: "([\d.]+)"', text) == ["3.11"]
