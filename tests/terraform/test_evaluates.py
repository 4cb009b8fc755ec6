"""terraform itself, asked what terraform/ makes of the manifests: nothing of Google's is needed for that."""

import json
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from local.manifests import FUNCTIONS, ROOT, load_all, queues_of

TERRAFORM = ROOT / "terraform"
VARIABLES = """
project_id = "isp-kamil"
project_number = "123456789"
environment = "staging"
public_url = "https://pelanggan.example.id"
whatsapp_phone_number_id = "100000000000001"
alert_email = "kamil@example.id"
"""
ASKED = ("functions", "routes", "queues", "secrets", "roles", "schedules", "addresses", "alerts", "silences", "tiles",
         "indexes", "fields", "enqueuers", "kept_until")  # fmt: skip
MANIFESTS = {path.parent.name: yaml.safe_load(path.read_text()) for path in FUNCTIONS.glob("*/function.yaml")}


def in_cloud(name: str) -> str:
    return name.replace("_", "-")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The locals of terraform/, evaluated, without its resources."""
    terraform = shutil.which("terraform")
    if not terraform:
        pytest.skip("terraform is not on this machine, so it cannot be asked what it makes of the manifests.")
    root = tmp_path_factory.mktemp("plan")
    (root / "functions").symlink_to(FUNCTIONS)
    (root / "firestore.indexes.json").symlink_to(ROOT / "firestore.indexes.json")
    folder = root / "terraform"
    folder.mkdir()
    (folder / "variables.tf").write_text((TERRAFORM / "variables.tf").read_text())
    (folder / "terraform.tfvars").write_text(VARIABLES)
    for name in ("manifests", "metrics", "alerts", "dashboard", "firestore"):
        blocks = re.findall(r"^locals \{.*?^\}", (TERRAFORM / f"{name}.tf").read_text(), re.MULTILINE | re.DOTALL)
        (folder / f"{name}.tf").write_text("\n".join(blocks))
    wanted = ", ".join(f"{name} = local.{name}" for name in ASKED)
    done = subprocess.run(
        [terraform, "console"], input=f"jsonencode({{{wanted}}})\n",
        cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(json.loads(done.stdout.strip().splitlines()[-1]))
    return answer


def test_every_function_is_planned_with_what_its_manifest_says(told: dict[str, Any]) -> None:
    assert set(told["functions"]) == {in_cloud(name) for name in MANIFESTS}
    for name, manifest in MANIFESTS.items():
        planned = told["functions"][in_cloud(name)]
        assert {key: planned[key] for key in manifest} == manifest
        assert planned["folder"] == name


def test_every_route_leads_to_its_function(told: dict[str, Any]) -> None:
    assert told["routes"] == {route: in_cloud(one.name) for one in load_all() for route in one.routes}


def test_every_queue_has_the_rules_that_the_local_stack_runs_by(told: dict[str, Any]) -> None:
    rules = queues_of(load_all())
    assert set(told["queues"]) == set(rules)
    for name, queue in told["queues"].items():
        here = rules[name]
        assert {key: getattr(here, key) for key in queue} == queue


def test_every_schedule_role_and_secret_is_planned_and_no_other(told: dict[str, Any]) -> None:
    crons = {in_cloud(name): one["schedule"] for name, one in MANIFESTS.items() if one["trigger"] == "schedule"}
    assert {name: one["schedule"] for name, one in told["schedules"].items()} == crons
    assert set(told["roles"]) == {
        f"{in_cloud(name)} {role}" for name, one in MANIFESTS.items() for role in one["roles"]
    }
    assert set(told["secrets"]) == {secret for one in MANIFESTS.values() for secret in one.get("secrets") or []}


def test_an_address_is_computed_from_the_projects_number(told: dict[str, Any]) -> None:
    assert told["addresses"]["send-message"] == "https://send-message-123456789.asia-southeast2.run.app"


def test_every_index_and_exemption_of_the_file_is_planned(told: dict[str, Any]) -> None:
    file = json.loads((ROOT / "firestore.indexes.json").read_text())
    assert len(told["indexes"]) == len(file["indexes"])
    exempt = {f"{one['collectionGroup']} {one['fieldPath']}" for one in file["fieldOverrides"]}
    expiring = {f"{collection} {field}" for collection, field in told["kept_until"].items()}
    assert set(told["fields"]) == exempt | expiring
    assert {key for key, field in told["fields"].items() if field["expires"]} == expiring


def test_every_alert_has_what_it_is_measured_by(told: dict[str, Any]) -> None:
    for alert in told["alerts"].values():
        assert {"title", "filter", "above", "over"} <= alert.keys()
        assert alert["over"] % 60 == 0
    assert [alert for alert in told["silences"].values() if alert["lasting"] % 60] == []
    assert all(len(tile) == 5 for tile in told["tiles"])
